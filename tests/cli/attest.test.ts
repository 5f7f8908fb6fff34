import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { runResident } from '../support/resident.js';

const command = resolve('dist/src/cli/main.js');
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const variables = {
  PATH: process.env['PATH'],
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'x',
  GIT_AUTHOR_EMAIL: 'x@x',
  GIT_COMMITTER_NAME: 'x',
  GIT_COMMITTER_EMAIL: 'x@x',
};
const good = "export const me = () => fetch('https://api.clever.com/v3.0/me').then((answer) => answer.status);\n";
const bad = `// clever-audit-disable-next-line no-v1-endpoint -- the vendor's (until 2999-01-01)
export const old = () => fetch('https://api.clever.com/v1.1/students');
`;

function git(cwd: string, ...words: readonly string[]): string {
  return execFileSync('git', words, { cwd, env: variables, encoding: 'utf8' }).trim();
}

function run(cwd: string, ...words: readonly string[]) {
  return runResident(cwd, ['attest', ...words], variables);
}

function repository(files: Record<string, string> = {}): string {
  const cwd = temporaryFolder({
    'package.json': '{ "private": true }',
    '.gitignore': '.env\nstatement.json\n',
    '.env': 'TOKEN=s3cret\n',
    'src/me.js': good,
    'src/old.js': bad,
    'src/other.js': 'export {};\n',
    ...files,
  });
  git(cwd, 'init', '-q');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'first');
  return cwd;
}

function attested(cwd: string): string {
  const { stdout } = run(cwd);
  writeFileSync(join(cwd, 'statement.json'), stdout);
  return stdout;
}

test.each([
  [
    'a decision in a program',
    { 'src/me.js': `// TODO(clever-audit): Decide which role to use.\n${good}` },
    'src/me.js:1',
  ],
  ['a check in an env file', { 'deploy.env': 'A=1\n# TODO(clever-audit): Check the token.\nB=2\n' }, 'deploy.env:2'],
])('makes no statement while a comment of a suggestion says what is left to do: %s', (_, files, place) => {
  const { status, stdout, stderr } = run(repository(files));
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(
    `clever-audit: no statement, because 1 TODO(clever-audit) comment says what is still to do, the first at ${place}\nclever-audit: run clever-audit without attest to see what is left, and what to do about it\n`,
  );
});

test.each([
  ['a text that only speaks of such a comment', { 'README.md': '// TODO(clever-audit): Decide.\n' }],
  ['a string', { 'src/note.js': "export const note = '// TODO(clever-audit): Decide.';\n" }],
  ['another TODO', { 'src/note.js': '// TODO(clever): Decide.\nexport {};\n' }],
])('makes a statement in spite of %s', (_, files) => {
  expect(run(repository(files))).toMatchObject({ status: 0, stderr: '' });
});

test('states what was looked at, where nothing is open', () => {
  const cwd = repository();
  const statement = JSON.parse(attested(cwd));
  expect(statement).toMatchObject({
    schemaVersion: 1,
    tool: { name: 'clever-audit', version },
    commit: git(cwd, 'rev-parse', 'HEAD'),
    hasUncommittedChanges: false,
    subject: {
      paths: ['.'],
      target: 'v3.0',
      preset: 'recommended',
      summary: { unresolved: 0, skipped: 0, suppressed: 1 },
      files: [{ file: 'src/me.js' }, { file: 'src/old.js' }],
      calls: [
        { file: 'src/me.js', line: 1, method: 'GET', version: 'v3.0', path: '/me' },
        { file: 'src/old.js', line: 2, method: 'GET', version: 'v1.1', path: '/students' },
      ],
      suppressed: [
        { rule: 'clever/no-v1-endpoint', file: 'src/old.js', line: 2, reason: "the vendor's", until: '2999-01-01' },
      ],
    },
  });
  expect(run(cwd, '--verify', 'statement.json')).toMatchObject({ status: 0, stderr: '' });
  expect(run(join(cwd, 'src'), '--verify', '../statement.json').status).toBe(0);
});

test.each([
  ['a finding', { 'src/new.js': bad.split('\n')[1] ?? '' }, 'there is 1 finding'],
  [
    'an unresolved call',
    { 'src/new.js': 'fetch(`https://api.clever.com${process.env.P}`);\n' },
    'could not be resolved',
  ],
  ['a skipped file', { 'src/new.js': "fetch('https://api.clever.com/v3.0/me'\n" }, '1 file was skipped'],
  ['an unused suppression', { 'src/new.js': `${bad.split('\n')[0]}\n\n` }, '1 suppression is not valid'],
])('refuses while there is %s', (_, files, reason) => {
  const { status, stdout, stderr } = run(repository(files));
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('clever-audit: no statement, because ');
  expect(stderr).toContain(reason);
});

test.each<[string, (cwd: string) => void, string]>([
  ['a file has changed', (cwd) => writeFiles(cwd, { 'src/me.js': `${good}// more\n` }), 'src/me.js was changed'],
  ['a call is new', (cwd) => writeFiles(cwd, { 'src/new.js': good }), 'the calls to Clever are different'],
  [
    'a file without Clever has changed',
    (cwd) => writeFiles(cwd, { 'src/other.js': '' }),
    'a file that the statement does not list',
  ],
  [
    'settings have changed',
    (cwd) => writeFiles(cwd, { '.env': 'TOKEN=other\n' }),
    'a file that the statement does not list',
  ],
  ['something is open', (cwd) => writeFiles(cwd, { 'src/old.js': bad.replace(/^.*\n/, '') }), 'there is 1 finding'],
  [
    'it was edited',
    (cwd) => {
      const file = join(cwd, 'statement.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('2999', '2998'));
    },
    'the statement was edited',
  ],
])('a statement is not valid when %s', (_, change, problem) => {
  const cwd = repository();
  attested(cwd);
  change(cwd);
  const { status, stderr } = run(cwd, '--verify', 'statement.json');
  expect(status).toBe(1);
  expect(stderr).toContain(`clever-audit: statement.json is not valid: ${problem}`);
});

test('a statement outside the project is valid, and one among the files that it covers is not', () => {
  const cwd = repository();
  const { stdout } = run(cwd);
  const outside = join(temporaryFolder({ 'attestation.json': stdout }), 'attestation.json');
  expect(run(cwd, '--verify', outside)).toMatchObject({ status: 0, stderr: '' });

  writeFileSync(join(cwd, 'attestation.json'), '');
  writeFileSync(join(cwd, 'attestation.json'), run(cwd).stdout);
  expect(run(cwd, '--verify', 'attestation.json')).toEqual({
    status: 1,
    stdout: '',
    stderr:
      'clever-audit: attestation.json is not valid: it covers its own file; write it outside the project, or to a file that git ignores\n',
  });
});

test('a statement is not written to a file that it would cover', () => {
  const cwd = repository();
  const attestTo = (file: string, ...words: readonly string[]) => {
    const output = openSync(join(cwd, file), 'w');
    const { status, stderr } = spawnSync(process.execPath, [command, 'attest', ...words], {
      cwd,
      env: variables,
      encoding: 'utf8',
      stdio: ['ignore', output, 'pipe'],
    });
    closeSync(output);
    return { status, stderr, size: statSync(join(cwd, file)).size };
  };
  expect(attestTo('attestation.json')).toEqual({
    status: 2,
    stderr:
      'clever-audit: the statement would cover its own file, attestation.json; write it outside the project, or to a file that git ignores\n',
    size: 0,
  });
  for (const [file, ...words] of [['statement.json'], ['attestation.json', 'src']] as const) {
    expect(attestTo(file, ...words)).toMatchObject({ status: 0, stderr: '' });
    expect(run(cwd, '--verify', file)).toMatchObject({ status: 0, stderr: '' });
  }
});

test('what is no statement is an error, and no secret is in one', () => {
  const cwd = repository();
  expect(run(cwd, '--verify', 'package.json')).toMatchObject({ status: 2, stdout: '' });
  expect(run(cwd, '--verify', 'nowhere.json').stderr).toBe('clever-audit: No such file: nowhere.json\n');
  expect(JSON.parse(attested(cwd)).subject.files.map(({ file }: { file: string }) => file)).not.toContain('.env');
});

test('what a baseline accepts is no use that is gone', () => {
  const cwd = repository({ 'src/old.js': bad.split('\n').slice(1).join('\n') });
  expect(runResident(cwd, ['baseline'], variables).status).toBe(0);
  const { status, stdout } = run(cwd);
  expect(status).toBe(0);
  expect(JSON.parse(stdout).statement).toMatch(
    / has no findings except 1 finding that the baseline accepts.*\. They are listed under "suppressed"\.$/,
  );
});
