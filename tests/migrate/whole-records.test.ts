import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const HEADERS = '{ headers: { Authorization: `Bearer ${process.env.DISTRICT_TOKEN}` } }';
const STUDENTS = `const { data } = await (await fetch('https://api.clever.com/v1.1/students', ${HEADERS})).json();`;

/** What is done with the records of a list as wholes, or by names that nobody knows. */
const wholes: Readonly<Record<string, string>> = {
  'for in': 'for (const each of data) for (const key in each.data) columns.add(key);',
  'for in over what a generator yields':
    'function* all() { for (const each of data) yield each.data; }\nfor (const each of all()) for (const key in each) columns.add(key);',
  entries:
    'for (const { data: each } of data) for (const [key, value] of Object.entries(each)) columns.add(key + value);',
  keys: 'data.forEach(({ data: each }) => Object.keys(each).forEach((key) => columns.add(key)));',
  values: "columns.add(data.filter((each) => Object.values(each.data).some((value) => value === 'x')).length);",
  'filtered entries':
    'columns.add(data.map((each) => Object.fromEntries(Object.entries(each.data).filter(([key]) => key))));',
  'a function that enumerates':
    'const count = (record) => { let n = 0; for (const key in record) n += 1; return n; };\ncolumns.add(data.map((each) => count(each.data)));',
  'a stream': "out.write(data.map((each) => Object.values(each.data).join(',')).join());",
};

/** The same with fields that are named. */
const fields: Readonly<Record<string, string>> = {
  'a field of each': 'for (const each of data) columns.add(each.data.grade);',
  'whether there is a record': 'for (const each of data) if (each.data) columns.add(each.data.grade);',
  'how many there are': 'columns.add(data.length);',
};

/** What `Array.from` makes of each element, and what reads the moved field then. */
const mapped: Readonly<Record<string, readonly [code: string, read: string]>> = {
  'an arrow function': ['Array.from(data, (each) => each.data.grade);', 'each.data.roles.student.grade'],
  'a pattern': ['Array.from(data, ({ data: each }) => each.grade);', 'each.roles.student.grade'],
  'a named function': [
    'const row = (each) => each.data.grade;\nArray.from(data, row);',
    'each.data.roles.student.grade',
  ],
  'a set': ['Array.from(new Set(data), (each) => each.data.grade);', 'each.data.roles.student.grade'],
  'a promise of each': [
    'await Promise.all(Array.from(data, async (each) => each.data.grade));',
    'each.data.roles.student.grade',
  ],
  'a list without a function': ['Array.from(data).map((each) => each.data.grade);', 'each.data.roles.student.grade'],
};

describe('whole records of a list', () => {
  it.each(Object.entries(wholes))('%s holds the change back', (_, code) => {
    expect(fixesOf(`const columns = new Set();\n${STUDENTS}\n${code}\nexport { columns };`)).toEqual([false]);
  });

  it.each(Object.entries(fields))('%s moves', (_, code) => {
    const fixes = fixesOf(`const columns = new Set();\n${STUDENTS}\n${code}\nexport { columns };`);
    expect(fixes).not.toContain(false);
  });

  it.each(Object.entries(mapped))('Array.from with %s', (_, [code, read]) => {
    const [first] = findingsOf(`${STUDENTS}\n${code}`);
    const texts = first?.fix?.edits.map(({ text }) => text) ?? [];
    expect(texts).toContain(
      read
        .split('.')
        .slice(read.includes('each.data') ? 2 : 1)
        .join('.'),
    );
  });
});

const districts: Readonly<Record<string, string>> = {
  'a call': '${queue.shift()}',
  'a count': '${ids[next++]}',
  'something waited for': '${await lease()}',
  'a check': '${valid(id)}',
};

describe('the id of a district that goes out of the URL', () => {
  it.each(Object.entries(districts))('%s is not left out without asking', (_, id) => {
    expect(suggestedFor(id, 'token')).toEqual([
      'Check the code that gets the district id: the new URL has no id, so this code no longer runs.',
    ]);
  });

  it('an id that comes in is not left out where the token is always the same', () => {
    expect(suggestedFor('${id}', 'process.env.TOKEN')).toEqual([
      'Check which districts the code requests: v3.0 answers only for the district of the token.',
    ]);
  });

  it.each([
    ['${id}', 'token'],
    ['${encodeURIComponent(id)}', 'token'],
    ['${process.env.DISTRICT}', 'process.env.TOKEN'],
  ])('%s with %s goes', (id, token) => expect(suggestedFor(id, token)).toBeNull());
});

const interceptors: Readonly<Record<string, string>> = {
  'a check of a member': "use((r) => { if (!r.data.type) throw new Error('odd'); return r; })",
  'a check by name': "use((r) => ('type' in r.data ? r : Promise.reject(new Error('odd'))))",
  'a check of what is named first':
    "use((r) => { const body = r.data; if (!body.type) throw new Error('odd'); return r; })",
  'a check of a parameter':
    "use(function ({ data }) { if (data.type === undefined) throw new Error('odd'); return arguments[0]; })",
  'a new token on a refusal':
    'use((r) => r, async (error) => { const next = tokens.pop(); return api({ ...error.config, headers: { next } }); })',
  'a counter on a refusal': 'use(undefined, (error) => { refused += 1; throw error; })',
};

const harmless: Readonly<Record<string, string>> = {
  'a check of the status': "use((r) => { if (r.status !== 200) throw new Error('odd'); return r; })",
  'a line on the console': 'use((r) => { console.log(r.data.type, r.status); return r; })',
  'a refusal handed on': 'use((r) => r, (error) => Promise.reject(error))',
};

describe('what an interceptor of answers does', () => {
  const program = (use: string): string => `import axios from 'axios';
export const tokens = ['a'];
export let refused = 0;
const api = axios.create({ baseURL: 'https://api.clever.com' });
api.interceptors.response.${use};
const { data: { data } } = await api.get('/me', { headers: { Authorization: process.env.TOKEN } });
console.log(data.email, refused);`;

  it.each(Object.entries(interceptors))('%s holds the change back', (_, use) => {
    expect(fixesOf(program(use))).toEqual(expect.not.arrayContaining([true]));
  });

  it.each(Object.entries(harmless))('%s does not', (_, use) => expect(fixesOf(program(use))).toEqual([true, true]));
});

function suggestedFor(id: string, token: string): readonly string[] | null {
  const [first] = findingsOf(`export async function load({ id, ids, next, queue, lease, valid, token }) {
  const options = { headers: { Authorization: \`Bearer \${${token}}\` } };
  const response = await fetch(\`https://api.clever.com/v1.1/districts/${id}/schools\`, options);
  for (const { data } of (await response.json()).data) console.log(data.name);
}`);
  return first?.fix ? null : (first?.suggestions[0]?.decisions ?? []);
}

function fixesOf(code: string): readonly boolean[] {
  return findingsOf(code)
    .filter(({ rule }) => rule !== 'no-unresolved-url')
    .map(({ fix }) => fix !== null);
}

function findingsOf(code: string) {
  return audit({ cwd: temporaryFolder({ 'package.json': '{"type":"module"}', 'a.js': code }), paths: ['.'], rules })
    .findings;
}
