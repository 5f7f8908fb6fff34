import { expect, test } from 'vitest';

import { NoSuchPathError } from '../../src/discover/errors.js';
import { findingAt, resultOf, spanOf } from '../support/findings.js';
import { auditing, runCommand } from '../support/command.js';

const texts = { 'src/sso.ts': "fetch('https://api.clever.com/me');\n" };
const error = findingAt(spanOf(texts, 'src/sso.ts', '/me'));
const warning = findingAt(spanOf(texts, 'src/sso.ts', 'fetch'), { severity: 'warning' });
const info = findingAt(spanOf(texts, 'src/sso.ts', 'fetch'), { severity: 'info' });
const clean = resultOf(texts);

test.each([
  ['nothing found', '', [], 0],
  ['an info', '', [info], 0],
  ['warnings', '', [warning, warning], 0],
  ['an error', '', [warning, error], 1],
  ['as many warnings as are accepted', '--max-warnings 2', [warning, warning], 0],
  ['more warnings than are accepted', '--max-warnings 1', [warning, warning], 1],
  ['an info where no warning is accepted', '--max-warnings 0', [info], 0],
  ['an error where warnings are accepted', '--max-warnings 9', [error], 1],
])('with %s the command ends as it should', async (_name, line, findings, code) => {
  const { engine } = auditing(resultOf(texts, { findings }));
  expect((await runCommand(line, engine)).code).toBe(code);
});

test('the report goes to the standard output and nothing to the other', async () => {
  const { stdout, stderr } = await runCommand('', auditing(clean).engine);
  expect(stdout).toBe(
    "No findings: the tool found no use of Clever's API v1 or unversioned /me here. Looked at 1 file, analyzed 1.\n",
  );
  expect(stderr).toBe('');
});

test('too many warnings are explained on the standard error output', async () => {
  const { engine } = auditing(resultOf(texts, { findings: [warning, warning] }));
  const { stderr } = await runCommand('--max-warnings 1', engine);
  expect(stderr).toBe('clever-audit: 2 warnings; --max-warnings accepts 1\n');
});

test('json prints one object with the version of the package', async () => {
  const { stdout } = await runCommand('--format json', auditing(clean).engine);
  const report = JSON.parse(stdout);
  expect(report.tool.version).toBe((await runCommand('--version', {})).stdout.trim());
  expect(report.tool.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(report.summary.files).toBe(1);
});

test('colours are drawn when they are forced', async () => {
  const { stdout } = await runCommand('', auditing(resultOf(texts, { findings: [error] })).engine, '/project', {
    FORCE_COLOR: '1',
  });
  expect(stdout).toContain(`${String.fromCharCode(27)}[31merror`);
});

test.each([
  ['', { paths: ['.'] }],
  ['src test --preset strict --target v3.1', { paths: ['src', 'test'], preset: 'strict', target: 'v3.1' }],
])('"%s" is handed on to the engine', async (line, expected) => {
  const { engine, asked } = auditing(clean);
  await runCommand(line, engine, '/project/web');
  expect(asked).toEqual([{ cwd: '/project/web', rules: [], ...expected }]);
});

test('help is printed to the standard output and asks nothing of the engine', async () => {
  const { code, stdout, stderr } = await runCommand('--help', {});
  expect(stdout).toMatch(/^Usage: clever-audit/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('a usage error is one line', async () => {
  expect(await runCommand('--fxi', {})).toEqual({
    code: 2,
    stdout: '',
    stderr: "clever-audit: unknown option '--fxi' (Did you mean --fix?)\n",
  });
});

test('a known error is one line, even if its path is not', async () => {
  const audit = () => Promise.reject(new NoSuchPathError('odd\nname'));
  expect(await runCommand('', { ...auditing(clean).engine, audit })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'clever-audit: No such file or folder: odd name\n',
  });
});

test('a bug keeps its stack', async () => {
  const audit = () => Promise.reject(new TypeError('undefined is not a function'));
  const { code, stdout, stderr } = await runCommand('', { ...auditing(clean).engine, audit });
  expect(stderr).toMatch(/^clever-audit: this is a bug in clever-audit; please report it with the lines below\n/);
  expect(stderr).toContain('TypeError: undefined is not a function\n    at ');
  expect(stderr).toContain('run.test.ts');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test.each([
  ['EMFILE', 'open files (see `ulimit -n`)'],
  ['ENOMEM', 'memory'],
])('what the system is out of is no bug: %s', async (code, missing) => {
  const audit = () => Promise.reject(Object.assign(new Error(`${code}: open '/a'`), { code }));
  expect(await runCommand('', { ...auditing(clean).engine, audit })).toEqual({
    code: 2,
    stdout: '',
    stderr: `clever-audit: the system has no more ${missing} for this run\n`,
  });
});
