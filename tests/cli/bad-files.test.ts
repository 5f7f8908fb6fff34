import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

const old = "fetch('https://api.clever.com/me');\n";
const escape = String.fromCharCode(27);

function audit(root: string, line = '') {
  return runCommand(line, engine, root, process.env);
}

test('a link that leads in a circle is no clean result', async () => {
  const root = temporaryFolder();
  symlinkSync('l', join(root, 'l'));
  expect(await audit(root, 'l')).toMatchObject({
    code: 2,
    stderr: 'clever-audit: could not analyze l: circular symbolic link\n',
  });
});

test.each(['', ' --fix', ' --diff'])(
  'a file that was named and cannot be parsed is no clean result%s',
  async (option) => {
    const root = temporaryFolder({ 'broken.ts': `${old}}\n` });
    const { code, stderr } = await audit(root, `broken.ts${option}`);
    expect(code).toBe(2);
    expect(stderr).toContain('clever-audit: could not analyze broken.ts: syntax error at 2:1 ');
  },
);

test('a file that was not named and cannot be parsed is listed only', async () => {
  const root = temporaryFolder({ 'broken.ts': `${old}}\n` });
  const { code, stdout, stderr } = await audit(root);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('broken.ts  syntax error at 2:1');
});

test.skipIf(process.platform === 'win32')(
  'a file with a backslash in its name is listed, and the others are judged',
  async () => {
    const root = temporaryFolder({ 'a.ts': old });
    writeFileSync(join(root, 'b\\c.ts'), old);
    const { code, stdout } = await audit(root);
    expect(code).toBe(1);
    expect(stdout).toContain('a.ts:1:30  sign-in call GET /me  error');
    expect(stdout).toContain('b\\c.ts  its name has a backslash');
  },
);

test.skipIf(process.platform === 'win32')('nothing of a name can steer the terminal', async () => {
  const root = temporaryFolder({ [`a${escape}[31m.ts`]: old, [`b${escape}[31m.ts`]: `${old}}\n` });
  for (const line of ['', '--fix', `b${escape}[31m.ts`, `none${escape}[31m`]) {
    const { stdout, stderr } = await audit(root, line);
    expect(stdout + stderr, line).not.toContain(escape);
    expect(stdout + stderr, line).toContain('\uFFFD[31m');
  }
});

const me = `export const me = async (headers) => (await fetch('https://api.clever.com/me', { headers })).json();\n`;
const greet = `import { me } from './me.js';\n\nme({}).then(({ data }) => console.log('signed in', data.id));\n`;

test.each([
  ['that imports what the change touches', `import { me } from './me.js';\n\nme({}).then(;\n`, me],
  ['that is imported by it', 'export const token = ;\n', `import { token } from './broken.js';\n\n${me}\ntoken;\n`],
])('a file %s and cannot be read makes a suggestion of a fix', async (_, broken, asking) => {
  const root = temporaryFolder({ 'broken.js': `// Clever\n${broken}`, 'me.js': asking, 'greet.js': greet });
  const { stdout } = await audit(root, '--format json');
  const [finding] = (JSON.parse(stdout) as { findings: { fix: unknown; suggestions: { description: string }[] }[] })
    .findings;
  expect(finding?.fix).toBeNull();
  expect(finding?.suggestions[0]?.description).toContain(
    'Check `broken.js`: this tool could not read it, and it may use the answer.',
  );
});

const recorded = `[${'{"scope":"https://api.clever.com:443","path":"/me","response":{}},\n'.repeat(140_000)}{}]`;

test.each([
  ['JSON', '__nocks__/me.json', recorded],
  ['an archive of requests', 'rec/me.har', recorded],
  ['YAML', 'spec/cassettes/me.yml', recorded],
  ['paths without their host', 'data/me.json', recorded.replaceAll('https://api.clever.com:443', '')],
  ['UTF-16', 'data/me.json', Buffer.from(recorded, 'utf16le').toString('latin1')],
  ['code beside the tests', '__mocks__/me.js', recorded],
])('what may be a recording and is too large makes a suggestion of a fix: %s', async (_, file, text) => {
  const root = temporaryFolder({ 'me.js': me, 'greet.js': greet, [file]: text });
  const { stdout } = await audit(root, '--format json');
  const [finding] = (JSON.parse(stdout) as { findings: { fix: unknown; suggestions: { description: string }[] }[] })
    .findings;
  expect(finding?.fix).toBeNull();
  expect(finding?.suggestions[0]?.description).toContain(
    `Check \`${file}\`: this tool could not read it, and it may hold mocks or recordings for the old URL.`,
  );
});

test.each([
  ['data that name no address', 'data/map.json', `[${'{"type":"Point","at":[1.25,3.5]},\n'.repeat(180_000)}{}]`],
  ['a dump of a database', 'dump.sql', recorded],
  ['code of no tests', 'big.js', recorded],
])('what is too large and no recording leaves the fix: %s', async (_, file, text) => {
  const root = temporaryFolder({ 'me.js': me, 'greet.js': greet, [file]: text });
  const { stdout } = await audit(root, '--format json');
  const [finding] = (JSON.parse(stdout) as { findings: { fix: unknown }[] }).findings;
  expect(finding?.fix).not.toBeNull();
});

test('a file that cannot be read and has nothing to do with a change leaves the fix', async () => {
  const root = temporaryFolder({ 'broken.js': '// Clever\nconst token = ;\n', 'me.js': me, 'greet.js': greet });
  const { stdout } = await audit(root, '--format json');
  const [finding] = (JSON.parse(stdout) as { findings: { fix: unknown }[] }).findings;
  expect(finding?.fix).not.toBeNull();
});

test.each([
  ['that is cut off', '{ "findings": [', ', is not a report from clever-audit --format json'],
  ['of another tool', '{ "findings": [{ "file": "a.ts" }] }', ', is not a report from clever-audit --format json'],
  ['that holds null', 'null', ', is not a report from clever-audit --format json'],
  ['that is not there', null, ', cannot be read: '],
])('an earlier report %s ends the run with one line', async (_, text, reason) => {
  const root = temporaryFolder({ 'a.ts': old, ...(text === null ? {} : { 'before.json': text }) });
  const { code, stderr } = await audit(root, '--format html --compare before.json');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^clever-audit: The file of --compare, before\.json, .*\n$/);
  expect(stderr).toContain(reason);
});
