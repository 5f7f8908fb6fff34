import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

type Files = Readonly<Record<string, string>>;

const ASKS = `const response = await fetch('https://api.clever.com/me', { headers });
const { data } = await response.json();
`;

/** Whether the first call to `/me` in a program gets a fix. */
function isFixed(files: Files): boolean {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', ...files });
  const calls = audit({ cwd }).findings.filter(({ topic }) => topic === 'call');
  expect(calls.length).toBeGreaterThan(0);
  return calls.every(({ fix }) => fix !== null);
}

describe('the words of an error are for people, unless the program takes something out of them', () => {
  const refuse =
    'export async function signIn(headers) {\n' + ASKS + 'throw new Error(`no account for ${data.id}`);\n}\n';
  const caught = (use: string): string => `${refuse}export async function main(headers) {
  try { await signIn(headers); } catch (error) { ${use} }
}
`;

  test.each([
    ['split', "rows.push(error.message.split(' ').pop());"],
    ['a pattern', 'rows.push(error.message.match(/for (\\w+)/)?.[1]);'],
    ['a pattern that is asked', 'rows.push(/for (\\w+)/.exec(error.message)?.[1]);'],
    ['a slice', "rows.push(error.message.slice('no account for '.length));"],
    ['a name of its own', "const { message } = error; rows.push(message.replace('no account for ', ''));"],
  ])('%s', (_name, use) => {
    expect(isFixed({ 'main.js': caught(use) })).toBe(false);
  });

  test.each([
    ['shown', 'console.error(`sign-in: ${error.message}`);'],
    ['compared', "if (error.message.startsWith('no account')) return null; throw error;"],
    [
      'another text is split',
      "const [first] = process.argv[2].split(' '); console.error(`${first}: ${error.message}`);",
    ],
  ])('not where it is %s', (_name, use) => {
    expect(isFixed({ 'main.js': caught(use) })).toBe(true);
  });
});

describe('a log is for people, unless its lines go where a program reads them', () => {
  const logged = (made: string, more = ''): string =>
    `${made}\nexport async function main(headers) {\n${ASKS}log.info({ user: data.id }, 'sign in');\n}\n${more}`;

  test.each([
    [
      'a file that is read',
      logged(
        "import pino from 'pino';\nconst log = pino(pino.destination('visits.ndjson'));",
        "export const visits = () => readFileSync('visits.ndjson', 'utf8');",
      ),
    ],
    [
      'a file with a name',
      logged(
        "import pino from 'pino';\nconst FILE = 'visits.ndjson';\nconst log = pino(pino.destination(FILE));",
        'export const visits = () => readFileSync(FILE);',
      ),
    ],
    [
      'an object',
      logged(
        "import pino from 'pino';\nconst lines = [];\nconst log = pino({}, { write: (line) => lines.push(line) });",
      ),
    ],
    [
      'another server',
      logged(
        "import winston from 'winston';\nconst log = winston.createLogger({ transports: [new winston.transports.Http({ host: 'warehouse' })] });",
      ),
    ],
    [
      'a transport of its own',
      logged(
        "import winston from 'winston';\nimport Transport from 'winston-transport';\nclass Journal extends Transport { log(info) { rows.push(info); } }\nconst log = winston.createLogger({ transports: [new Journal()] });",
      ),
    ],
    [
      'a console of its own',
      logged("import { Console } from 'node:console';\nconst log = new Console(createWriteStream('visits.txt'));"),
    ],
  ])('%s', (_name, code) => {
    expect(isFixed({ 'main.js': code })).toBe(false);
  });

  test.each([
    [
      'no file',
      logged("import pino from 'pino';\nconst log = pino({ level: 'info' });", "export const level = 'info';"),
    ],
    [
      'a file that nobody else names',
      logged("import pino from 'pino';\nconst log = pino(pino.destination('visits.ndjson'));"),
    ],
    [
      'the screen',
      logged(
        "import winston from 'winston';\nconst log = winston.createLogger({ transports: [new winston.transports.Console(), new winston.transports.File({ filename: 'app.log' })] });",
      ),
    ],
    ['the console', logged('const log = console;')],
  ])('not where it is %s', (_name, code) => {
    expect(isFixed({ 'main.js': code })).toBe(true);
  });
});

describe('a request with the ETag of another call asks first', () => {
  const twice = (headers: string): string => `export async function main(headers) {
const first = await fetch('https://api.clever.com/me', { headers });
const etag = first.headers.get('etag');
${ASKS.replace('{ headers }', headers)}console.log(data.district, (await first.json()).data.district);
}
`;

  test.each([
    ['a member', "{ headers: { ...headers, 'if-none-match': etag } }"],
    ['a header in capitals', "{ headers: { 'If-None-Match': etag, ...headers } }"],
    ['a date', "{ headers: { 'If-Modified-Since': etag } }"],
  ])('%s', (_name, headers) => {
    const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'main.js': twice(headers) });
    const changes = audit({ cwd }).findings.flatMap(({ suggestions }) => suggestions);
    expect(changes.flatMap(({ decisions }) => decisions ?? []).join(' ')).toMatch(/Check the header `If-/i);
  });

  test('not where it sends none', () => {
    const code = `export async function main(headers) {\n${ASKS}console.log(data.district);\n}\n`;
    expect(isFixed({ 'main.js': code })).toBe(true);
  });
});

describe('what a manifest or a deployment names is called from outside, whoever else calls it', () => {
  const exported = `export async function whoami(headers) {\n${ASKS}return { id: data.id };\n}\n`;
  const called =
    "import { whoami } from './src/user.js';\nexport const main = async (headers) => console.log('id', (await whoami(headers)).id);\n";
  const program = (more: Files): Files => ({ 'src/user.js': exported, 'cli.js': called, ...more });

  test.each([
    ['main of a package', { 'package.json': '{ "name": "who", "type": "module", "main": "src/user.js" }' }],
    ['what main is built from', { 'package.json': '{ "name": "who", "type": "module", "main": "dist/user.js" }' }],
    [
      'exports',
      { 'package.json': '{ "name": "who", "type": "module", "exports": { "./user": { "import": "./src/user.js" } } }' },
    ],
    [
      'the folder that Firebase deploys',
      {
        'package.json': '{ "private": true, "main": "src/user.js" }',
        'firebase.json': '{ "functions": { "source": "." } }',
      },
    ],
    ['a worker', { 'wrangler.toml': 'name = "who"\nmain = "src/user.js"\n' }],
    ['functions of Vercel', { 'vercel.json': '{ "functions": { "src/*.js": { "memory": 512 } } }' }],
  ])('%s', (_name, more) => {
    expect(isFixed(program(more))).toBe(false);
  });

  test.each([
    ['a private package', { 'package.json': '{ "private": true, "type": "module", "main": "src/user.js" }' }],
    ['another file', { 'package.json': '{ "name": "who", "type": "module", "main": "cli.js" }' }],
    ['another folder', { 'firebase.json': '{ "functions": { "source": "functions" } }' }],
    ['another worker', { 'wrangler.toml': 'main = "src/worker.js"\n' }],
  ])('not for %s', (_name, more) => {
    expect(isFixed(program(more))).toBe(true);
  });
});
