import { describe, expect, test } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { isPrintable } from '../../src/reporters/printable.js';
import { runCommand, type CommandResult } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

const files = {
  'package.json': '{ "name": "sample", "private": true }\n',
  '.gitignore': 'generated/\n',
  'config.js': `export const BASE = 'https://api.clever.com';
export const OLD = 'v1.1';
`,
  'client.js': `import axios from 'axios';
import { send } from '@acme/http';
import { BASE, OLD } from './config.js';

const api = axios.create({ baseURL: BASE });
export const load = (path) => api.get(path);
export const students = () => load(\`/\${OLD}/students\`);
export const open = () => fetch(process.env.CLEVER_HOST + '/me');
export async function me(store) {
  const response = await fetch(
    BASE + '/me',
  );
  const { data } = await response.json();
  console.log(data.email);
  store.keep(data);
}
export const other = () => send('/me');
export const elsewhere = () => fetch('https://api.example.com/me');
`,
  'plain.js': 'export const one = 1;\n',
  'strategy.js': `export const strategy = { userProfileURL: 'https://api.clever.com/v3.0/me', clientID: 'clever' };\n`,
};

function trace(words: string, more: Record<string, string> = {}): Promise<CommandResult> {
  return runCommand(`trace ${words}`, engine, temporaryFolder({ ...files, ...more }));
}

/** What is printed, without the blanks that indent and part it. */
async function linesOf(words: string, more: Record<string, string> = {}): Promise<readonly string[]> {
  const { code, stdout, stderr } = await trace(words, more);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').map((line) => line.trim().replace(/ {2,}/g, '  '));
}

test('an address is told with its pieces, how they are joined, whose arguments it has, and what rules say', async () => {
  const lines = await linesOf('client.js:6');
  expect(lines.slice(0, 8)).toEqual([
    'client.js:6:31  axios sends GET',
    'base and path are joined with exactly one slash between them; an absolute URL is used as is',
    "URL: https://api.clever.com/v1.1/students  (Clever's /students, v1.1)",
    'https://api.clever.com  config.js:1:22',
    '/  client.js:7:37',
    'v1.1  config.js:2:21',
    '/students  client.js:7:44',
    'with the arguments of the call at client.js:7:31',
  ]);
  expect(lines.join('\n')).toContain('error  clever/no-v1-endpoint  config.js:2:21');
});

test('an address that is not known is told with what is missing, and how to supply it', async () => {
  const lines = await linesOf('client.js:8');
  expect(lines).toContain('URL: {CLEVER_HOST}/me  (unknown host)');
  expect(lines).toContain(
    '{CLEVER_HOST}  client.js:8:33  missing: the value of the environment variable CLEVER_HOST; set "env": { "CLEVER_HOST": "…" } in clever-audit.config.json',
  );
  expect(lines.join('\n')).toContain('warning  clever/no-unresolved-url  client.js:8:');
  expect(lines).not.toContain('no finding');
});

test('control characters of the audited code do not reach the terminal', async () => {
  const name = 'a\u001b[2J.js';
  const call = "fetch('https://api.clever.com/v1.1/students\u001b[31m' + unknown['\u001b]0;t\u0007']);\n";
  const lines = await linesOf(`${name}:1`, { [name]: call });
  expect(lines.join('\n')).toContain("Clever's /students");
  expect(lines.filter((line) => !isPrintable(line))).toEqual([]);
});

test('a value of the configuration fills it, and the code does not write it', async () => {
  const lines = await linesOf('client.js:8', {
    'clever-audit.config.json': '{ "env": { "CLEVER_HOST": "https://api.clever.com" } }',
  });
  expect(lines).toContain("URL: https://api.clever.com/me  (Clever's /me, without a version)");
  expect(lines).toContain('https://api.clever.com  not written in the code');
});

test.each(['client.js:10', 'client.js:11', 'client.js:11:12'])(
  'the answer is told at each line of the call: %s',
  async (place) => {
    const lines = await linesOf(place);
    expect(lines[0]).toBe('client.js:10:26  fetch sends GET');
    expect(lines).toContain('reads data.email  client.js:14:20');
    expect(lines).toContainEqual(expect.stringMatching(/^loses track of data {2}client\.js:15:14 {2}\S/));
    expect(lines.join('\n')).toContain('error  clever/no-removed-me-field  client.js:14:20');
  },
);

describe('where nothing is sent it is told what was seen', () => {
  test.each([
    [
      'client.js:7',
      /^client\.js:7:31 {2}`load` is a function of this project; to see its requests, trace the calls inside it/,
    ],
    ['client.js:17', /^client\.js:17:28 {2}`send` is from the package @acme\/http, .* "wrappers" in the configuration/],
    ['client.js:4', /^client\.js:4:1 {2}there is no call here; name the line on which the code sends the request$/],
    ['plain.js:1', /^plain\.js:1:1 {2}the file was not opened: it does not mention Clever/],
  ])('%s', async (place, expected) => {
    expect((await linesOf(place))[0]).toMatch(expected);
  });

  test('a file that cannot be parsed', async () => {
    const lines = await linesOf('broken.js:1', { 'broken.js': "fetch('https://api.clever.com/me'\nconst = 1;\n" });
    expect(lines[0]).toMatch(/^broken\.js:1:1 {2}the file could not be read: syntax error at 2:/);
  });

  test('a host that no call is seen to use', async () => {
    const host = "export const settings = { host: 'https://api.clever.com' };\nregister(settings);\n";
    const lines = await linesOf('host.js:1', { 'host.js': host });
    expect(lines[0]).toBe('host.js:1:1  this tool cannot tell which call uses the URL on this line');
    expect(lines.join('\n')).toContain('clever/no-unresolved-url');
  });

  test('text that is part of the address of other calls', async () => {
    expect((await linesOf('config.js:1')).slice(0, 5)).toEqual([
      'config.js:1:1  there is no call here; name the line on which the code sends the request',
      '',
      'The string here is part of 2 URLs, which are requested at:',
      expect.stringMatching(/^client\.js:6:31 {2}https:\/\/\S+$/),
      expect.stringMatching(/^client\.js:10:26 {2}https:\/\/\S+$/),
    ]);
  });
});

test('a described function is told as the client it is', async () => {
  const wrappers = [{ module: '@acme/http', functions: ['send'], base: 'https://api.clever.com' }];
  const lines = await linesOf('client.js:17', { 'clever-audit.config.json': JSON.stringify({ wrappers }) });
  expect(lines[0]).toBe('client.js:17:28  @acme/http sends GET');
  expect(lines).toContain("URL: https://api.clever.com/me  (Clever's /me, without a version)");
  expect(lines).toContain('this tool does not know what happens to the answer');
});

test('an address of somebody else', async () => {
  expect(await linesOf('client.js:18')).toContain("URL: https://api.example.com/me  (not Clever's)");
});

test('a setting', async () => {
  const lines = await linesOf('strategy.js:1');
  expect(lines[0]).toBe('strategy.js:1:43  Passport sends a request');
  expect(lines).toContain("URL: https://api.clever.com/v3.0/me  (Clever's /me, v3.0)");
});

test('JSON says the same', async () => {
  const { stdout } = await trace('--format json client.js:6');
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    remark: null,
    calls: [
      {
        file: 'client.js',
        line: 6,
        column: 31,
        client: 'axios',
        method: 'GET',
        urls: [
          {
            text: 'https://api.clever.com/v1.1/students',
            owner: 'clever',
            endpoint: { version: 'v1.1', path: '/students' },
            pieces: [{ text: 'https://api.clever.com', span: { file: 'config.js', line: 1, column: 22 } }, {}, {}, {}],
            through: [{ file: 'client.js', line: 7, column: 31 }],
          },
        ],
        findings: [{ rule: 'clever/no-v1-endpoint', file: 'config.js', line: 2 }],
      },
    ],
  });
});

describe('trace and the report agree', () => {
  const program = {
    'clever.js': `import axios from 'axios';
export const load = (path) => axios.get('https://api.clever.com' + path);
export async function me(accounts) {
  const response = await fetch('https://api.clever.com/me');
  const { data } = await response.json();
  await accounts.insert({ cleverId: data.id });
  return data.email;
}
export const teachers = () => fetch('https://api.clever.com/v2.1/teachers');
`,
  };

  interface Told {
    readonly rule: string;
    readonly severity: string;
    readonly line: number;
    readonly column: number;
    readonly suppressed: object | null;
  }

  const toKey = ({ rule, severity, line, column, suppressed }: Told): string =>
    `${line}:${column} ${severity} ${rule} ${JSON.stringify(suppressed)}`;

  test.each([
    ['without a configuration', {}],
    ['with a preset', { preset: 'strict' }],
    ['with a severity of its own', { rules: { 'no-removed-me-field': 'warning', 'no-unversioned-me': 'off' } }],
    ['with unresolved calls off', { rules: { 'no-unresolved-url': 'off' } }],
  ])('%s', async (_, configuration) => {
    const folder = temporaryFolder({ ...program, 'clever-audit.config.json': JSON.stringify(configuration) });
    const ask = async (words: string) => JSON.parse((await runCommand(words, engine, folder)).stdout);
    const expected = (await ask('--format json')).findings.map(toKey).sort();
    const lines = program['clever.js'].split('\n').slice(0, -1);
    const traces = await Promise.all(lines.map((_line, index) => ask(`trace --format json clever.js:${index + 1}`)));
    const told = traces.flatMap(({ calls, findings }) => [
      ...findings,
      ...calls.flatMap((call: { readonly findings: readonly Told[] }) => call.findings),
    ]);
    expect([...new Set(told.map(toKey))].sort()).toEqual(expected);
  });

  test('about a call that is not resolved', async () => {
    const lines = await linesOf('clever.js:2', program);
    expect(lines).toContain("URL: https://api.clever.com{path}  (Clever's /{path}, unknown version)");
    expect(lines.join('\n')).toContain(
      'warning  clever/no-unresolved-url  clever.js:2:41  This tool cannot compute the URL',
    );
    expect(lines).not.toContain('no finding');
  });

  test('about one that no rule reports', async () => {
    const off = JSON.stringify({ rules: { 'no-unresolved-url': 'off' } });
    const lines = await linesOf('clever.js:2', { ...program, 'clever-audit.config.json': off });
    expect(lines).toContain('not resolved; missing: the value that callers pass for `path`');
    expect(lines).not.toContain('no finding');
  });

  test('about a place where no call stands', async () => {
    const lines = await linesOf('clever.js:7', program);
    expect(lines[0]).toBe('clever.js:7:1  there is no call here; name the line on which the code sends the request');
    expect(lines[2]).toBe('Findings here:');
    expect(lines[3]).toMatch(/^error {2}clever\/no-removed-me-field {2}clever\.js:7:15 /);
    expect(lines[4]).toBe('belongs to the call at clever.js:4:26');
  });

  test('about an address in a file that is only text, which is no call', async () => {
    const compose = 'services:\n  web:\n    environment:\n      CLEVER_URL: https://api.clever.com/v1.1\n';
    const lines = await linesOf('compose.yml:4', { ...program, 'compose.yml': compose });
    expect(lines[0]).toContain('there is no call to trace');
    expect(lines[3]).toContain('compose.yml:4:42');
    expect(lines.join('\n')).not.toContain('belongs to the call');
  });

  test('about what the baseline accepts, and what a comment suppresses', async () => {
    const folder = temporaryFolder(program);
    await runCommand('baseline', engine, folder);
    const { stdout } = await runCommand('trace clever.js:4', engine, folder);
    expect(stdout).toContain('  suppressed by baseline: error  clever/no-unversioned-me  clever.js:4:55  ');
    const silenced = `// eslint-disable-next-line clever/no-unversioned-me\nfetch('https://api.clever.com/me');\n`;
    const lines = await linesOf('silenced.js:2', { 'silenced.js': silenced });
    expect(lines.join('\n')).toContain('suppressed by eslint-disable-next-line: error  clever/no-unversioned-me');
  });
});

describe('a place that is none is refused in one line', () => {
  test.each([
    ['client.js', "trace needs a place, file:line or file:line:column, not 'client.js'"],
    ['client.js:0', "trace needs a place, file:line or file:line:column, not 'client.js:0'"],
    ['', "missing required argument 'place'"],
    ['client.js:1 client.js:2', 'too many arguments. Expected 1 argument but got 2.'],
    ['client.js:99', 'client.js has 19 lines, and no line 99'],
    ['client.js:1:99', 'client.js:1 has no column 99'],
    ['missing.js:1', 'No such file or folder: missing.js'],
    ['package.json:1', 'package.json is not a file that clever-audit checks for calls'],
    [
      '--format xml client.js:1',
      "option '--format <name>' argument 'xml' is invalid. Allowed choices are pretty, json.",
    ],
  ])('%s', async (words, message) => {
    expect(await trace(words)).toEqual({ code: 2, stdout: '', stderr: `clever-audit: ${message}\n` });
  });
});

test('help tells what a place is', async () => {
  const { code, stdout } = await trace('--help');
  expect(code).toBe(0);
  expect(stdout).toContain('file:line or file:line:column');
});
