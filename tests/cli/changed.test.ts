import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { runResident } from '../support/resident.js';

/** Git as it is for a stranger. */
const variables = {
  PATH: process.env['PATH'],
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'x',
  GIT_AUTHOR_EMAIL: 'x@x',
  GIT_COMMITTER_NAME: 'x',
  GIT_COMMITTER_EMAIL: 'x@x',
};
const call = (path: string): string =>
  `export const ${path} = () => fetch('https://api.clever.com/v1.1/${path}').then((answer) => answer.status);\n`;

function git(cwd: string, ...words: readonly string[]): string {
  return execFileSync('git', words, { cwd, env: variables, encoding: 'utf8' });
}

function run(cwd: string, ...words: readonly string[]) {
  return runResident(cwd, words, variables);
}

/** Where findings stand, as `file:line`; empty where nothing was printed. */
function reportOf(cwd: string, ...words: readonly string[]) {
  const { status, stdout } = run(cwd, ...words, '--format', 'json');
  if (stdout === '') return { status, findings: [] };
  const { findings } = JSON.parse(stdout) as { findings: { file: string; line: number }[] };
  return { status, findings: findings.map(({ file, line }) => `${file}:${line}`) };
}

/** A branch of one commit beside a main branch that went on. */
function branch(before: Record<string, string>, after: Record<string, string>): string {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true }', ...before });
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'first');
  git(cwd, 'checkout', '-q', '-b', 'work');
  writeFiles(cwd, after);
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'second', '--allow-empty');
  git(cwd, 'checkout', '-q', 'main');
  writeFiles(cwd, { 'elsewhere.js': call('districts') });
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'third');
  git(cwd, 'checkout', '-q', 'work');
  return cwd;
}

const old = { 'a.js': call('students'), 'b.js': call('schools') };

test('--changed reports what stands in files that have changed since the branch began', () => {
  const cwd = branch(old, { 'a.js': call('students') + call('teachers'), 'c.js': call('sections') });
  expect(reportOf(cwd, '--changed')).toEqual({ status: 1, findings: ['a.js:1', 'a.js:2', 'c.js:1'] });
  expect(reportOf(cwd, '--changed=main')).toEqual(reportOf(cwd, '--changed'));
  expect(reportOf(cwd, '--changed=HEAD')).toEqual({ status: 0, findings: [] });
});

test('--changed counts what is not committed, and not in git at all', () => {
  const cwd = branch(old, {});
  expect(reportOf(cwd, '--changed')).toEqual({ status: 0, findings: [] });
  writeFiles(cwd, { 'b.js': `\n${call('schools')}`, 'new.js': call('sections') });
  expect(reportOf(cwd, '--changed')).toEqual({ status: 1, findings: ['b.js:2', 'new.js:1'] });
});

test('--changed reports a finding elsewhere that a changed file takes part in', () => {
  const base = (path: string): string => `export const BASE = 'https://api.clever.com${path}';\n`;
  const caller = "import { BASE } from './base.js';\nexport const all = () => fetch(BASE + '/v1.1/students');\n";
  const cwd = branch({ 'base.js': base(''), 'caller.js': caller }, { 'base.js': `// moved\n${base('')}` });
  expect(reportOf(cwd, '--changed')).toEqual({ status: 1, findings: ['caller.js:2'] });
});

test.each([
  ['reads it', 'export const grade = async () => (await all()).data[0].data.grade;\n'],
  [
    'takes it apart',
    'export const grade = async () => {\n  const { data: [first] } = await all();\n  return first.data.grade;\n};\n',
  ],
  ['goes through it', 'for (const { data } of (await all()).data) console.log(data.grade);\n'],
  ['takes it from a promise', 'all().then((list) => console.log(list.data[0].data.grade));\n'],
  [
    'hands it to other code',
    "import { show } from 'elsewhere';\nexport const grade = async () => show(await all());\n",
  ],
])('--changed reports a call elsewhere whose answer a changed file uses: it %s', (_how, code) => {
  const all = `export const all = async () => (await fetch('https://api.clever.com/v1.1/students')).json();\n`;
  const user = `import { all } from './all.js';\n${code}`;
  const cwd = branch({ 'all.js': all, 'user.js': user }, { 'user.js': `// moved\n${user}` });
  expect(reportOf(cwd, '--changed').findings).toContain('all.js:1');
});

test('--changed does not report a call elsewhere for a changed file that only imports something beside it', () => {
  const all = `export const all = async () => (await fetch('https://api.clever.com/v1.1/students')).json();\nexport const page = 'https://clever.com/about';\n`;
  const user = "import { page } from './all.js';\nconsole.log(page);\n";
  const cwd = branch({ 'all.js': all, 'user.js': user }, { 'user.js': `// moved\n${user}` });
  expect(reportOf(cwd, '--changed')).toEqual({ status: 0, findings: [] });
});

test('--new-only leaves out what was there before, by fingerprint', () => {
  const cwd = branch(old, { 'a.js': `// moved\n${call('teachers')}${call('students')}`, 'c.js': call('sections') });
  expect(reportOf(cwd, '--changed', '--new-only')).toEqual({ status: 1, findings: ['a.js:2', 'c.js:1'] });
  writeFiles(cwd, { 'a.js': call('students'), 'c.js': '' });
  expect(reportOf(cwd, '--changed', '--new-only')).toEqual({ status: 0, findings: [] });
});

test('--new-only does not forgive a finding that a file brings which was taken away and came back', () => {
  const cwd = branch(old, {});
  rmSync(join(cwd, 'b.js'));
  writeFiles(cwd, { 'd.js': call('schools') });
  expect(reportOf(cwd, '--changed', '--new-only')).toEqual({ status: 1, findings: ['d.js:1'] });
});

/** Takes a text away, as it is missing in a clone that was made with `--filter=blob:none`. */
function forget(cwd: string, revision: string): void {
  const blob = git(cwd, 'rev-parse', revision).trim();
  rmSync(join(cwd, '.git/objects', blob.slice(0, 2), blob.slice(2)));
}

test('--new-only takes all for new in a file whose earlier text a partial clone does not have, and says so', () => {
  const cwd = branch(old, { 'a.js': `${call('students')}${call('teachers')}`, 'b.js': `// moved\n${call('schools')}` });
  forget(cwd, 'main:a.js');
  expect(reportOf(cwd, '--changed', '--new-only')).toEqual({ status: 1, findings: ['a.js:1', 'a.js:2'] });
  expect(run(cwd, '--changed', '--new-only').stderr).toBe(
    'clever-audit: this clone does not have the earlier text of a.js, so all its findings count as new\n',
  );
  expect(run(cwd, '--changed').stderr).toBe('');
});

test('a staged text that a partial clone does not have is an error that names the file', () => {
  const cwd = branch(old, {});
  writeFiles(cwd, { 'a.js': call('teachers') });
  git(cwd, 'add', 'a.js');
  writeFiles(cwd, { 'a.js': call('sections') });
  forget(cwd, ':a.js');
  expect(run(cwd, '--staged')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'clever-audit: this clone does not have the staged text of a.js; stage the file again\n',
  });
});

test('--staged --new-only compares the index with HEAD, whatever is on disk', () => {
  const cwd = branch(old, {});
  writeFiles(cwd, { 'a.js': call('students') + call('teachers') });
  git(cwd, 'add', 'a.js');
  writeFiles(cwd, { 'a.js': call('sections'), 'c.js': call('sections') });
  expect(reportOf(cwd, '--staged')).toEqual({ status: 1, findings: ['a.js:1', 'a.js:2'] });
  expect(reportOf(cwd, '--staged', '--new-only')).toEqual({ status: 1, findings: ['a.js:2'] });
});

test('--new-only says that there are older findings, which it leaves out', () => {
  const cwd = branch(old, {});
  writeFiles(cwd, { 'a.js': `${old['a.js']}// more\n` });
  git(cwd, 'add', 'a.js');
  const { status, stdout } = run(cwd, '--staged', '--new-only');
  expect(status).toBe(0);
  expect(stdout).toBe('No new findings, and 1 older one. Looked at 1 file, analyzed 1.\n');
});

test('findings about a changed file can be in more files than have changed', () => {
  const cwd = branch({ 'base.js': "export const base = 'https://api.clever.com/v1.1';\n" }, {});
  const users = `import { base } from './base.js';\n${call('students').replace("'https://api.clever.com/v1.1/", "base + '/")}`;
  writeFiles(cwd, { 'a.js': users });
  git(cwd, 'add', 'a.js');
  expect(run(cwd, '--staged').stdout).toMatch(/\n1 error in 1 file\.\n$/);
});

test('--staged --new-only in a repository without a commit reports everything', () => {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true }', ...old });
  git(cwd, 'init', '-q');
  git(cwd, 'add', 'a.js');
  expect(reportOf(cwd, '--staged', '--new-only')).toEqual({ status: 1, findings: ['a.js:1'] });
});

test('--staged --fix writes fixes of what is staged to the disk and stages nothing', () => {
  const cwd = branch(old, {});
  writeFiles(cwd, { 'a.js': call('schools') });
  git(cwd, 'add', 'a.js');
  const { status, stderr } = run(cwd, '--staged', '--fix');
  expect(status).toBe(1);
  expect(stderr).toContain('Fixed 1 finding in 1 file: a.js\n');
  expect(stderr).toContain('the staged code, without these fixes. Stage them: git add -- a.js\n');
  expect(readFileSync(join(cwd, 'a.js'), 'utf8')).toBe(call('schools').replace('v1.1', 'v3.0'));
  expect(readFileSync(join(cwd, 'b.js'), 'utf8')).toBe(old['b.js']);
  expect(git(cwd, 'show', ':a.js')).toBe(call('schools'));
  git(cwd, 'add', 'a.js');
  expect(run(cwd, '--staged', '--fix').status).toBe(0);
});

test('--staged --fix says how to stage the fixes alone where a file has other changes that are not staged', () => {
  const cwd = branch(old, {});
  writeFiles(cwd, { 'a.js': call('schools') });
  git(cwd, 'add', 'a.js');
  writeFiles(cwd, { 'a.js': `${call('schools')}\n\n\nexport const own = 1;\n` });
  expect(run(cwd, '--staged', '--fix').stderr).toContain('Stage them: git add -p -- a.js\n');
});

test('--changed --fix fixes what has changed, and reports what is left of it', () => {
  const cwd = branch(old, { 'c.js': call('schools') });
  expect(run(cwd, '--changed', '--fix')).toMatchObject({ status: 0 });
  expect(readFileSync(join(cwd, 'c.js'), 'utf8')).toContain('v3.0');
  expect(readFileSync(join(cwd, 'b.js'), 'utf8')).toBe(old['b.js']);
});

test('a base that there is not is an error', () => {
  const cwd = branch(old, {});
  expect(run(cwd, '--changed=nowhere')).toEqual({
    status: 2,
    stdout: '',
    stderr: "clever-audit: Git has no commit 'nowhere'; if it is a path, put it before --changed\n",
  });
  expect(run(temporaryFolder(old), '--changed').stderr).toMatch(/^clever-audit: Not inside a git work tree/);
});

test('the next command of a report of changed files names these files', () => {
  const cwd = branch(old, { 'c.js': call('schools') });
  const [, next] = /Next: (npx clever-audit .*?) {2}#/.exec(run(cwd, '--changed', '--new-only').stdout) ?? [];
  expect(next).toBe('npx clever-audit --diff c.js');
  expect(run(cwd, '--diff', 'c.js').stdout).toContain('+++ b/c.js');
});

test('the page of changed files is headed by what was asked for', () => {
  const cwd = branch(old, { 'c.js': call('schools') });
  const heading = (page: string): string | undefined => /<h1>.*?<p>(.*?)<\/p>/s.exec(page)?.[1];
  expect(heading(run(cwd, '--changed', '--format', 'html').stdout)).not.toContain('c.js');
  expect(heading(run(cwd, '--changed=main', 'c.js', '--format', 'html').stdout)).toContain(' · c.js');
});
