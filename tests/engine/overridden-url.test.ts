import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

const V1 = "'https://api.clever.com/v1.1'";
const NOTE = / `CLEVER_URL` overrides this URL: change its value too\./;

/** What the audit of a program says of its calls. */
function messagesOf(program: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const cwd = temporaryFolder({
    'package.json': '{ "name": "sample", "private": true }\n',
    'app.js': program,
    ...files,
  });
  return audit({ cwd })
    .findings.filter(({ topic, span }) => topic === 'call' && span.file.endsWith('app.js'))
    .map(({ message }) => message);
}

test.each([
  `fetch((process.env.CLEVER_URL || ${V1}) + '/districts');`,
  `const base = process.env.CLEVER_URL ?? ${V1};\nfetch(\`\${base}/districts\`);`,
  `const { CLEVER_URL = ${V1} } = process.env;\nfetch(CLEVER_URL + '/districts');`,
  `const { CLEVER_URL: base = ${V1} } = import.meta.env;\nfetch(base + '/districts');`,
  `import config from './config.js';\nfetch(config.get('CLEVER_URL', ${V1}) + '/districts');`,
  `let base = process.env.CLEVER_URL;\nbase ||= ${V1};\nfetch(base + '/districts');`,
  `fetch(process.env.CLEVER_URL ?? 'https://api.clever.com/me');`,
])('names the variable that overrides a default: %s', (program) => {
  expect(messagesOf(program)).toEqual([expect.stringMatching(NOTE)]);
});

test('names it where an env file sets it', () => {
  const program = `fetch((process.env.CLEVER_URL || ${V1}) + '/districts');`;
  expect(messagesOf(program, { '.env': 'CLEVER_URL=https://api.clever.com/v1.2\n' })).toEqual([
    expect.stringMatching(NOTE),
  ]);
});

test.each([
  // The variable holds no version: it may stay.
  `fetch((process.env.CLEVER_URL ?? 'https://api.clever.com') + '/v1.1/districts');`,
  `fetch((globalThis.CLEVER_URL ?? ${V1}) + '/districts');`,
  `const districts = (base = ${V1}) => fetch(base + '/districts');\ndistricts();`,
  `fetch((process.env.NODE_ENV === 'test' ? 'http://localhost' : ${V1}) + '/districts');`,
])('says nothing of a variable that does not hold the version: %s', (program) => {
  const messages = messagesOf(program);
  expect(messages).toHaveLength(1);
  expect(messages[0]).not.toContain('overrides');
});

/** Signs in below a base that a variable can override, and hands the id to nobody. */
const SIGN_IN = `export async function signIn(token) {
  const response = await fetch(\`\${process.env.CLEVER_URL ?? 'https://api.clever.com'}/me\`, { headers: { Authorization: \`Bearer \${token}\` } });
  const { data } = await response.json();
  console.log(data.id);
}
`;

/** Whether the call is fixed, in a project with these files. */
function isFixed(files: Readonly<Record<string, string>>): boolean {
  const cwd = temporaryFolder({
    'package.json': '{ "private": true, "type": "module" }\n',
    'app.js': SIGN_IN,
    ...files,
  });
  const call = audit({ cwd }).findings.find(
    ({ span, rule }) => span.file === 'app.js' && rule.endsWith('unversioned-me'),
  );
  if (!call) throw new Error('the call is not found');
  return call.fix !== null;
}

test.each([
  [
    'a script of npm',
    {
      'package.json':
        '{ "private": true, "scripts": { "start": "CLEVER_URL=https://api.clever.com/v1.1 node app.js" } }',
    },
  ],
  ['pm2', { 'ecosystem.config.cjs': `module.exports = { apps: [{ script: 'app.js', env: { CLEVER_URL: ${V1} } }] };` }],
  ['systemd', { 'app.service': '[Service]\nEnvironment=CLEVER_URL=https://api.clever.com/v1.1\n' }],
  ['nodemon', { 'nodemon.json': '{"env":{"CLEVER_URL":"https://api.clever.com/v1.1"}}' }],
  [
    'an editor',
    { '.vscode/launch.json': '{ "configurations": [{ "env": { "CLEVER_URL": "https://api.clever.com/v1.1" } }] }' },
  ],
  [
    'a description of the app',
    {
      'app.json':
        '{ "env": { "CLEVER_URL": {\n  "description": "the API",\n  "value": "https://api.clever.com/v1.1"\n} } }',
    },
  ],
  ['make', { Makefile: 'run:\n\tCLEVER_URL=https://api.clever.com/v1.1 node app.js\n' }],
  ['the shell', { 'start.sh': 'export CLEVER_URL=https://api.clever.com/v1.2\nnode app.js\n' }],
  ['the program itself', { 'main.js': `process.env.CLEVER_URL ??= ${V1};\nawait import('./app.js');\n` }],
])('gives no version to a path whose base %s sets with another', (_name, files) => {
  expect(isFixed(files)).toBe(false);
});

test.each([
  ['nobody sets', {}],
  [
    'a script of npm sets without a version',
    { 'package.json': '{ "private": true, "scripts": { "start": "CLEVER_URL=http://localhost:4000 node app.js" } }' },
  ],
  ['only a document names', { 'README.md': 'Set CLEVER_URL=https://api.clever.com/v1.1 to ask the old API.\n' }],
])('fixes a path whose base %s', (_name, files) => {
  expect(isFixed(files)).toBe(true);
});
