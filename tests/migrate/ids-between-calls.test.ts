import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { describeChange } from '../../src/model/finding.js';
import { temporaryFolder } from '../support/folders.js';

/** What is told of the calls of a program, and what their changes write. */
function offersOf(code: string, name = 'main.js') {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', [name]: code });
  const calls = audit({ cwd }).findings.filter(({ topic }) => topic === 'call');
  const changes = calls.flatMap(({ suggestions }) => suggestions);
  return {
    fixes: calls.flatMap(({ fix }) => fix ?? []).length,
    says: changes.map((change) => describeChange(change)).join('\n'),
    texts: changes.map(({ edits }) => edits.map(({ text }) => text).join(' ')),
    refusals: calls.flatMap(({ refusal }) => refusal ?? []),
  };
}

const ask = (path: string): string => `await (await fetch(\`https://api.clever.com/v1.1/${path}\`, options)).json()`;

const program = (body: string): string => `const options = { headers: { Authorization: 'Bearer district-token' } };
${body}
`;

describe('a request for people by ids that another answer gives moves together with that call', () => {
  test.each([
    [
      'a member',
      `const { data } = ${ask('sections')};
for (const { data: section } of data) console.log((${ask('teachers/${section.teacher}')}).data.email);`,
    ],
    [
      'a list of ids',
      `const { data } = ${ask('sections')};
for (const { data: section } of data)
  for (const id of section.teachers) console.log((${ask('teachers/${id}')}).data.email);`,
    ],
    [
      'a variable',
      `const section = ${ask('sections/5a1b3c0d9e8f700001000701')};
const id = section.data.teacher;
console.log((${ask('teachers/${id}')}).data.email);`,
    ],
    [
      'a pattern',
      `const { data } = ${ask('sections')};
for (const { data: { teacher } } of data) console.log((${ask('teachers/${teacher}')}).data.email);`,
    ],
    [
      'a function that one call uses',
      `const emailOf = async (id) => (${ask('teachers/${id}')}).data.email;
const { data } = ${ask('sections')};
for (const each of data) console.log(await emailOf(each.data.teacher));`,
    ],
    [
      'records of a list',
      `const { data } = ${ask('teachers')};
for (const each of data) console.log((${ask('teachers/${each.data.id}/sections')}).data.length);`,
    ],
  ])('%s', (_name, body) => {
    const { says, texts } = offersOf(program(body));
    expect(says).not.toMatch(/Pass the v3\.0 id/);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toBe(texts[1]);
  });

  test.each([
    [
      'the id may be another one',
      `export const emailOf = async (id) => (${ask('teachers/${id}')}).data.email;
const { data } = ${ask('sections')};
for (const each of data) console.log(await emailOf(each.data.teacher));
console.log(await emailOf(process.argv[2]));`,
    ],
    [
      'the id is that of a section',
      `const { data } = ${ask('sections')};
for (const each of data) console.log((${ask('teachers/${process.argv[2]}?of=${each.data.id}')}).data.email);`,
    ],
    [
      'two lists give it',
      `const emailOf = async (id) => (${ask('teachers/${id}')}).data.email;
const { data } = ${ask('sections')};
for (const each of data) console.log(await emailOf(each.data.teacher));
const { data: others } = ${ask('schools/5a1b3c0d9e8f700001000701/teachers')};
for (const each of others) console.log(await emailOf(each.data.id));`,
    ],
  ])('not where %s', (_name, body) => {
    expect(offersOf(program(body)).says).toMatch(/Pass the v3\.0 id|^$/);
  });
});

describe('a list that is joined with another one by ids says which call must move at the same time', () => {
  const joined = (fill: string, look: string, other = 'teachers'): string => `const people = ${ask(other)};
const sections = ${ask('sections')};
const rows = new Map();
const seen = new Set();
for (const { data: person } of people.data) ${fill};
for (const { data: section } of sections.data) ${look};
export { rows, seen };`;

  test.each([
    ['a map', 'rows.set(person.id, person.email)', 'console.log(section.name, rows.get(section.teacher))'],
    ['an optional member', 'rows.set(person.id, person)', 'console.log(rows.get(section.teacher)?.name)'],
    ['ids of a list', 'rows.set(person.id, [])', 'for (const id of section.teachers) rows.get(id).push(section.name)'],
    ['a function', 'rows.set(person.id, 0)', 'console.log(section.teachers.map((id) => rows.get(id)))'],
    ['a name', 'rows.set(person.id, 0)', '{ const { teacher } = section; console.log(rows.get(teacher)); }'],
  ])('%s', (_name, fill, look) => {
    expect(offersOf(program(joined(fill, look))).says).toMatch(
      /Change `\/v1\.1\/teachers` at the same time: `rows` joins the two answers by ids/,
    );
  });

  test.each([
    ['another map', joined('rows.set(person.id, 0)', 'console.log(seen.has(section.teacher))')],
    ['ids that stay', joined('rows.set(person.id, 0)', 'console.log(rows.get(section.students[0]))', 'students')],
  ])('not for %s', (_name, body) => {
    expect(offersOf(program(body)).says).not.toMatch(/at the same time/);
  });
});

describe('an id that is compared with ids of a call that moves too is the new one, whatever is stored', () => {
  const stored = (use: string): string => `const me = await (await fetch('https://api.clever.com/me', options)).json();
const { data: sections } = await (await fetch('https://api.clever.com/v2.1/sections', options)).json();
const account = await accounts.findOne({ cleverId: me.data.id });
session.userId = me.data.id;
console.log(account, ${use});`;

  test.each([
    ['a comparison', 'sections.filter((each) => each.data.teacher === me.data.id)', 'each.data.teacher === me.data.id'],
    ['the other way round', 'sections.some(({ data }) => me.data.id === data.teacher)', 'me.data.id === data.teacher'],
    ['an exclusion', 'sections.filter((each) => each.data.teacher !== me.data.id)', 'each.data.teacher !== me.data.id'],
    [
      'a list',
      'sections.filter(({ data }) => data.teachers.includes(me.data.id))',
      'data.teachers.includes(me.data.id)',
    ],
    ['an index', 'sections.findIndex((each) => me.data.id == each.data.teacher)', 'me.data.id == each.data.teacher'],
  ])('%s', (_name, use, kept) => {
    const code = program(stored(use));
    const { texts } = offersOf(code);
    const place = code.indexOf(kept);
    expect(place).toBeGreaterThan(0);
    expect(texts.join(' ')).toMatch(/legacy_id/);
    expect(editedAt(code, place + kept.indexOf('me.data.id'))).toBe(false);
  });

  test('one value for both leaves no place for two ids', () => {
    const body = stored('sections.filter((each) => each.data.teacher === id)').replaceAll('me.data.id', 'id');
    const code = program(body.replace('const account', 'const { id } = me.data;\nconst account'));
    expect(offersOf(code).refusals).toContainEqual(expect.stringMatching(/the new id to compare it/));
  });

  test.each([
    ['a stored id', 'rows.filter((row) => row.owner === me.data.id)', 'me.data.id)'],
    ['the id of a section', 'sections.filter((each) => each.data.id === me.data.id)', 'me.data.id)'],
  ])('not where it is compared with %s', (_name, use, kept) => {
    const code = program(stored(use));
    expect(editedAt(code, code.lastIndexOf(kept))).toBe(true);
  });
});

describe('ids of two answers of the same call are compared as before', () => {
  const whoami = `const whoami = async (token) =>
  (await (await fetch('https://api.clever.com/me', { headers: { Authorization: token } })).json()).data.id;`;

  test.each([
    ['two variables', 'const first = await whoami(a), second = await whoami(b);\nconsole.log(first === second);'],
    ['one is turned round', 'const first = await whoami(a), second = await whoami(b);\nif (second !== first) fail();'],
  ])('%s', (_name, use) => {
    const { says, fixes } = offersOf(`${whoami}\n${use}\n`);
    expect(fixes).toBe(0);
    expect(says).not.toMatch(/may be a stored id/);
    expect(says).toMatch(/people with several roles/);
  });

  test('not where one of them may be a stored one', () => {
    const use = 'const first = await whoami(a), second = a ? await whoami(b) : process.env.OWNER;';
    expect(offersOf(`${whoami}\n${use}\nconsole.log(first === second);\n`).says).toMatch(/stored id/);
  });
});

/** Whether the suggestion for a program replaces what stands at a place. */
function editedAt(code: string, at: number): boolean {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'main.js': code });
  const edits = audit({ cwd }).findings.flatMap(({ suggestions }) => suggestions.flatMap((change) => change.edits));
  return edits.some(({ start, end }) => start <= at && at < end);
}

describe('the id of a person is asked for only where it may be an old one', () => {
  const FROM_V3 = "const me = await (await fetch('https://api.clever.com/v3.0/me', options)).json();";
  const says = (body: string): string => {
    const cwd = temporaryFolder({ 'package.json': '{ "type": "module" }', 'main.js': program(body) });
    const calls = audit({ cwd }).findings.filter(({ rule }) => rule === 'clever/no-v1-endpoint');
    return calls.flatMap(({ message, suggestions }) => [message, ...suggestions.map(describeChange)]).join(' ');
  };
  test.each([
    ['a member', `${FROM_V3}\nconsole.log((${ask('teachers/${me.data.id}')}).data.email);`],
    [
      'a pattern',
      `${FROM_V3.replace('me =', '{ data: { id } } =')}\nconsole.log((${ask('teachers/${id}/sections')}).data.length);`,
    ],
    [
      'records of a list',
      `const { data } = await (await fetch('https://api.clever.com/v3.0/users?role=teacher', options)).json();
for (const each of data) console.log((${ask('teachers/${each.data.id}')}).data.email);`,
    ],
  ])('not of an answer of v3.0: %s', (_name, body) => {
    expect(says(body)).toContain('/v3.0/users/{id}');
    expect(says(body)).not.toMatch(/Pass the v3\.0 id/);
  });
  test.each([
    ['from elsewhere', `console.log((${ask('teachers/${process.env.TEACHER}')}).data.email);`],
    [
      'now and then from elsewhere',
      `${FROM_V3}\nconst emailOf = async (id) => (${ask('teachers/${id}')}).data.email;
console.log(await emailOf(me.data.id), await emailOf(process.env.TEACHER));`,
    ],
  ])('%s', (_name, body) => expect(says(body)).toMatch(/Pass the v3\.0 id/));
});
