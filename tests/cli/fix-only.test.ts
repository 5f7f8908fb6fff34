import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

const texts = {
  'package.json': '{ "private": true }\n',
  'a.js': "fetch('https://api.clever.com/v1.1/districts');\n",
  'b.js': "fetch('https://api.clever.com/me');\n",
};

async function changedBy(line: string, files: Record<string, string> = texts) {
  const root = temporaryFolder(files);
  const ended = await runCommand(line, engine, root, process.env);
  const changed = Object.keys(files).filter((file) => readFileSync(join(root, file), 'utf8') !== files[file]);
  return { ...ended, changed };
}

test.each([
  ['--fix-only no-v1-endpoint', ['a.js']],
  ['--fix-only clever/no-v1-endpoint', ['a.js']],
  ['--fix --fix-only no-unversioned-me', ['b.js']],
  ['--fix-only no-unversioned-me --fix-only no-v1-endpoint', ['a.js', 'b.js']],
  ['--fix-only no-pre-v3-field', []],
  ['--fix', ['a.js', 'b.js']],
])('%s writes %j', async (line, changed) => {
  expect((await changedBy(line)).changed).toEqual(changed);
});

test('what was not asked for is still reported, with its fix', async () => {
  const { stdout, code } = await changedBy('--fix-only no-v1-endpoint');
  expect(stdout).toContain('b.js:1:30  sign-in call GET /me  error  clever/no-unversioned-me');
  expect(stdout).toContain('Next: npx clever-audit --diff');
  expect(code).toBe(1);
});

test('with --diff the patch holds these changes alone', async () => {
  const { stdout, changed } = await changedBy('--diff --fix-only no-v1-endpoint');
  expect(stdout).toContain('+++ b/a.js');
  expect(stdout).not.toContain('b.js');
  expect(changed).toEqual([]);
});

test('a change that holds an edit of another one brings that one too', async () => {
  const files = {
    'package.json': '{ "private": true }\n',
    'api.js': `\
const base = 'https://api.clever.com/v1.1';
export async function district(id) {
  return (await (await fetch(base + '/districts/' + id)).json()).data.name;
}
export async function show(print) {
  const me = await (await fetch(base + '/me')).json();
  print(me.data.email);
}
`,
  };
  const all = temporaryFolder(files);
  await runCommand('--fix', engine, all, process.env);
  const one = temporaryFolder(files);
  await runCommand('--fix-only no-removed-me-field', engine, one, process.env);
  expect(readFileSync(join(one, 'api.js'), 'utf8')).toBe(readFileSync(join(all, 'api.js'), 'utf8'));
  expect(readFileSync(join(one, 'api.js'), 'utf8')).not.toBe(files['api.js']);
});

test.each([
  ['no-v1-endpont', "option '--fix-only': there is no rule 'no-v1-endpont'; did you mean no-v1-endpoint?"],
  [
    'clever/no-removed-field',
    "option '--fix-only': there is no rule 'clever/no-removed-field'; did you mean no-removed-me-field?",
  ],
])('%s is refused by name', async (name, message) => {
  const { code, stderr, stdout } = await changedBy(`--fix-only ${name}`);
  expect({ code, stderr, stdout }).toEqual({ code: 2, stderr: `clever-audit: ${message}\n`, stdout: '' });
});

test('for a name that is near none, the rules are listed', async () => {
  const { stderr } = await changedBy('--fix-only semi');
  expect(stderr).toMatch(/there is no rule 'semi'; the rules are no-unversioned-me, no-v1-endpoint, /);
});
