import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, type Options } from 'prettier';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

/** Bodies of a function that has asked Clever who `me` is, and what a change is to write. */
const bodies: readonly (readonly [name: string, body: string, wanted: RegExp])[] = [
  [
    'a lookup with a name',
    'const known = await accounts.findByCleverId(me.data.id); return known;',
    /let known = await/,
  ],
  ['a lookup that is returned', 'return accounts.findByCleverId(me.data.id);', /let account = await/],
  [
    'a lookup in a condition',
    'if (await accounts.findByCleverId(me.data.id)) return true; return false;',
    /if \(account\)/,
  ],
  [
    'a lookup in a negated condition',
    'if (!(await users.findOne({ cleverId: me.data.id }))) return false; return 1;',
    /if \(!account\)/,
  ],
  ['an id in a session', 'request.session.cleverId = me.data.id; return me.data.email;', /const storedId =/],
  ['an id in a map, twice', 'seen.set(me.data.id, 1); visits[me.data.id] = 2;', /const storedId =/],
  ['a type in a table', 'return ROLES[me.type];', /const role = /],
  ['a type that has a name', 'const kind = me.type; return ROLES[kind];', /const kind = me\.data\?\.roles/],
  [
    'a type that is switched over',
    "switch (me.type) { case 'teacher': return 1; default: return 0; }",
    /switch \(role\)/,
  ],
  [
    'a type in a clause',
    "switch (request.body.what) { case 'upper': return me.type.toUpperCase(); default: return 0; }",
    /case "?'?upper"?'?: \{/,
  ],
  ['a type that is read twice', 'audit(me.type); return { role: me.type, email: me.data.email };', /\{ role, email/],
  ['a type where `role` is taken', "const role = ROLES[me.type] ?? 'guest'; return role;", /ROLES\[cleverRole\]/],
  [
    'a type and an id',
    'const user = await users.findOne({ cleverId: me.data.id }); return user ?? ROLES[me.type];',
    /let user/,
  ],
];

const styles: readonly Options[] = [
  { singleQuote: true },
  { singleQuote: true, printWidth: 100 },
  { semi: false, tabWidth: 4 },
  { useTabs: true, printWidth: 120 },
];

describe('what Prettier formatted before a change is as Prettier has it afterwards', () => {
  test.each(styles)('%j', async (style) => {
    const options = { ...style, parser: 'babel' };
    const texts = await Promise.all(bodies.map(([, body]) => format(program(body, style.printWidth ?? 80), options)));
    const folder = temporaryFolder(Object.fromEntries(texts.map((text, index) => [`src/sign-in-${index}.js`, text])));
    await runCommand('--fix --fix-suggestions src', engine, folder, process.env);
    for (const [index, [name, , wanted]] of bodies.entries()) {
      const text = readFileSync(join(folder, `src/sign-in-${index}.js`), 'utf8');
      expect(text, name).toMatch(wanted);
      expect(text, name).toBe(await format(text, options));
    }
  });
});

/** A program with a line as wide as its style allows, by which the width can be told. */
function program(body: string, width: number): string {
  return `// ${'-'.repeat(width - 3)}
import axios from 'axios';
import { accounts, audit, users } from './db.js';
const ROLES = { student: 'reader', teacher: 'teacher', school_admin: 'leader', district_admin: 'leader' };
const seen = new Map();
const visits = {};
export async function signIn(request, headers) {
  const { data: me } = await axios.get('https://api.clever.com/me', { headers });
  ${body}
}
`;
}

const address = "'https://api.clever.com/me'";
const bearer = '{ headers: { Authorization: `Bearer ${token}` } }';
const read = `const answer = await fetch(${address}, ${bearer}); if (!answer.ok) throw new Error('no'); const me = await answer.json(); return me.data.email;`;

describe('a block in one line that a change makes longer has a line for each statement', () => {
  test.each([
    ['a function', `async function signIn(token) { ${read} }`],
    ['an arrow function', `const signIn = async (token) => { ${read} };`],
    ['a method', `class SignIn { async of(token) { ${read} } }`],
    ['a condition', `async function signIn(token) {\n  if (token) { ${read} }\n  return null;\n}`],
    [
      'a handler',
      `const signIn = (token) => fetch(${address}, ${bearer}).then((r) => { if (!r.ok) throw new Error('no'); return r.json(); }).then((me) => me.data.email);`,
    ],
  ])('%s', async (_, code) => {
    const folder = temporaryFolder({ 'src/sign-in.js': `${code}\n` });
    await runCommand('--fix src', engine, folder, process.env);
    const text = readFileSync(join(folder, 'src/sign-in.js'), 'utf8');
    expect(text).toContain('/v3.0/users/');
    expect(text.split('\n').filter((line) => /[)>] \{ \S|;.*\}$/.test(line))).toEqual([]);
  });
});

/** A line of a program that reads a field of students, which v3 has under the role, and what it becomes. */
const lines: readonly (readonly [name: string, before: string, after: string])[] = [
  [
    'a loop over a condition',
    "  for (const each of [student.grade, student.gender, student.email]) if (!each) throw new Error('no');",
    "  for (const each of [student.roles.student.grade, student.roles.student.gender, student.email])\n    if (!each) throw new Error('no');",
  ],
  [
    'a loop over a loop',
    '  for (const each of [student.grade, student.gender, student.email]) for (const one of each.split(1)) show(one);',
    '  for (const each of [student.roles.student.grade, student.roles.student.gender, student.email])\n    for (const one of each.split(1)) show(one);',
  ],
  [
    'an element with elements',
    '  show(<p>{student.grade}<button onClick={() => show(student.grade)}>grade</button><i>{student.email}</i></p>);',
    '  show(\n    <p>\n      {student.roles.student.grade}\n      <button onClick={() => show(student.roles.student.grade)}>grade</button>\n      <i>{student.email}</i>\n    </p>,\n  );',
  ],
];

describe('a line that a change makes too long is broken where people break it', () => {
  test.each(lines)('%s', async (_, before, after) => {
    const code = (line: string, path: string): string => `// ${'-'.repeat(117)}
export async function visit(show, visits, headers) {
  const { data } = await (await fetch('https://api.clever.com${path}', { headers })).json();
  const student = data[0].data;
${line}
}
`;
    const folder = temporaryFolder({ 'src/visit.jsx': code(before, '/v1.1/students') });
    await runCommand('--fix src', engine, folder, process.env);
    const text = readFileSync(join(folder, 'src/visit.jsx'), 'utf8');
    expect(text).toBe(code(after, '/v3.0/users?role=student'));
  });
});
