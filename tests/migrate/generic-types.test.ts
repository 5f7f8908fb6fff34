import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';
import { errorsOfCompiler } from '../support/user-compiler.js';

const ENVELOPE = 'interface Envelope<T> { data: T; links?: unknown[] }';
const PROFILE = 'interface Profile { id: string; type: string; email: string }';
const SEND = `const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: token } });
  if (!response.ok) throw new Error(String(response.status));`;
const DECLARED = `${ENVELOPE}\n${PROFILE}\n`;

/** A function that asks for what its caller names the type of. */
function getter(promised: string, answer: string): string {
  return `async function get<T>(path: string, token: string): Promise<${promised}> {\n  ${SEND}\n  ${answer}\n}\n`;
}

const GETS_ENVELOPE = getter('Envelope<T>', 'return (await response.json()) as Envelope<T>;');

/** What the program does with the profile. */
function readFrom(profile: string): string {
  return `export async function signIn(token: string) {
  ${profile}
  return { email: profile.email, isAdmin: profile.type === 'district_admin' };
}
`;
}

const READS = readFrom("const { data: profile } = await get<Profile>('/me', token);");

/** Programs, and what they say of the first answer once they ask for two. */
const programs: Readonly<Record<string, readonly [asked: string, program: string]>> = {
  'in an envelope': ['get<{ id: string }>(', DECLARED + GETS_ENVELOPE + READS],
  'in an alias of an envelope': [
    'get<{ id: string }>(',
    `type Envelope<T> = { data: T };\n${PROFILE}\n${GETS_ENVELOPE}${READS}`,
  ],
  'in an envelope that is taken off': [
    'get<{ id: string }>(',
    DECLARED +
      getter('T', 'const body = (await response.json()) as Envelope<T>;\n  return body.data;') +
      readFrom("const profile = await get<Profile>('/me', token);"),
  ],
  'in an envelope that callers name': [
    'get<{ data: { id: string } }>(',
    DECLARED +
      getter('T', 'return (await response.json()) as T;') +
      readFrom("const { data: profile } = await get<Envelope<Profile>>('/me', token);"),
  ],
  'in an envelope that another one extends': [
    'get<{ data: { id: string } }>(',
    `${DECLARED}interface Page<T> extends Envelope<T> { next?: string }\ntype Me = Page<Profile>;\n` +
      getter('T', 'return (await response.json()) as T;') +
      readFrom("const { data: profile } = await get<Me>('/me', token);"),
  ],
  'in an envelope in a result': [
    'get<{ id: string }>(',
    `${DECLARED}type Result<T> = { ok: true; value: T } | { ok: false; error: string };
async function get<T>(path: string, token: string): Promise<Result<Envelope<T>>> {
  const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: token } });
  if (!response.ok) return { ok: false, error: String(response.status) };
  return { ok: true, value: (await response.json()) as Envelope<T> };
}
${readFrom("const result = await get<Profile>('/me', token);\n  if (!result.ok) throw new Error(result.error);\n  const profile = result.value.data;")}`,
  ],
  'by a method of a client': [
    'client.get<{ id: string }>(',
    `${DECLARED}class Client {
  constructor(private readonly base: string, private readonly token: string) {}
  async get<T>(path: string): Promise<Envelope<T>> {
    const response = await fetch(\`\${this.base}\${path}\`, { headers: { Authorization: this.token } });
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as Envelope<T>;
  }
}
const client = new Client('https://api.clever.com', 'token');
${readFrom("const { data: profile } = await client.get<Profile>('/me');")}`,
  ],
  'beside another record': [
    'get<{ id: string }>(',
    `${DECLARED}interface District { name: string }\n${GETS_ENVELOPE}${READS}
export const nameOf = async (id: string, token: string) => (await get<District>(\`/v3.0/districts/\${id}\`, token)).data.name;\n`,
  ],
};

/** A project of its own, with what the compiler says of it before and after it is fixed. */
function fixedProject(files: Readonly<Record<string, string>>) {
  const options = { strict: true, target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler' };
  const cwd = temporaryFolder({
    'package.json': '{ "private": true, "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions: options }),
    ...files,
  });
  const before = errorsOfCompiler(cwd);
  const { changes } = fixFolder(cwd, { preset: 'recommended' });
  for (const { file, after } of changes) {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), after);
  }
  return { changes, errors: [before, errorsOfCompiler(cwd)] };
}

describe('a type that the caller of a request names gets the roles', () => {
  test.each(Object.entries(programs))('%s', (_name, [asked, program]) => {
    const { changes, errors } = fixedProject({ 'sign-in.ts': program });
    const [after = ''] = changes.map((change) => change.after);
    expect(after.match(/roles: \{/g)).toHaveLength(1);
    expect(after).not.toContain('type: string');
    expect(after).toContain(`${asked}'/v3.0/me'`);
    expect(errors).toEqual([[], []]);
  });

  test('in a file of its own', () => {
    const types = `export ${ENVELOPE}\nexport ${PROFILE}\n`;
    const program = `import type { Envelope, Profile } from './types.js';\n${GETS_ENVELOPE}${READS}`;
    const { changes, errors } = fixedProject({ 'sign-in.ts': program, 'types.ts': types });
    expect(changes.map(({ file }) => file)).toEqual(['sign-in.ts', 'types.ts']);
    expect(errors).toEqual([[], []]);
  });

  test('and keeps its `type` where another server answers it too', () => {
    const other = `export async function guest(url: string): Promise<string> {
  const profile = (await (await fetch(url)).json()) as Profile;
  return profile.type;
}
`;
    const { changes, errors } = fixedProject({ 'sign-in.ts': DECLARED + GETS_ENVELOPE + READS + other });
    expect(changes.map(({ after }) => after).join('')).toContain('type: string');
    expect(errors).toEqual([[], []]);
  });

  test('but not where it is a class, whose instances would have to be given them', () => {
    const classes = `${ENVELOPE}\nclass Profile { id!: string; type!: string; email!: string }\n`;
    expect(fixedProject({ 'sign-in.ts': classes + GETS_ENVELOPE + READS }).changes).toEqual([]);
  });
});
