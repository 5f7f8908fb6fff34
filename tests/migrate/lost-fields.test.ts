import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import type { Finding } from '../../src/model/finding.js';
import { temporaryFolder } from '../support/folders.js';

/** What is found in a program of one file. */
function findingsIn(program: string, preset: 'recommended' | 'strict' = 'recommended'): readonly Finding[] {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }\n', 'app.js': program });
  return audit({ cwd, preset }).findings;
}

const fieldsIn = (program: string): readonly string[] =>
  findingsIn(program).flatMap(({ topic, brief }) =>
    topic === 'field' && brief ? [`${brief.fate ?? ''}: ${brief.subject}`] : [],
  );

const get = (path: string): string =>
  `(await (await fetch('https://api.clever.com${path}', { headers: HEADERS })).json())`;

describe('a field that v3 does not have is missing, and has not moved', () => {
  test.each([
    [
      'a member of a whole that moved',
      `for (const s of ${get('/v1.1/students')}.data) console.log(s.data.credentials.district_password);`,
      ['missing: credentials.district_password'],
    ],
    [
      'the same beside one that moved',
      `for (const { data: s } of ${get('/v1.1/students')}.data) console.log(s.credentials.district_username, s.credentials.district_password);`,
      ['moved: credentials', 'missing: credentials.district_password'],
    ],
    [
      'the same of /me',
      `console.log(${get('/me')}.data.credentials.district_password);`,
      ['missing: credentials.district_password'],
    ],
    [
      'a field of a district',
      `for (const { data: d } of ${get('/v2.1/districts')}.data) console.log(d.name, d.goals_enabled);`,
      ['missing: goals_enabled'],
    ],
    [
      'a field that the version of the call did not have',
      `for (const { data: s } of ${get('/v1.1/students')}.data) console.log(s.graduation_year, s.grade);`,
      ['new: graduation_year', 'moved: grade'],
    ],
  ])('%s', (_name, program, fields) => {
    expect(fieldsIn(program)).toEqual(fields);
  });

  test.each([
    [
      'the version that had it',
      `for (const { data: s } of ${get('/v1.2/students')}.data) console.log(s.graduation_year);`,
      ['moved: graduation_year'],
    ],
    [
      'a member of a whole that moved with it',
      `for (const { data: s } of ${get('/v1.1/students')}.data) console.log(s.location.city);`,
      ['moved: location'],
    ],
  ])('near miss: %s', (_name, program, fields) => {
    expect(fieldsIn(program)).toEqual(fields);
  });

  test('a call whose code reads one does not return the same data', () => {
    const program = `for (const { data: d } of ${get('/v2.1/districts')}.data) console.log(d.goals_enabled);`;
    const [call] = findingsIn(program, 'strict').filter(({ topic }) => topic === 'call');
    expect(call?.refusal).toBe('the code reads `goals_enabled`, which the v3.0 answer does not have');
  });
});

describe('what a change of another finding writes is not left over', () => {
  test('a read of API v2 that moves with its call', () => {
    const program = `for (const { data: t } of ${get('/v2.1/teachers')}.data) console.log(t.sis_id);`;
    const [field] = findingsIn(program, 'strict').filter(({ topic }) => topic === 'field');
    expect(field).toMatchObject({ refusal: null, suggestions: [{ edits: expect.any(Array) as unknown }] });
  });

  test('near miss: the same read where the call stays', () => {
    const program = `for (const { data: t } of ${get('/v2.1/teachers')}.data) console.log(t.sis_id);`;
    const [field] = findingsIn(program).filter(({ topic }) => topic === 'field');
    expect(field?.refusal).toContain('the call uses API v2, so change this read together');
  });
});

test('the path that the type of /v3.0/me makes is that of a user', () => {
  const program = `const me = ${get('/v3.0/me')};
const path = \`https://api.clever.com/v3.0/\${me.type}s/\${me.data.id}\`;
console.log((await (await fetch(path, { headers: HEADERS })).json()).data.email);
`;
  expect(findingsIn(program).filter(({ rule }) => rule === 'clever/no-unknown-endpoint')).toEqual([]);
  expect(
    findingsIn(program.replace('${me.type}s', 'teachers')).filter(({ rule }) => rule === 'clever/no-unknown-endpoint'),
  ).toHaveLength(1);
});

test('nothing is said of new code where no change is offered', () => {
  const program = `import axios from 'axios';
const api = axios.create({ baseURL: process.env.CLEVER_API || 'https://api.clever.com/v1.1' });
export async function signIn(db) {
  const { data: me } = await api.get('/me');
  return (await db.users.findOne({ where: { cleverId: me.data.id } })) ?? db.users.create({ cleverId: me.data.id, sis: me.data.sis_id });
}
export async function teachers(db) {
  for (const t of (await api.get('/teachers')).data.data) await db.teachers.upsert({ cleverId: t.data.id });
}
`;
  const [call] = findingsIn(program).filter(({ topic }) => topic === 'call');
  expect(call).toMatchObject({ fix: null, suggestions: [] });
  const obstacles = call?.calls.map(({ obstacle }) => obstacle).join(' ') ?? '';
  expect(obstacles).toContain(
    'Decide which role to read `sis_id` from: a person can have several. Decide how to migrate stored ids.',
  );
  expect(obstacles).not.toMatch(/new code|reads each field/i);
});

test('a query goes behind a path whose end stays', () => {
  const program = `console.log(${get('/v1.1/schools/5148fe29eb08a2bd0c000001/events')}.data.length);`;
  const [call] = findingsIn(program).filter(({ topic }) => topic === 'call');
  const [change] = call?.suggestions ?? [];
  expect(change?.edits.map(({ text }) => text)).toContain('?school=5148fe29eb08a2bd0c000001');
});

test.each([
  ["me.type === 'teacher'", 'district_admin, staff, teacher.'],
  ["me.type === 'teacher' ? 1 : me.type === 'student' ? 2 : 3", 'district_admin, staff, teacher'],
])('a suggestion says which roles it tries, and in which order: %s', (question, roles) => {
  const program = `const response = await fetch('https://api.clever.com/me', { headers: { Authorization: TOKEN } });
const me = await response.json();
console.log(${question}, me.data.name.first);
render(me.data);
`;
  const decisions = findingsIn(program).flatMap(({ suggestions }) =>
    suggestions.flatMap((each) => each.decisions ?? []),
  );
  expect(decisions.join(' ')).toContain(`the new code uses the first of these: ${roles}`);
});
