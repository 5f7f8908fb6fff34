import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

const V1 = "'https://api.clever.com/v1.1'";
const NOTE = / If `CLEVER_URL` is set, it overrides this value: change it there too\./;

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

/** The findings for the calls of a project. */
function callsIn(files: Readonly<Record<string, string>>): ReturnType<typeof audit>['findings'] {
  const cwd = temporaryFolder({ 'package.json': '{ "name": "sample", "private": true }\n', ...files });
  return audit({ cwd }).findings.filter(({ topic }) => topic === 'call');
}

const DISTRICTS = 'fetch(`${process.env.CLEVER_URL}/districts`);';

test.each([
  ['.env', 'CLEVER_URL=https://api.clever.com/v1.1\n'],
  ['.env.example', 'CLEVER_URL=https://api.clever.com/v1.1\n'],
  ['config/.env', 'CLEVER_URL="https://api.clever.com/v1.1"\n'],
  ['Dockerfile', 'FROM node\nENV CLEVER_URL=https://api.clever.com/v1.1\n'],
  ['k8s.yaml', 'data:\n  CLEVER_URL: https://api.clever.com/v1.1\n'],
])('a value in %s asks for the same change wherever else the variable is set', (file, text) => {
  expect(callsIn({ 'app.js': DISTRICTS, [file]: text }).map(({ message }) => message)).toEqual([
    expect.stringMatching(/ Change `CLEVER_URL` wherever else it is set\./),
  ]);
});

test.each([
  ['config.json', "import config from './config.json';\nfetch(`${config.url}/districts`);"],
  ['.env', 'fetch(`${process.env.CLEVER_URL}/v1.1/districts`);'],
])('a value without the version, or of no variable, does not: %s', (file, program) => {
  const text = file === '.env' ? 'CLEVER_URL=https://api.clever.com\n' : '{ "url": "https://api.clever.com/v1.1" }\n';
  const [finding] = callsIn({ 'app.js': program, [file]: text });
  expect(finding?.message).not.toContain('wherever else');
});

test.each([
  `const base = process.env.CLEVER_URL;\nfetch(base + '/districts');`,
  `export const get = (path) => fetch(process.env.CLEVER_URL + path);`,
  `fetch(\`\${process.env.CLEVER_URL}/me\`).then((r) => r.json()).then(({ data }) => console.log(data.name));`,
])('a version in the configuration of this tool is the reason that nothing is fixed: %s', (program) => {
  const [finding] = callsIn({
    'app.js': program,
    'clever-audit.config.json': '{ "env": { "CLEVER_URL": "https://api.clever.com/v1.1" } }\n',
  });
  expect(finding?.refusal).toBe(
    'the version is in the value that `env` in the configuration gives `CLEVER_URL`; change it in your deployment, then in the configuration',
  );
});

test('a configured host does not hold the version', () => {
  const [finding] = callsIn({
    'app.js': `fetch(\`\${process.env.CLEVER_URL}/v1.1/districts\`);`,
    'clever-audit.config.json': '{ "env": { "CLEVER_URL": "https://api.clever.com" } }\n',
  });
  expect(finding?.fix).not.toBeNull();
});

test('names where the address of another server is that the version serves too', () => {
  const [finding] = callsIn({
    'app.js': 'fetch(`${process.env.CLEVER_HOST}/${process.env.CLEVER_VERSION}/districts`);',
    '.env': 'CLEVER_HOST=https://api.clever.com\nCLEVER_VERSION=v1.2\n',
    '.env.test': '# local\nCLEVER_HOST=http://localhost:4000\nCLEVER_VERSION=v1.2\n',
  });
  expect(finding?.suggestions[0]?.decisions).toContain(
    'Check what else uses this string: calls to another server, whose address is at .env.test:2.',
  );
});
