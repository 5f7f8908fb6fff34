import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { auditing, runCommand } from '../support/command.js';
import { findingAt, resultOf, spanOf } from '../support/findings.js';
import { temporaryFolder } from '../support/folders.js';

const texts = { 'src/sso.ts': "fetch('https://api.clever.com/me');\n" };
const call = { span: spanOf(texts, 'src/sso.ts', 'fetch'), reason: 'the value of `base`' };
const file = { file: 'src/broken.ts', reason: 'syntax error', bytes: 3 };

test.each([
  ['an unresolved call', '', 'recommended', [call], [], 0],
  ['an unresolved call where none is accepted', '--max-unresolved 0', 'recommended', [call], [], 1],
  ['a skipped file where none is accepted', '--max-unresolved 0', 'recommended', [], [file], 1],
  ['as much as is accepted', '--max-unresolved 2', 'recommended', [call], [file], 0],
  ['more than is accepted', '--max-unresolved 1', 'recommended', [call], [file], 1],
  ['a skipped file in a strict run', '', 'strict', [], [file], 1],
  ['a skipped file in a strict run that accepts it', '--max-unresolved 1', 'strict', [], [file], 0],
] as const)('with %s the command ends as it should', async (_name, line, preset, unresolved, skipped, code) => {
  const result = resultOf(texts, { preset, unresolved, skipped });
  const ended = await runCommand(line, auditing(result).engine);
  expect(ended.code).toBe(code);
  expect(ended.stderr === '').toBe(code === 0);
  expect(ended.stdout).toMatch(/^[^\n]*so this report is incomplete/);
});

test('the reason is told on the standard error output', async () => {
  const result = resultOf(texts, { unresolved: [call], skipped: [file] });
  expect((await runCommand('--max-unresolved 1', auditing(result).engine)).stderr).toBe(
    'clever-audit: 1 call to Clever could not be resolved and 1 file was skipped; --max-unresolved accepts 1\n',
  );
});

test('several reports of one run go to files, and one is printed', async () => {
  const cwd = temporaryFolder({});
  const result = resultOf(texts, { root: cwd, findings: [findingAt(spanOf(texts, 'src/sso.ts', '/me'))] });
  const line = '--format compact --output sarif:a.sarif --output csv:b.csv';
  const { stdout, stderr, code } = await runCommand(line, auditing(result).engine, cwd);
  expect(stdout).toContain('src/sso.ts:1:30: error: ');
  expect(stderr).toBe('clever-audit: wrote the sarif report to a.sarif\nclever-audit: wrote the csv report to b.csv\n');
  expect(JSON.parse(readFileSync(join(cwd, 'a.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  expect(readFileSync(join(cwd, 'b.csv'), 'utf8')).toMatch(/^file,line,column,.*\nsrc\/sso\.ts,1,30,error/);
  expect(code).toBe(1);
});

test('a report that cannot be written makes the command exit with 2', async () => {
  const cwd = temporaryFolder({});
  const ended = await runCommand('--output json:nowhere/a.json', auditing(resultOf(texts)).engine, cwd);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toMatch(/^clever-audit: the report could not be written to .*nowhere.a\.json: .*\n$/);
});

test('the job summary of GitHub gets the report as Markdown', async () => {
  const cwd = temporaryFolder({ 'summary.md': 'before\n' });
  const environment = { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
  const result = resultOf(texts, { findings: [findingAt(spanOf(texts, 'src/sso.ts', '/me'))] });
  await runCommand('', auditing(result).engine, cwd, environment);
  expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toBe('before\n');
  await runCommand('--format github', auditing(result).engine, cwd, environment);
  expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toMatch(/^before\n## clever-audit\n/);
});

test.each(['--output nothing', '--output odd:file', '--format odd'])('"%s" is refused', async (line) => {
  expect(await runCommand(line, {})).toMatchObject({ code: 2, stdout: '' });
});
