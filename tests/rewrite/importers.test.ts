import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

/** The type of an answer, of which a fix takes `grade` away: it belongs to the student's role on v3. */
const TYPES = `export interface Me {
  type: string;
  data: {
    id: string;
    district: string;
    email: string;
    grade?: string;
  };
}
`;

const LOGIN = `import type { Me } from './types';
export async function load(token: string) {
  const response = await fetch('https://api.clever.com/me', { headers: { authorization: token } });
  const me = (await response.json()) as Me;
  if (me.type === 'student') console.log(me.data.grade);
  console.log(me.data.email);
  return { email: me.data.email };
}
`;

const PUPIL = "{ type: 'student', data: { id: '1', district: '2', email: 'ann@example.org', grade: '4' } }";

/** Whether the call is fixed without asking, and else why nothing is offered. */
function verdictOf(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder({
    'package.json': '{ "private": true }',
    'types.ts': TYPES,
    'login.ts': LOGIN,
    ...files,
  });
  const { findings } = audit({ cwd, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' });
  const [finding] = findings.filter(({ rule }) => rule === 'clever/no-unversioned-me');
  return finding?.fix ? 'fixed' : (finding?.refusal ?? 'offered');
}

describe('files that were not opened and import a type that a fix changes', () => {
  it.each([
    [
      'under another name',
      {
        'people.ts': "export type { Me as Person } from './types';",
        'sample.ts': `import type { Person } from './people';\nexport const ann: Person = ${PUPIL};`,
      },
    ],
    [
      'under all names of a file',
      {
        'people.ts': "export * from './types';",
        'all.ts': "export * as people from './people';",
        'sample.ts': `import { people } from './all';\nexport const ann: people.Me = ${PUPIL};`,
      },
    ],
    [
      'inside another type',
      {
        'room.ts': "import type * as types from './types';\nexport interface Room { first: types.Me }",
        'sample.ts': `import type { Room } from './room';\nexport const room: Room = { first: ${PUPIL} };`,
      },
    ],
    [
      'as part of another type',
      {
        'person.ts': "export type Person = import('./types').Me['data'];",
        'sample.ts': "import type { Person } from './person';\nexport const grade = (person: Person) => person.grade;",
      },
    ],
    [
      'through a function whose result has it',
      {
        'make.ts': "import type * as types from './types';\nexport const make = (): types.Me[] => [];",
        'sample.ts': "import { make } from './make';\nfor (const { data } of make()) console.log(data.grade);",
      },
    ],
  ])('hold it back: %s', (_, files) => {
    expect(verdictOf(files)).toMatch(/types at sample\.ts:\d+ do not fit/);
  });

  it.each([
    [
      'nothing of it is read',
      { 'sample.ts': "import type * as types from './types';\nexport type People = types.Me[];" },
    ],
    [
      'what is read stays',
      { 'sample.ts': "import { load } from './login';\nvoid load('').then(({ email }) => email);" },
    ],
    ['nobody imports it', { 'sample.ts': `export const ann = ${PUPIL};` }],
  ])('let it be where %s', (_, files) => {
    expect(verdictOf(files)).toBe('fixed');
  });
});

describe('a type that more files hand on than are checked', () => {
  const handOn = (length: number): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Array.from({ length }, (_, index) => [
        `hand-on-${index}.ts`,
        `export type { Me } from './${index === 0 ? 'types' : `hand-on-${index - 1}`}';`,
      ]),
    );

  it('holds the change back, and says so', () => {
    expect(verdictOf(handOn(410))).toContain('the types of more files than this tool checks');
  });

  it('is fixed where all can be checked', () => {
    expect(verdictOf(handOn(20))).toBe('fixed');
  });
});
