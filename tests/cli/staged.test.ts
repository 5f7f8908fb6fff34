import { expect, test } from 'vitest';

import { NothingMatchedError } from '../../src/discover/errors.js';
import { auditing, runCommand } from '../support/command.js';
import { findingAt, resultOf, spanOf } from '../support/findings.js';

const texts = {
  'src/config.ts': "export const base = 'https://api.clever.com/v1.1';\n",
  'src/sso.ts': "fetch(base + '/me');\n",
  'src/old.ts': "fetch(base + '/students');\n",
};
const inConfig = findingAt(spanOf(texts, 'src/config.ts', 'v1.1'), {
  related: [{ span: spanOf(texts, 'src/sso.ts', 'fetch'), message: 'called here' }],
});
const inOld = findingAt(spanOf(texts, 'src/old.ts', '/students'));
const found = resultOf(texts, {
  findings: [inConfig, inOld],
  unresolved: [
    { span: spanOf(texts, 'src/sso.ts', 'fetch'), reason: 'Unknown.' },
    { span: spanOf(texts, 'src/old.ts', 'fetch'), reason: 'Unknown.' },
  ],
  skipped: [
    { file: 'src/sso.ts', reason: 'syntax error', bytes: 12 },
    { file: 'src/old.ts', reason: 'syntax error', bytes: 12 },
  ],
});

function staging(files: readonly string[]) {
  const overlay = new Map([['/project/src/sso.ts', new Uint8Array([1])]]);
  const deleted = new Set(['/project/src/gone.ts']);
  return {
    overlay,
    deleted,
    readStaged: () =>
      Promise.resolve({ root: '/project', files, overlay, deleted, before: () => ({ overlay, deleted, unknown: [] }) }),
  };
}

async function reportOf(files: readonly string[]) {
  const { engine } = auditing(found);
  const { readStaged } = staging(files);
  const { code, stdout } = await runCommand('--staged --format json', { ...engine, readStaged });
  const report = JSON.parse(stdout);
  const filesOf = (list: { file: string }[]) => list.map(({ file }) => file);
  return {
    code,
    findings: filesOf(report.findings),
    unresolved: filesOf(report.unresolved),
    skipped: filesOf(report.skipped),
  };
}

test('nothing staged is silent and asks nothing more', async () => {
  const { readStaged } = staging([]);
  expect(await runCommand('--staged', { readStaged })).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('a finding in a staged file is reported, others are not', async () => {
  expect(await reportOf(['/project/src/old.ts'])).toEqual({
    code: 1,
    findings: ['src/old.ts'],
    unresolved: ['src/old.ts'],
    skipped: ['src/old.ts'],
  });
});

test('a finding with a related place in a staged file is reported', async () => {
  expect(await reportOf(['/project/src/sso.ts'])).toEqual({
    code: 1,
    findings: ['src/config.ts'],
    unresolved: ['src/sso.ts'],
    skipped: ['src/sso.ts'],
  });
});

test('errors elsewhere do not stop a commit', async () => {
  expect(await reportOf(['/project/src/new.ts'])).toEqual({ code: 0, findings: [], unresolved: [], skipped: [] });
});

test('the whole repository is looked at, with the staged texts', async () => {
  const { engine, asked } = auditing(found);
  const { readStaged, overlay, deleted } = staging(['/project/src/sso.ts']);
  await runCommand('--staged', { ...engine, readStaged }, '/project/src');
  expect(asked[0]).toMatchObject({ cwd: '/project/src', paths: ['/project'] });
  expect(asked[0]?.overlay).toBe(overlay);
  expect(asked[0]?.deleted).toBe(deleted);
});

test('paths narrow it down', async () => {
  const { engine, asked } = auditing(found);
  const { readStaged } = staging(['/project/src/sso.ts']);
  await runCommand('--staged src', { ...engine, readStaged });
  expect(asked[0]?.paths).toEqual(['src']);
});

test('a repository without code is no mistake, but a path without code is', async () => {
  const audit = () => Promise.reject(new NothingMatchedError('docs'));
  const engine = { ...auditing(found).engine, audit, ...staging(['/project/.env']) };
  expect(await runCommand('--staged', engine)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect((await runCommand('--staged docs', engine)).code).toBe(2);
});
