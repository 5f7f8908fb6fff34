import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

/** A program that answers a question about whoever signs in. */
const asking = (
  question: string,
  taken = 'const me = await response.json();',
): string => `export async function ask(token) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  ${taken}
  return ${question};
}
`;

const ANY = "me.type === 'district_admin' || me.type === 'school_admin'";
const ANY_OF_ALL = "me.type === 'teacher' || me.type === 'school_admin' || me.type === 'district_admin'";

/** Questions, with the roles that an answer of v3 need not be without. */
const JOINED: Readonly<Record<string, readonly [question: string, without: readonly string[]]>> = {
  'one of two': [`${ANY} ? 'staff' : 'user'`, ['!me']],
  'one of two as a value': [ANY, ['!me']],
  'one of two, the weaker first': ["me.type === 'school_admin' || me.type === 'district_admin' ? 1 : 2", ['!me']],
  'one of three': [`${ANY_OF_ALL} ? 1 : 2`, ['!me']],
  'one of three in brackets': [
    "me.type === 'teacher' || (me.type === 'school_admin' || me.type === 'district_admin') ? 1 : 2",
    ['!me'],
  ],
  'none of two': ["me.type !== 'district_admin' && me.type !== 'school_admin' ? 1 : 2", ['(me', '!(']],
  'one of two where one between them counts': [
    "me.type === 'district_admin' || me.type === 'teacher' ? 1 : 2",
    ['!me.data?.roles?.district_admin'],
  ],
  'one of two beside another test': [
    "token && (me.type === 'district_admin' || me.type === 'school_admin') ? 1 : 2",
    ['!me'],
  ],
};

/** Questions in which each role is asked about by itself. */
const APART: Readonly<Record<string, readonly [question: string, has: string]>> = {
  'one and not the other': [
    "me.type === 'school_admin' && me.type !== 'district_admin' ? 1 : 2",
    '&& !me.data?.roles?.district_admin',
  ],
  'one under a condition of its own': [
    "(me.type === 'district_admin' && token === 't') || me.type === 'school_admin' ? 1 : 2",
    '&& !me.data?.roles?.district_admin',
  ],
  'not one, or the other': [
    "me.type !== 'district_admin' || me.type === 'school_admin' ? 1 : 2",
    '&& !me.data?.roles?.district_admin',
  ],
};

const ROLES = ['district_admin', 'staff', 'teacher'] as const;
const OLD = {
  district_admin: 'district_admin',
  staff: 'school_admin',
  teacher: 'teacher',
  student: 'student',
} as const;

/** Whoever can sign in: with any of the roles of grown-ups, or as a student. */
const PEOPLE: readonly (readonly (keyof typeof OLD)[])[] = [
  ...Array.from({ length: 2 ** ROLES.length - 1 }, (_, bits) =>
    ROLES.filter((_role, index) => (bits + 1) & (1 << index)),
  ),
  ['student'],
];

function fixed(code: string): string {
  const folder = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'main.js': code });
  return fixFolder(folder).changes[0]?.after ?? '';
}

/** What a program answers where somebody with certain roles signs in. */
function answerOf(code: string, held: readonly (keyof typeof OLD)[]): Promise<unknown> {
  const roles = Object.fromEntries(held.map((role) => [role, {}]));
  const [first] = held;
  const fetch = (url: string): unknown => {
    const body = url.endsWith('/v1.1/me')
      ? { type: first && OLD[first], data: { id: '1', email: 'a@b.c' } }
      : { type: 'user', data: { id: '1', email: 'a@b.c', ...(url.includes('/users/') ? { roles } : {}) } };
    const response = { ok: true, json: () => Promise.resolve(body) };
    return Promise.resolve({ ...response, clone: () => response });
  };
  return runInNewContext(`${code.replace('export ', '')}\nask('t');`, { fetch });
}

describe('comparisons of the type that are joined', () => {
  it.each(Object.entries(JOINED))(
    'ask for the roles without those that count as well: %s',
    async (_name, [question, without]) => {
      const code = asking(question);
      const after = fixed(code);
      expect(after).toContain('roles');
      for (const each of without) expect(after).not.toContain(each);
      for (const held of PEOPLE) expect(await answerOf(after, held)).toBe(await answerOf(code, held));
    },
  );

  it.each(Object.entries(APART))('ask for each role by itself: %s', async (_name, [question, has]) => {
    const code = asking(question);
    const after = fixed(code);
    expect(after.replaceAll(/\s+/g, ' ')).toContain(has);
    for (const held of PEOPLE) expect(await answerOf(after, held)).toBe(await answerOf(code, held));
  });

  it('ask for them where a pattern takes the type', async () => {
    const question = "type === 'district_admin' || type === 'school_admin' ? data.email : null";
    const code = asking(question, 'const { type, data } = await response.json();');
    const after = fixed(code);
    expect(after).toContain('/v3.0/users/');
    for (const held of PEOPLE) expect(await answerOf(after, held)).toBe(await answerOf(code, held));
  });
});
