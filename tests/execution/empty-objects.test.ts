import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { districtToken } from '../support/fake-clever/people.js';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const HEADERS = '{ headers: { Authorization: `Bearer ${token}` } }';
const ME = `const response = await fetch('https://api.clever.com/me', ${HEADERS});`;
/** Only a token of an application reaches lists on v3. */
const STUDENTS = `const response = await fetch('https://api.clever.com/v1.1/students', { headers: { Authorization: token ? 'Bearer ${districtToken}' : '' } });`;

/** Programs that read an object without members where Clever refused, and what the fix must have made of the read. */
const moves: Readonly<Record<string, readonly [text: string, becomes: string | RegExp]>> = {
  'a member that is given another value': [
    `${ME}\n  const me = response.ok ? await response.json() : {};\n  Object.assign(me, { type: 'guest' });\n  console.log(me.type, me.data?.email);`,
    'console.log(me.type, me.data?.email)',
  ],
  'a condition': [
    `${ME}\n  const me = response.ok ? await response.json() : {};\n  console.log(me.type === 'teacher', me.data?.email);`,
    'me.data?.roles?.teacher',
  ],
  'a variable that is set later': [
    `let me = {};\n  ${ME}\n  if (response.ok) me = await response.json();\n  console.log(me.type, me.data?.email);`,
    'me.data?.roles?.district_admin',
  ],
  'a record without members': [
    `${ME}\n  const { data } = response.ok ? await response.json() : { data: {} };\n  console.log(data.type === 'teacher', data.email);`,
    'data.roles?.teacher',
  ],
  'what a function answers for a refusal': [
    `const load = async () => {\n    ${ME}\n    if (!response.ok) return {};\n    return response.json();\n  };\n  const me = await load();\n  console.log(me.type === 'teacher', me.data?.email);`,
    'me.data?.roles?.teacher',
  ],
  'what a handler of failures answers': [
    `const ask = async () => {\n    ${ME}\n    if (!response.ok) throw new Error('refused');\n    return response.json();\n  };\n  const me = await ask().catch(() => ({ data: {} }));\n  console.log(me.data.type === 'student' ? 'student' : 'other', me.data.email);`,
    'me.data.roles?.student',
  ],
  'an object that says why': [
    `${ME}\n  const me = response.ok ? await response.json() : { error: response.status };\n  if (me.error) console.log('refused', me.error);\n  console.log(me.type === 'student' ? 'student' : 'other', me.data?.email);`,
    'me.data?.roles?.student',
  ],
  'nothing, and a record of nothing': [
    `${ME}\n  const { data } = response.ok ? await response.json() : { data: null };\n  if (!data) return console.log('refused');\n  console.log(data.type === 'student' ? 'student' : 'other', data.email);`,
    'data.roles?.student',
  ],
  'a record of nothing, which a pattern takes apart': [
    `const load = async () => {\n    ${ME}\n    if (response.status === 401) return { data: null };\n    return response.json();\n  };\n  const {\n    type,\n    data: { name, email },\n  } = await load();\n  console.log(type === 'student', name.first, email);`,
    'roles',
  ],
  'a record of nothing, in a function that is called with it': [
    `return fetch('https://api.clever.com/me', ${HEADERS})\n    .then((response) => (response.status === 401 ? { data: null } : response.json()))\n    .then(({ data, type }) => console.log(type === 'teacher' ? data.name.last : null));`,
    'data?.roles?.teacher',
  ],
  'a default behind a question mark': [
    `${ME}\n  const body = await response.json();\n  const user = body.data ?? {};\n  console.log(user.type === 'student' ? 'student' : 'other', user.email);`,
    'user.roles?.student',
  ],
  'two of them in a list': [
    `const ask = async () => {\n    ${ME}\n    if (!response.ok) throw new Error('refused');\n    return response.json();\n  };\n  const [one, two] = await Promise.all([ask(), ask()]).catch(() => [{}, {}]);\n  console.log(one.data?.type === 'teacher', two.data?.type === 'teacher');`,
    'one.data?.roles.teacher',
  ],
  'a pattern': [
    `${ME}\n  const { type, data = {} } = response.ok ? await response.json() : {};\n  console.log(type === 'teacher', data.email);`,
    'roles?.teacher',
  ],
  'records, where there are none': [
    `${STUDENTS}\n  const { data = [] } = response.ok ? await response.json() : {};\n  console.log(data.map(({ data: student }) => student.grade).join());`,
    'student.roles.student.grade',
  ],
  'the first of the records': [
    `${STUDENTS}\n  const body = await response.json();\n  const student = body.data?.[0]?.data ?? {};\n  console.log(student.grade, student.name?.first);`,
    'student.roles?.student.grade',
  ],
};

/** Programs in which the object gets, or may get, members of its own. */
const stays: Readonly<Record<string, string>> = {
  'is asked in brackets': `${STUDENTS}\n  const body = await response.json();\n  const student = body.data?.[0]?.data ?? {};\n  console.log(student['grade'], student.name?.first);`,
  'is taken apart by a pattern': `${STUDENTS}\n  const body = await response.json();\n  const { grade, name } = body.data?.[0]?.data ?? {};\n  console.log(grade, name?.first);`,
  'stands for what becomes the first of a list': `const response = await fetch('https://api.clever.com/v1.1/students/1/school', ${HEADERS});\n  const { data } = response.ok ? await response.json() : { data: {} };\n  console.log(data.name);`,
  'is filled before a function answers it': `const nobody = {};\n  const load = async () => {\n    ${ME}\n    if (!response.ok) {\n      nobody.type = 'guest';\n      return nobody;\n    }\n    return response.json();\n  };\n  const me = await load();\n  console.log(me.type, me.data?.email);`,
  'is read by a function that others call too': `const show = (who) => console.log(who.type === 'teacher');\n  ${ME}\n  const me = response.ok ? await response.json() : {};\n  show(me);\n  show({ type: 'teacher' });`,
  'has null for the member': `${ME}\n  const me = response.ok ? await response.json() : { type: null };\n  console.log(me.type, me.data?.email);`,
  'is given the member': `${ME}\n  const me = response.ok ? await response.json() : {};\n  if (!response.ok) me.type = 'guest';\n  console.log(me.type, me.data?.email);`,
  'is given it by a name in brackets': `${ME}\n  const me = response.ok ? await response.json() : {};\n  if (!response.ok) me['type'] = 'guest';\n  console.log(me.type, me.data?.email);`,
  'is given it before': `let me = {};\n  me.type = 'guest';\n  ${ME}\n  if (response.ok) me = await response.json();\n  console.log(me.type, me.data?.email);`,
  'has it, in a record': `${ME}\n  const me = response.ok ? await response.json() : { data: { type: 'guest' } };\n  console.log(me.data.type, me.data.email);`,
  'may have it from a spread': `const defaults = token ? { type: 'guest' } : {};\n  ${ME}\n  const me = response.ok ? await response.json() : { ...defaults };\n  console.log(me.type, me.data?.email);`,
  'has a name': `const nobody = {};\n  nobody.type = 'guest';\n  ${ME}\n  const me = response.ok ? await response.json() : nobody;\n  console.log(me.type, me.data?.email);`,
  'is filled by a function': `const fill = (who) => {\n    who.type ??= 'guest';\n  };\n  ${ME}\n  const me = response.ok ? await response.json() : {};\n  fill(me);\n  console.log(me.type, me.data?.email);`,
  'is filled from what nobody knows': `${ME}\n  const me = response.ok ? await response.json() : {};\n  Object.assign(me, JSON.parse('{"type":"guest"}'));\n  console.log(me.type, me.data?.email);`,
};

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

const mainOf = (body: string): string => `export async function main(token) {\n  ${body}\n}\n`;

describe('an object without members in the place of an answer', () => {
  it.each(Object.entries(moves))('%s', async (_, [text, becomes]) => {
    const { outcome, after } = await checkFix(runner, { 'index.js': mainOf(text) });
    expect(outcome).toBe('migrated');
    expect(after['index.js']).toMatch(becomes);
  });

  it.each(Object.entries(stays))('holds the fix back where it %s', async (_, text) => {
    expect((await checkFix(runner, { 'index.js': mainOf(text) })).outcome).toBe('left');
  });
});
