import { expect, test } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const ASKS = "await fetch('https://api.clever.com/me', { headers: { Authorization: token } })";

/** What `--fix` writes. */
function fixed(code: string, file = 'a.js'): string {
  const folder = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', [file]: code });
  return fixFolder(folder).changes.find((change) => change.file.endsWith(file))?.after ?? '';
}

/** A program that reads the type of an answer in one way. */
function program(read: string): string {
  return `export async function signIn(token) {
  const response = ${ASKS};
  const me = await response.json();
  ${read}
}
`;
}

test.each([
  ["if (me.type) console.log('known');", "if (me.data?.roles) console.log('known');"],
  ["console.log(me.type ? 'known' : 'nobody');", "console.log(me.data?.roles ? 'known' : 'nobody');"],
  ['console.log(!me.type);', 'console.log(!me.data?.roles);'],
  ["if (me.type && token) console.log('known');", "if (me.data?.roles && token) console.log('known');"],
  ["while (me.type) console.log('known');", "while (me.data?.roles) console.log('known');"],
])('asks whether there are roles where it asked whether there is a type: %s', (read, after) => {
  expect(fixed(program(read))).toContain(after);
});

test.each([["console.log(me.type || 'nobody');"], ['console.log(me.type);']])(
  'needs the name of the role: %s',
  (read) => {
    expect(fixed(program(read))).toContain("'district_admin'");
  },
);

test.each([
  ['if (token) console.log({ kind: me.type });', /kind: me\.data\?\.roles/],
  ['if (token) console.log([me.type]);', /\[\s*me\.data\?\.roles/],
])('writes no brackets around the role: %s', (read, after) => {
  expect(fixed(program(read))).toMatch(after);
});

test('puts a statement into a block of one line as a statement of its own', () => {
  const code = `const response = ${ASKS};
if (response.ok) { const { data, type } = await response.json(); console.log(data.name.first, type); }
`;
  expect(fixed(`const token = process.env.TOKEN;\n${code}`)).toContain(
    'if (response.ok) {\n  const { data } = await response.json();\n  const type = data',
  );
});

const TYPED = (declared: string, name: string): string => `${declared}
interface Me { type: ${name}; data: { id: string; name: { first: string } } }
declare const show: (kind: ${name}) => void;
export async function signIn(token: string) {
  const response = ${ASKS};
  const me = (await response.json()) as Me;
  show(me.type);
}
`;

const TYPE = "type Kind = 'student' | 'teacher' | 'school_admin' | 'district_admin';";

test.each([
  [TYPE, 'Kind'],
  [`declare namespace Clever { ${TYPE} }`, 'Clever.Kind'],
  [`declare namespace School { namespace Clever { ${TYPE} } }`, 'School.Clever.Kind'],
])('names the type of a role as the file does: %s', (declared, name) => {
  expect(fixed(TYPED(declared, name), 'a.ts')).toContain(` as ${name})`);
});

test('spells a type out that the file has no name for', () => {
  expect(fixed(TYPED('', "'student' | 'teacher'"), 'a.ts')).toContain("as 'student' | 'teacher')");
});
