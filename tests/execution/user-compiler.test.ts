import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { errorsOfCompiler } from '../support/user-compiler.js';

/** A program under the options of its own compiler, and what `--fix` may do to it. */
interface Case {
  readonly kind: string;
  readonly options: object;
  /** All files but the configuration. */
  readonly files: Record<string, string>;
  /** What stands in a file afterwards, or no longer does; none where the program is left. */
  readonly becomes: Record<string, { readonly has?: string; readonly lacks?: string }> | null;
  /** Why it is left. */
  readonly why?: RegExp;
}

const REQUEST = `  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${token}\` } });
  if (!response.ok) throw new Error(\`Clever: \${response.status}\`);
`;

/** A sign-in that reads the type of a person. */
function signIn(head: string, test = "me.data.type === 'teacher'", me = '(await response.json()) as Me'): string {
  return `${head}
export async function signIn(token: string): Promise<{ email: string; isTeacher: boolean }> {
${REQUEST}  const me = ${me};
  return { email: me.data.email, isTeacher: ${test} };
}
`;
}

/** The same in JavaScript. */
function script(head: string, me: string): string {
  const text = signIn(head, undefined, me).replace(
    '(token: string): Promise<{ email: string; isTeacher: boolean }>',
    '(token)',
  );
  return text.replace('export async', '/** @param {string} token */\nexport async');
}

const KINDS = "export type Kind = 'student' | 'teacher';\nexport interface Name { first: string }\n";
const DATA = 'interface Me { data: { id: string; email: string; type: Kind } }\n';
const UNUSED = { noUnusedLocals: true, noUnusedParameters: true };
const TYPEDEF = '/** @typedef {{ data: { id: string, email: string, type: string } }} Me */';
const CAST = '/** @type {Me} */ (await response.json())';

const unused: readonly Case[] = [
  {
    kind: 'a type',
    options: UNUSED,
    files: {
      'a.ts': signIn(
        `export const name = 1;\n\n/** What people are. */\ntype Kind = 'student' | 'teacher';\n\n${DATA}`,
      ),
    },
    becomes: { 'a.ts': { has: 'name = 1;\n\ninterface Me', lacks: 'Kind' } },
  },
  {
    kind: 'an import',
    options: UNUSED,
    files: { 'kinds.ts': KINDS, 'a.ts': signIn(`import type { Kind } from './kinds.js';\n${DATA}`) },
    becomes: { 'a.ts': { has: 'interface Me', lacks: 'kinds' } },
  },
  {
    kind: 'one of several imports',
    options: UNUSED,
    files: {
      'kinds.ts': KINDS,
      'a.ts': signIn(`import { Kind, Name } from './kinds.js';\nexport const empty: Name = { first: '' };\n${DATA}`),
    },
    becomes: { 'a.ts': { has: "import { Name } from './kinds.js';", lacks: 'Kind' } },
  },
  {
    kind: 'what only an unused type needs',
    options: UNUSED,
    files: {
      'kinds.ts': KINDS,
      'a.ts': signIn(
        `import { type Kind } from './kinds.js';\ninterface Person { kind: Kind }\ninterface Me { data: { id: string; email: string; type: Person['kind'] } }\n`,
      ),
    },
    becomes: { 'a.ts': { lacks: 'Person' } },
  },
  {
    kind: 'a name of a literal',
    options: UNUSED,
    files: {
      'a.ts': signIn(
        "const TEACHER = 'teacher';\ninterface Me { data: { id: string; email: string; type: string } }\n",
        'me.data.type === TEACHER',
      ),
    },
    becomes: { 'a.ts': { lacks: 'TEACHER' } },
  },
  {
    kind: 'nothing that is used elsewhere',
    options: UNUSED,
    files: { 'a.ts': signIn(`type Kind = 'student' | 'teacher';\n${DATA}export const kinds: Kind[] = ['student'];\n`) },
    becomes: { 'a.ts': { has: "type Kind = 'student' | 'teacher';" } },
  },
  {
    kind: 'nothing that may be used in other files',
    options: UNUSED,
    files: { 'a.ts': signIn(`export type Kind = 'student' | 'teacher';\n${DATA}`) },
    becomes: { 'a.ts': { has: 'export type Kind' } },
  },
];

const others: readonly Case[] = [
  {
    kind: 'a cast that the change does not move, in a file that asks for a check',
    options: { allowJs: true },
    files: { 'a.js': script(`// @ts-check\n${TYPEDEF}`, CAST) },
    becomes: null,
    why: /at a\.js:\d+ .*: Property 'roles' does not exist .* \(TS2339\)$/,
  },
  {
    kind: 'the same in a project that checks JavaScript',
    options: { checkJs: true },
    files: { 'a.js': script(TYPEDEF, CAST) },
    becomes: null,
    why: /at a\.js:\d+ .*: Property 'roles' does not exist .* \(TS2339\)$/,
  },
  {
    kind: 'a typedef that moves',
    options: { checkJs: true },
    files: {
      'a.js': script(TYPEDEF, 'await response.json()').replace('  const me', '  /** @type {Me} */\n  const me'),
    },
    becomes: { 'a.js': { has: 'roles', lacks: 'type: string' } },
  },
  {
    kind: 'JavaScript that nobody checks',
    options: { allowJs: true },
    files: { 'a.js': script(TYPEDEF, CAST) },
    becomes: { 'a.js': { has: 'roles' } },
  },
  {
    kind: 'a member that must be read by brackets',
    options: { noPropertyAccessFromIndexSignature: true },
    files: {
      'a.ts': signIn('interface Me { data: Record<string, any> }', "me.data['type'] === 'teacher'").replace(
        'me.data.email',
        "''",
      ),
    },
    becomes: null,
    why: /at a\.ts:\d+ .*: Property 'roles' comes from an index signature, .* \(TS4111\)$/,
  },
  {
    kind: 'the same where a dot will do',
    options: {},
    files: {
      'a.ts': signIn('interface Me { data: Record<string, any> }', "me.data['type'] === 'teacher'").replace(
        'me.data.email',
        "''",
      ),
    },
    becomes: { 'a.ts': { has: 'me.data.roles.teacher' } },
  },
  {
    kind: 'a loose project',
    options: { strict: false },
    files: { 'a.ts': signIn('', undefined, 'await response.json()').replace('token: string', 'token') },
    becomes: { 'a.ts': { has: 'roles' } },
  },
];

/** A file that asks, and has a name for what a person is. */
const ASKS = `export type Kind = 'student' | 'teacher';
export interface Me { type: Kind; data: { id: string; email: string } }
export async function me(token: string): Promise<Me> {
${REQUEST}  return response.json() as Promise<Me>;
}
export function pageOf(kind: Kind): string {
  return \`/\${kind}\`;
}
`;

/** Another file, which reads what a person is. */
function reader(names: string, reads: string, head = ''): Record<string, string> {
  const load = `export async function page(token: string): Promise<string> {\n  ${reads}\n}\n`;
  return { 'ask.ts': ASKS, 'a.ts': `import { ${names} } from './ask.js';\n${head}${load}` };
}

const WRITTEN_OUT = { 'a.ts': { has: "as 'student' | 'teacher'", lacks: 'as Kind' } };

const namesOfTypes: readonly Case[] = [
  {
    kind: 'a name that the file does not import',
    options: {},
    files: reader('me, pageOf', 'const user = await me(token);\n  return pageOf(user.type);'),
    becomes: WRITTEN_OUT,
  },
  {
    kind: 'a name that the file does not import, of what a pattern takes',
    options: {},
    files: reader('me, pageOf', 'const { type } = await me(token);\n  return pageOf(type);'),
    becomes: WRITTEN_OUT,
  },
  {
    kind: 'a key of a table, of a name that the file does not import',
    options: {},
    files: reader(
      'me',
      'const user = await me(token);\n  return PAGES[user.type];',
      "const PAGES = { student: '/s', teacher: '/t' };\n",
    ),
    becomes: WRITTEN_OUT,
  },
  {
    kind: 'a name that the file imports as another',
    options: {},
    files: reader(
      'me, pageOf, type Kind as Person',
      'const user = await me(token);\n  return pageOf(user.type);',
      "export const FIRST: Person = 'student';\n",
    ),
    becomes: WRITTEN_OUT,
  },
  {
    kind: 'a name by which the file calls another type',
    options: {},
    files: reader(
      'me, pageOf',
      'const user = await me(token);\n  return pageOf(user.type);',
      "export type Kind = 'book' | 'toy';\n",
    ),
    becomes: WRITTEN_OUT,
  },
  {
    kind: 'a name that the file imports',
    options: {},
    files: reader(
      'me, pageOf, type Kind',
      'const user = await me(token);\n  return pageOf(user.type);',
      "export const FIRST: Kind = 'student';\n",
    ),
    becomes: { 'a.ts': { has: 'as Kind' } },
  },
  {
    kind: 'a name of the file itself',
    options: {},
    files: {
      'a.ts': `${ASKS}export async function page(token: string): Promise<string> {\n  const user = await me(token);\n  return pageOf(user.type);\n}\n`,
    },
    becomes: { 'a.ts': { has: 'as Kind' } },
  },
];

/** A class that keeps who is signed in, and reads it elsewhere. */
function keeper(field: string, member: string): Record<string, string> {
  return {
    'a.ts': `interface Me { data: { id: string; email: string; type: string } }
export class Session {
  ${field}
  async init(token: string): Promise<void> {
${REQUEST}    this.${member} = await response.json();
  }
  get isTeacher(): boolean { return this.${member}?.data.type === 'teacher'; }
}
`,
  };
}

const DECLARES_ROLES = { 'a.ts': { has: 'roles: {' } };

const assigned: readonly Case[] = [
  { kind: 'a field', options: {}, files: keeper('private me?: Me;', 'me'), becomes: DECLARES_ROLES },
  {
    kind: 'a field that begins as null',
    options: {},
    files: keeper('me: Me | null = null;', 'me'),
    becomes: DECLARES_ROLES,
  },
  { kind: 'a private name', options: {}, files: keeper('#me?: Me;', '#me'), becomes: DECLARES_ROLES },
  {
    kind: 'a parameter that is a field',
    options: {},
    files: keeper('constructor(private me: Me | null) {}', 'me'),
    becomes: DECLARES_ROLES,
  },
  {
    kind: 'a variable',
    options: {},
    files: {
      'a.ts': `interface Me { data: { id: string; email: string; type: string } }
export async function isTeacher(token: string): Promise<boolean> {
  let me: Me | undefined;
${REQUEST}  me = await response.json();
  return me?.data.type === 'teacher';
}
`,
    },
    becomes: DECLARES_ROLES,
  },
  {
    kind: 'near miss: a field that has another type, and one of the same name in another class',
    options: {},
    files: {
      'a.ts': `${keeper('private me?: any;', 'me')['a.ts']}export class Other {\n  me?: Me;\n  set(me: Me) { this.me = me; }\n}\n`,
    },
    becomes: { 'a.ts': { has: 'interface Me { data: { id: string; email: string; type: string } }' } },
  },
];

/** The types that axios itself publishes. */
const AXIOS = {
  'node_modules/axios/package.json': '{ "name": "axios", "type": "module", "types": "index.d.ts" }',
  'node_modules/axios/index.d.ts': readFileSync(
    createRequire(import.meta.url)
      .resolve('axios/package.json')
      .replace('package.json', 'index.d.ts'),
    'utf8',
  ),
};
const BODY = 'export interface Me { data: { name: { first: string }; email: string } }\n';
const HEADERS = '{ headers: { Authorization: `Bearer ${token}` } }';

/** Calls that name the type of the answer more than once. */
const namedTwice: readonly Case[] = [
  {
    kind: 'in the response of axios',
    options: {},
    files: {
      ...AXIOS,
      'me.ts': `import axios, { type AxiosResponse } from 'axios';
${BODY}export const load = (token: string): Promise<AxiosResponse<Me>> =>
  axios.get<Me, AxiosResponse<Me>>('https://api.clever.com/me', ${HEADERS});
export const mailOf = async (token: string) => (await load(token)).data.data.email;
`,
    },
    becomes: { 'me.ts': { has: 'get<{ data: { id: string } }, AxiosResponse<{ data: { id: string } }>>(' } },
  },
  {
    kind: 'by a client that answers the body itself',
    options: {},
    files: {
      ...AXIOS,
      'me.ts': `import axios from 'axios';
const http = axios.create({ baseURL: 'https://api.clever.com/v1.1' });
http.interceptors.response.use((response) => response.data);
${BODY}export const load = (token: string) => http.get<Me, Me>('/me', ${HEADERS});
export const mailOf = async (token: string) => (await load(token)).data.email;
`,
    },
    becomes: { 'me.ts': { has: 'get<{ data: { id: string } }, { data: { id: string } }>(' } },
  },
  {
    kind: 'beside the type of what is sent',
    options: {},
    files: {
      ...AXIOS,
      'me.ts': `import axios, { type AxiosResponse } from 'axios';
${BODY}export const load = (token: string) =>
  axios.get<Me, AxiosResponse<Me>, undefined>('https://api.clever.com/me', ${HEADERS});
export const mailOf = async (token: string) => (await load(token)).data.data.email;
`,
    },
    becomes: { 'me.ts': { has: 'AxiosResponse<{ data: { id: string } }>, undefined>(' } },
  },
];

describe.each([
  { what: 'types that are named twice', cases: namedTwice },
  { what: 'unused names', cases: unused },
  { what: 'names of types', cases: namesOfTypes },
  { what: 'types of what the answer is assigned to', cases: assigned },
  { what: 'what a compiler is told to look at', cases: others },
])('a change leaves no error to the compiler of the project: $what', ({ cases }) => {
  it.each(cases)('$kind', ({ options, files, becomes, why }) => {
    const compilerOptions = {
      strict: true,
      target: 'es2023',
      module: 'nodenext',
      types: [],
      skipLibCheck: true,
      ...options,
    };
    const configuration = { 'tsconfig.json': JSON.stringify({ compilerOptions }), 'package.json': '{"type":"module"}' };
    const folder = temporaryFolder({ ...configuration, ...files });
    expect(errorsOfCompiler(folder), 'before').toEqual([]);
    const { changes, after } = fixFolder(folder);
    const texts = Object.fromEntries(changes.map((change) => [change.file, change.after]));
    writeFiles(folder, texts);
    expect(errorsOfCompiler(folder), 'after').toEqual([]);
    if (why) expect(after.findings.map(({ refusal }) => refusal)).toContainEqual(expect.stringMatching(why));
    if (becomes === null) expect(texts).toEqual({});
    for (const [file, { has = '', lacks }] of Object.entries(becomes ?? {})) {
      expect(texts[file]).toContain(has);
      if (lacks !== undefined) expect(texts[file]).not.toContain(lacks);
    }
  });
});
