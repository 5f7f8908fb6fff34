import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';
import { errorsOfCompiler } from '../support/user-compiler.js';

type Files = Readonly<Record<string, string>>;

const OPTIONS = { strict: true, noEmit: true, target: 'es2022', module: 'nodenext', types: [] };

/** What is written of a project of scripts and their types, and what its compiler says before and after. */
function fixedProject(files: Files) {
  const cwd = temporaryFolder({
    'package.json': '{ "private": true, "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions: OPTIONS, include: ['src'] }),
    ...files,
  });
  const before = errorsOfCompiler(cwd);
  const { changes } = fixFolder(cwd, { preset: 'recommended' });
  for (const { file, after } of changes) writeFileSync(join(cwd, file), after);
  return { changes, errors: [before, errorsOfCompiler(cwd)] };
}

const ASK = "(await fetch('https://api.clever.com/me', { headers })).json()";
const MEMBERS = '{ type: string; data: { id: string; name: { first: string } } }';
const HEADERS = 'headers: Record<string, string>';

/** A caller in TypeScript, of an expression that asks for the answer. */
function caller(imported: string, asked: string): string {
  return `${imported}
export async function greet(${HEADERS}): Promise<string> {
  const me = await ${asked};
  return me.type === 'teacher' ? 'T' : me.data.name.first;
}
`;
}

const GET_ME = caller("import { getMe } from './me.js';", 'getMe(headers)');

const MOVED: readonly (readonly [string, Files, string])[] = [
  [
    'a function',
    {
      'src/me.js': `export async function getMe(headers) {\n  return ${ASK};\n}\n`,
      'src/me.d.ts': `export interface Me ${MEMBERS}\nexport declare function getMe(${HEADERS}): Promise<Me>;\n`,
      'src/index.ts': GET_ME,
    },
    'src/me.d.ts',
  ],
  [
    'a constant whose type is a function',
    {
      'src/me.js': `export const getMe = async (headers) => {\n  return ${ASK};\n};\n`,
      'src/me.d.ts': `export const getMe: (${HEADERS}) => Promise<${MEMBERS}>;\n`,
      'src/index.ts': GET_ME,
    },
    'src/me.d.ts',
  ],
  [
    'a method of a class',
    {
      'src/me.js': `export class Clever {\n  async getMe(headers) {\n    return ${ASK};\n  }\n}\n`,
      'src/me.d.ts': `type Me = ${MEMBERS};\nexport declare class Clever {\n  getMe(${HEADERS}): Promise<Me>;\n}\n`,
      'src/index.ts': caller("import { Clever } from './me.js';", 'new Clever().getMe(headers)'),
    },
    'src/me.d.ts',
  ],
  [
    'a function beside an .mjs',
    {
      'src/me.mjs': `export async function getMe(headers) {\n  return ${ASK};\n}\n`,
      'src/me.d.mts': `export function getMe(${HEADERS}): Promise<${MEMBERS}>;\n`,
      'src/index.ts': caller("import { getMe } from './me.mjs';", 'getMe(headers)'),
    },
    'src/me.d.mts',
  ],
  [
    'a member of exports',
    {
      'src/me.cjs': `exports.getMe = async (headers) => {\n  return ${ASK};\n};\n`,
      'src/me.d.cts': `export function getMe(${HEADERS}): Promise<${MEMBERS}>;\n`,
      'src/index.ts': caller("import { getMe } from './me.cjs';", 'getMe(headers)'),
    },
    'src/me.d.cts',
  ],
  [
    'a module that is declared by a pattern',
    {
      'src/me.js': `export async function getMe(headers) {\n  return ${ASK};\n}\n`,
      'src/types.d.ts': `declare module '*/me.js' {\n  export function getMe(${HEADERS}): Promise<${MEMBERS}>;\n}\n`,
      'src/index.ts': GET_ME,
    },
    'src/types.d.ts',
  ],
  [
    'a type that a caller imports',
    {
      'src/me.js': `export async function getMe(headers) {\n  return ${ASK};\n}\n`,
      'src/me.d.ts': `export interface Me ${MEMBERS}\nexport declare function getMe(${HEADERS}): Promise<Me>;\n`,
      'src/index.ts': caller("import { getMe, type Me } from './me.js';", 'getMe(headers)').replace(
        'const me =',
        'const me: Me =',
      ),
    },
    'src/me.d.ts',
  ],
];

describe('what a file of types declares of a script moves with the script', () => {
  test.each(MOVED)('%s', (_name, files, declaring) => {
    const { changes, errors } = fixedProject(files);
    expect(changes.map(({ file }) => file).sort()).toEqual(Object.keys(files).sort());
    expect(changes.find(({ file }) => file === declaring)?.after).toContain('roles');
    expect(errors).toEqual([[], []]);
  });
});

describe('a declaration that does not stand for the answer stays', () => {
  const script = `export async function getMe(headers) {\n  return ${ASK};\n}\n`;

  test('of any type', () => {
    const declared = `export declare function getMe(${HEADERS}): Promise<any>;\n`;
    const { changes, errors } = fixedProject({ 'src/me.js': script, 'src/me.d.ts': declared, 'src/index.ts': GET_ME });
    expect(changes.map(({ file }) => file).sort()).toEqual(['src/index.ts', 'src/me.js']);
    expect(errors).toEqual([[], []]);
  });

  test('beside another script', () => {
    const declared = `export declare function getMe(${HEADERS}): Promise<${MEMBERS}>;\n`;
    const { changes, errors } = fixedProject({
      'src/me.js': script,
      'src/me.d.ts': declared,
      'src/other/me.js': 'export async function getMe() {\n  return null;\n}\n',
      'src/other/me.d.ts': declared,
      'src/index.ts': GET_ME,
    });
    expect(changes.map(({ file }) => file)).not.toContain('src/other/me.d.ts');
    expect(errors).toEqual([[], []]);
  });
});

test('code is left whose compiler reads a declaration that the change does not reach', () => {
  const { changes, errors } = fixedProject({
    'src/me.js': `async function load(headers) {\n  return ${ASK};\n}\nexport { load as getMe };\n`,
    'src/me.d.ts': `export declare const getMe: Clever['load'];\ninterface Clever {\n  load(${HEADERS}): Promise<${MEMBERS}>;\n}\n`,
    'src/index.ts': GET_ME,
  });
  expect(changes).toEqual([]);
  expect(errors).toEqual([[], []]);
});
