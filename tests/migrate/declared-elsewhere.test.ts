import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';
import { errorsOfCompiler } from '../support/user-compiler.js';

const MEMBERS = 'type: string; data: { name: { first: string }; email?: string }';

/** A sign-in whose answer is said to be of a type. */
function signIn(type: string): string {
  return `export async function roleOf(token: string): Promise<string> {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  const me = (await response.json()) as ${type};
  const answer: ${type} = me;
  return answer.type === 'teacher' ? answer.data.name.first : 'guest';
}
`;
}

/** The same in JavaScript that the compiler checks. */
function checkedSignIn(type: string): string {
  return `/** @param {string} token @returns {Promise<${type}>} */
async function load(token) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();
}

/** @param {${type}} me */
const roleOf = (me) => (me.type === 'teacher' ? me.data.name.first : 'guest');

/** @param {string} token */
export const greet = async (token) => roleOf(await load(token));
`;
}

/** What is written of a project, and what its compiler says before and after. */
function fixedProject(files: Readonly<Record<string, string>>) {
  const compilerOptions = {
    strict: true,
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    checkJs: true,
  };
  const cwd = temporaryFolder({
    'package.json': '{ "private": true, "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions: { ...compilerOptions, allowJs: true } }),
    ...files,
  });
  const before = errorsOfCompiler(cwd);
  const { changes, before: found } = fixFolder(cwd, { preset: 'recommended' });
  for (const { file, after } of changes) writeFileSync(join(cwd, file), after);
  return { changes, found, errors: [before, errorsOfCompiler(cwd)] };
}

describe('a type that no import leads to changes with the code', () => {
  test.each([
    ['in the global scope', 'Me', 'globals.d.ts', `interface Me { ${MEMBERS} }\n`],
    ['in a namespace', 'Clever.Me', 'globals.d.ts', `declare namespace Clever {\n  interface Me { ${MEMBERS} }\n}\n`],
    [
      'in a global block',
      'Me',
      'types/globals.d.ts',
      `export {};\ndeclare global {\n  interface Me { ${MEMBERS} }\n}\n`,
    ],
    ['as an alias', 'Me', 'globals.d.ts', `type Me = { ${MEMBERS} };\n`],
    ['in an import of its own', "import('./types').Me", 'types.ts', `export interface Me { ${MEMBERS} }\n`],
  ])('%s', (_name, type, file, declared) => {
    const { changes, errors } = fixedProject({ 'sign-in.ts': signIn(type), [file]: declared });
    expect(changes.map((change) => change.file).sort()).toEqual([file, 'sign-in.ts'].sort());
    expect(errors).toEqual([[], []]);
  });

  test('but not one of the same name elsewhere', () => {
    const { changes, errors } = fixedProject({
      'sign-in.ts': `interface Me { ${MEMBERS} }\n${signIn('Me')}`,
      'other.d.ts': `export interface Me { ${MEMBERS} }\n`,
    });
    expect(changes.map(({ file }) => file)).toEqual(['sign-in.ts']);
    expect(errors).toEqual([[], []]);
  });
});

describe('a type that only a comment names holds a change back', () => {
  const typedef = `/**
 * @typedef {object} Me
 * @property {string} type
 * @property {{ name: { first: string }, email?: string }} data
 */
`;
  test.each([
    [
      'in another file',
      { 'sign-in.js': checkedSignIn("import('./types.js').Me"), 'types.js': `${typedef}export {};\n` },
    ],
    ['in the same file', { 'sign-in.js': typedef + checkedSignIn('Me') }],
  ])('%s', (_name, files: Readonly<Record<string, string>>) => {
    const { changes, found, errors } = fixedProject(files);
    expect(changes).toEqual([]);
    expect(found.findings[0]?.refusal).toContain('do not fit the change');
    expect(errors[0]).toEqual([]);
  });
});

test('a list of paths, in a file that nothing of Clever leads to, holds a change back', () => {
  const { changes, found, errors } = fixedProject({
    'main.ts': `import { ask } from './ask';
export const greet = async (token: string) => (await ask('/me', token)).data.name.first;
`,
    'ask.ts': `import type { Routes } from './routes';
export async function ask<Path extends keyof Routes>(path: Path, token: string): Promise<Routes[Path]> {
  const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return (await response.json()) as Routes[Path];
}
`,
    'routes.ts': "export interface Routes { '/me': { data: { id: string; name: { first: string } } } }\n",
  });
  expect(changes).toEqual([]);
  expect(found.findings[0]?.refusal).toContain('do not fit the change');
  expect(errors[0]).toEqual([]);
});
