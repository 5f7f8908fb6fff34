import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lint } from '../support/eslint-host.js';
import { temporaryFolder } from '../support/folders.js';
import { runResident } from '../support/resident.js';

const call = (path: string): string => `fetch('https://api.clever.com/v1.1/${path}', options);\n`;
const code = `const options = { headers: {} };\n${call('students')}${call('teachers')}${call('students')}`;

/** What the test reads of a finding in JSON. */
interface Reported {
  readonly file: string;
  readonly line: number;
  readonly suppressed: object | null;
}

function run(cwd: string, ...words: readonly string[]) {
  return runResident(cwd, words);
}

function projectOf(files: Record<string, string> = {}): string {
  return temporaryFolder({ 'package.json': '{ "private": true }', 'src/a.js': code, ...files });
}

/** The lines of the findings that count, and the first words of what is wrong with the baseline. */
function reportOf(cwd: string, ...words: readonly string[]) {
  const { status, stdout } = run(cwd, '--format', 'json', ...words);
  const { findings, suppressionFaults = [] } = JSON.parse(stdout);
  const lines = (isOpen: boolean) =>
    findings.filter(({ suppressed }: Reported) => (suppressed === null) === isOpen).map(({ line }: Reported) => line);
  return {
    status,
    open: lines(true),
    accepted: lines(false),
    faults: suppressionFaults.map(({ file }: Reported) => file),
  };
}

function change(cwd: string, text: string): void {
  writeFileSync(join(cwd, 'src/a.js'), text);
}

test('accepts the findings of today, in the command and in ESLint', () => {
  const cwd = projectOf();
  expect(run(cwd, 'baseline')).toEqual({
    status: 0,
    stdout: 'Accepted 3 findings in clever-audit-baseline.json\n',
    stderr: '',
  });
  expect(reportOf(cwd)).toEqual({ status: 0, open: [], accepted: [2, 3, 4], faults: [] });
  expect(lint(cwd, 'src/a.js', code, { rules: 'all' })).toEqual([]);
  expect(run(cwd, 'src').stdout).toMatch(/^No open findings\. 3 findings are accepted by the baseline\./);
});

test('a finding that is new counts, though there are as many as before', () => {
  const cwd = projectOf();
  run(cwd, 'baseline');
  change(cwd, code.replace(call('teachers'), call('schools')));
  expect(reportOf(cwd)).toEqual({ status: 1, open: [3], accepted: [2, 4], faults: ['clever-audit-baseline.json'] });
});

test('what is accepted stays so when lines move and neighbors change', () => {
  const cwd = projectOf();
  run(cwd, 'baseline');
  change(
    cwd,
    `// moved\n\nconst more = 1;\n${code.replace('headers: {}', 'headers: { more }').replaceAll('fetch', '  fetch')}`,
  );
  expect(reportOf(cwd)).toEqual({ status: 0, open: [], accepted: [5, 6, 7], faults: [] });
});

test('equal ones are told apart by their order', () => {
  const cwd = projectOf();
  run(cwd, 'baseline');
  change(cwd, `${code}${call('students')}`);
  expect(reportOf(cwd)).toMatchObject({ status: 1, open: [5], accepted: [2, 3, 4] });
});

test('an entry whose finding is gone fails until it is pruned, and pruning accepts nothing', () => {
  const cwd = projectOf();
  run(cwd, 'baseline');
  change(cwd, code.replace(call('teachers'), call('schools')));
  const file = join(cwd, 'clever-audit-baseline.json');
  const gone = readFileSync(file, 'utf8').split('\n').length;
  const report = run(cwd);
  expect(report.stdout).toContain('1 suppression is not valid');
  expect(report.stdout).toMatch(
    /clever-audit-baseline\.json:\d:\d+ {2}this finding of clever\/no-v1-endpoint in src\/a\.js is gone; run\s+clever-audit\s+baseline --prune/,
  );
  expect(run(cwd, 'baseline', '--prune').stdout).toBe('Removed 1 finding, 2 left in clever-audit-baseline.json\n');
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(gone - 1);
  expect(reportOf(cwd)).toEqual({ status: 1, open: [3], accepted: [2, 4], faults: [] });
});

test('an entry is stale also where nothing of Clever is left', () => {
  const cwd = projectOf();
  run(cwd, 'baseline');
  change(cwd, 'export {};\n');
  expect(reportOf(cwd)).toEqual({
    status: 1,
    open: [],
    accepted: [],
    faults: Array(3).fill('clever-audit-baseline.json'),
  });
});

test('an entry is not stale while its file cannot be read, its rule is off, or another path is asked for', () => {
  const cwd = projectOf({ 'lib/b.js': 'export {};\n' });
  run(cwd, 'baseline');
  expect(reportOf(cwd, 'lib')).toEqual({ status: 0, open: [], accepted: [], faults: [] });
  writeFileSync(join(cwd, 'clever-audit.config.json'), '{ "rules": { "no-v1-endpoint": "off" } }');
  expect(reportOf(cwd)).toMatchObject({ status: 0, faults: [] });
  writeFileSync(join(cwd, 'clever-audit.config.json'), '{}');
  change(cwd, `${code}(`);
  expect(reportOf(cwd)).toMatchObject({ faults: [] });
});

test('it can be left out, it can be elsewhere, and it can be written from a folder below', () => {
  const cwd = projectOf({ 'clever-audit.config.json': '{ "baseline": "ci/accepted.json" }', 'ci/x.json': '{}' });
  expect(run(join(cwd, 'src'), 'baseline').stdout).toBe('Accepted 3 findings in ../ci/accepted.json\n');
  expect(reportOf(cwd)).toMatchObject({ status: 0, accepted: [2, 3, 4] });
  expect(reportOf(cwd, '--no-baseline')).toMatchObject({ status: 1, open: [2, 3, 4] });
});

test('it can be a link to a file of the project', () => {
  const cwd = projectOf();
  run(cwd, 'baseline');
  mkdirSync(join(cwd, 'ci'));
  renameSync(join(cwd, 'clever-audit-baseline.json'), join(cwd, 'ci/accepted.json'));
  symlinkSync('ci/accepted.json', join(cwd, 'clever-audit-baseline.json'));
  expect(reportOf(cwd)).toEqual({ status: 0, open: [], accepted: [2, 3, 4], faults: [] });
});

test('a file that is no baseline, and one that is not there to prune, are errors', () => {
  const cwd = projectOf();
  expect(run(cwd, 'baseline', '--prune')).toMatchObject({
    status: 2,
    stderr: 'clever-audit: there is no clever-audit-baseline.json to prune\n',
  });
  writeFileSync(join(cwd, 'clever-audit-baseline.json'), '{ "findings": [1] }');
  expect(run(cwd)).toMatchObject({
    status: 2,
    stderr:
      "clever-audit: clever-audit-baseline.json is not a baseline; delete it, then write a new one with 'clever-audit baseline'\n",
  });
});

const OUTSIDE = /^clever-audit: cannot write .*: it leads out of .*; nothing was written\n$/;
const NOT_THERE = /^clever-audit: cannot write .*: no such file or directory; nothing was written\n$/;
const NOT_OURS = /^clever-audit: cannot write .*: it is not a file of the project; nothing was written\n$/;
const OTHER = /^clever-audit: cannot write .*: it exists and is not a baseline; nothing was written\n$/;

test.each([
  ['a link to a file outside', 'clever-audit-baseline.json', '../../outside/kept.json', OUTSIDE],
  ['a link to a baseline outside', 'clever-audit-baseline.json', '../../outside/baseline.json', OUTSIDE],
  ['a link to a file outside that is not there', 'clever-audit-baseline.json', '../../outside/new.json', NOT_THERE],
  ['a link to the folder above', 'up/new.json', '..', OUTSIDE],
  ['a link to a folder outside, further down', 'src/deep/up/new.json', '../../../../outside', OUTSIDE],
  ["a link to git's own folder", 'data/new.json', '.git', NOT_OURS],
  ["a link to git's own file", 'clever-audit-baseline.json', '.git/config', NOT_OURS],
  ['a link to a program', 'clever-audit-baseline.json', 'src/a.js', OTHER],
])('it is not written through %s', (_name, baseline, leads, message) => {
  const top = temporaryFolder({
    'outside/kept.json': 'kept',
    'outside/baseline.json': '{ "findings": [] }',
    'top/project/package.json': '{ "private": true }',
    'top/project/src/a.js': code,
    'top/project/.git/config': '[core]\n',
    'top/project/clever-audit.config.json': JSON.stringify({ baseline }),
  });
  const cwd = join(top, 'top/project');
  const linked = baseline.startsWith('src/') ? 'src/deep/up' : (baseline.split('/')[0] ?? '');
  mkdirSync(join(cwd, linked, '..'), { recursive: true });
  symlinkSync(leads, join(cwd, linked));
  const textsBefore = textsIn(top);
  const ended = run(cwd, 'baseline');
  expect(ended).toMatchObject({ status: 2, stdout: '' });
  expect(ended.stderr).toMatch(message);
  expect(textsIn(top)).toEqual(textsBefore);
});

/** The texts of all regular files below a folder, by path. */
function textsIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

test.each(['package.json', 'tsconfig.json', 'src/data.json', 'broken.json', '.git/x.json'])(
  'it is not written over %s, which the configuration names',
  (baseline) => {
    const texts = { 'tsconfig.json': '{}', 'src/data.json': '{ "findings": [1] }', 'broken.json': '{' };
    const cwd = projectOf({
      ...texts,
      '.git/config': '[core]\n',
      'clever-audit.config.json': JSON.stringify({ baseline }),
    });
    const textsBefore = textsIn(cwd);
    const ended = run(cwd, 'baseline');
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(baseline.startsWith('.git') ? NOT_OURS : OTHER);
    expect(textsIn(cwd)).toEqual(textsBefore);
  },
);

test('a pipe in its place is refused', () => {
  const cwd = projectOf();
  execFileSync('mkfifo', [join(cwd, 'clever-audit-baseline.json')]);
  expect(run(cwd, 'baseline')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'clever-audit: cannot write clever-audit-baseline.json: not a regular file; nothing was written\n',
  });
});

test('it is written anew over an old one, over an empty file, and through a link inside of the project', () => {
  const cwd = projectOf();
  writeFileSync(join(cwd, 'accepted.json'), '');
  symlinkSync('accepted.json', join(cwd, 'clever-audit-baseline.json'));
  expect([run(cwd, 'baseline').status, run(cwd, 'baseline').status]).toEqual([0, 0]);
  expect(readFileSync(join(cwd, 'accepted.json'), 'utf8')).toContain('no-v1-endpoint');
});

test('the plan holds what is accepted, and says so', () => {
  const cwd = projectOf();
  const before = run(cwd, 'plan').stdout;
  run(cwd, 'baseline');
  const { stdout } = run(cwd, 'plan');
  expect(stdout).toContain(
    'The baseline `clever-audit-baseline.json` accepts 3 findings, so a run does not report them. This plan includes them.',
  );
  expect(stdout).toContain('`npx clever-audit --diff --no-baseline`');
  const steps = (text: string): string => text.slice(text.indexOf('## Single sign-on'));
  expect(steps(stdout)).toBe(steps(before));
});

test('what is accepted is not fixed', () => {
  const cwd = projectOf({ 'src/a.js': "fetch('https://api.clever.com/v1.1/schools').then((a) => a.status);\n" });
  run(cwd, 'baseline');
  run(cwd, '--fix');
  expect(readFileSync(join(cwd, 'src/a.js'), 'utf8')).toContain('v1.1');
  run(cwd, '--no-baseline', '--fix');
  expect(readFileSync(join(cwd, 'src/a.js'), 'utf8')).toContain('v3.0');
});
