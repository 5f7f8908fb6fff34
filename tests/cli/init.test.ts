import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { runResident } from '../support/resident.js';

const root = resolve('.');
const command = resolve('dist/src/cli/main.js');
const bad = "export const all = () => fetch('https://api.clever.com/v1.1/students');\n";

/** A repository that has clever-audit installed. */
function repository(files: Record<string, string> = {}): string {
  const manifest = '{ "private": true, "devDependencies": { "clever-audit": "*" } }';
  const lock = '{ "lockfileVersion": 3 }';
  const usual = { 'package.json': manifest, 'package-lock.json': lock, '.gitignore': 'node_modules\n' };
  const cwd = temporaryFolder({ ...usual, ...files });
  mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
  symlinkSync(root, join(cwd, 'node_modules/clever-audit'));
  // npm makes the program of a package executable.
  const program = `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`;
  writeFileSync(join(cwd, 'node_modules/.bin/clever-audit'), program, { mode: 0o755 });
  run(cwd, 'git', 'init', '-q', '-b', 'main');
  return cwd;
}

function variablesOf(cwd: string) {
  return {
    PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
    HOME: cwd,
    PRE_COMMIT_HOME: join(cwd, 'node_modules/pre-commit'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'x',
    GIT_AUTHOR_EMAIL: 'x@x',
    GIT_COMMITTER_NAME: 'x',
    GIT_COMMITTER_EMAIL: 'x@x',
  };
}

function run(cwd: string, program: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, env: variablesOf(cwd), encoding: 'utf8' });
  return { status, stdout, stderr, said: stdout + stderr };
}

function initialize(cwd: string, ...words: readonly string[]) {
  const { stdout, stderr, status } = runResident(cwd, ['init', ...words], variablesOf(cwd));
  return { status, stdout, stderr, said: stdout + stderr };
}

function textOf(cwd: string, file: string): string {
  return readFileSync(join(cwd, file), 'utf8');
}

const NO_HOOK =
  "No hook was added, because the project does not use husky, lefthook, lint-staged or pre-commit. To get a hook, set up one of them, then run 'clever-audit init' again.";

test('writes a configuration that the command takes, and a workflow', () => {
  const cwd = repository({ 'a.js': bad });
  expect(initialize(cwd, '--yes')).toMatchObject({
    status: 0,
    stdout: [
      'Wrote clever-audit.config.json',
      'Wrote .github/workflows/clever-audit.yml',
      NO_HOOK,
      'Next: npx clever-audit  # shows what to do\n',
    ].join('\n'),
  });
  expect(JSON.parse(textOf(cwd, 'clever-audit.config.json'))).toEqual({
    $schema: './node_modules/clever-audit/docs/config.schema.json',
    preset: 'recommended',
  });
  expect(textOf(cwd, '.github/workflows/clever-audit.yml')).toMatch(/^name: clever-audit\n/);
  expect(run(cwd, process.execPath, command).status).toBe(1);
});

test('changes nothing that is there, and says so', () => {
  const files = { 'clever-audit.config.jsonc': '{}', '.gitlab-ci.yml': 'build: { script: [make] }\n' };
  const cwd = repository(files);
  const { stdout } = initialize(cwd, '--yes');
  expect(stdout).toBe(
    [
      'Wrote .gitlab/clever-audit.yml',
      'clever-audit.config.jsonc already exists and was not changed.',
      'Add this to .gitlab-ci.yml: include: { local: .gitlab/clever-audit.yml }',
      NO_HOOK,
      'Next: npx clever-audit  # shows what to do\n',
    ].join('\n'),
  );
  for (const [file, text] of Object.entries(files)) expect(textOf(cwd, file)).toBe(text);
  expect(initialize(cwd, '--yes').stdout).toContain('.gitlab/clever-audit.yml already exists and was not changed');
});

test('writes no second configuration beside the one of the manifest', () => {
  const cwd = repository({ 'package.json': '{ "clever-audit": { "preset": "strict" } }' });
  const { stdout } = initialize(cwd, '--yes');
  expect(stdout).toContain('package.json already has a configuration and was not changed.\n');
  expect(readdirSync(cwd)).not.toContain('clever-audit.config.json');
});

test('says that CI cannot run what the manifest does not list', () => {
  const { stdout } = initialize(repository({ 'package.json': '{}' }), '--yes');
  expect(stdout).toContain('package.json does not list clever-audit, so CI cannot run it.');
});

test('says that a project without a manifest cannot install the tool', () => {
  const cwd = temporaryFolder({ 'sync.py': 'import requests\n' });
  run(cwd, 'git', 'init', '-q', '-b', 'main');
  const { stdout } = initialize(cwd, '--yes');
  expect(stdout).toContain('There is no package.json, so the job cannot install clever-audit.');
});

test.each([
  ['the branch that the remote says', { '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/trunk\n' }, 'trunk'],
  ['the branch that is checked out', { '.git/HEAD': 'ref: refs/heads/master\n' }, 'master'],
  ['main where none is', { '.git/HEAD': '0123456789012345678901234567890123456789\n' }, 'main'],
])('the job runs on pushes to %s', (_name, files, branch) => {
  const cwd = repository();
  writeFiles(cwd, files);
  expect(initialize(cwd, '--yes').status).toBe(0);
  expect(textOf(cwd, '.github/workflows/clever-audit.yml')).toContain(`branches: [${branch}]`);
});

test('names the list where the configuration of GitLab includes something', () => {
  const { stdout } = initialize(repository({ '.gitlab-ci.yml': 'include:\n  - local: a.yml\n' }), '--yes');
  expect(stdout).toContain('In .gitlab-ci.yml, add this to the list of include: - local: .gitlab/clever-audit.yml');
});

describe('the job and the hook use the package manager of the project:', () => {
  const berry = '__metadata:\n  version: 8\n';
  test.each([
    ['npm', { 'package-lock.json': '{}' }, 'npx', ['cache: npm', 'npm ci']],
    ['npm without a lock file', {}, 'npx', ['npm install']],
    ['pnpm', { 'pnpm-lock.yaml': '' }, 'pnpm exec', ['npm install --global pnpm', 'pnpm install --frozen-lockfile']],
    [
      'pnpm that the manifest names',
      { 'pnpm-lock.yaml': '', 'package.json': '{ "packageManager": "pnpm@9.1.0" }' },
      'pnpm exec',
      ['corepack enable', 'pnpm install --frozen-lockfile'],
    ],
    ['yarn 1', { 'yarn.lock': '# yarn lockfile v1\n' }, 'yarn run', ['cache: yarn', 'yarn install --frozen-lockfile']],
    ['yarn', { 'yarn.lock': berry }, 'yarn run', ['corepack enable', 'yarn install --immutable']],
    ['bun', { 'bun.lock': '{}' }, 'bunx', ['npm install --global bun', 'bun install --frozen-lockfile']],
  ])('%s', (_name, files, runner, steps) => {
    const cwd = temporaryFolder({ 'package.json': '{}', '.husky/pre-commit': '', ...files });
    run(cwd, 'git', 'init', '-q');
    expect(initialize(cwd, '--yes').stdout).toContain(`\nNext: ${runner} clever-audit  #`);
    const job = textOf(cwd, '.github/workflows/clever-audit.yml');
    const lines = job.split('\n').slice(job.split('\n').findIndex((line) => line.includes('node-version')) + 1);
    const expected = [...steps, `${runner} clever-audit --format github`];
    expect(lines.map((line) => line.trim().replace('- run: ', '')).filter(Boolean)).toEqual(expected);
    expect(textOf(cwd, '.husky/pre-commit')).toBe(`${runner} clever-audit --staged\n`);
  });

  test('GitLab', () => {
    const cwd = temporaryFolder({ 'package.json': '{}', 'bun.lock': '{}', '.gitlab-ci.yml': '{}' });
    run(cwd, 'git', 'init', '-q');
    initialize(cwd, '--yes');
    expect(textOf(cwd, '.gitlab/clever-audit.yml')).toContain(
      '    - npm install --global bun\n    - bun install --frozen-lockfile\n    - bunx clever-audit --output',
    );
  });
});

test('needs a terminal to ask at', () => {
  const cwd = repository();
  const before = readdirSync(cwd);
  expect(initialize(cwd)).toMatchObject({
    status: 2,
    stderr:
      "clever-audit: init needs a terminal; 'clever-audit init --yes' asks nothing and takes the default answers\n",
  });
  expect(readdirSync(cwd)).toEqual(before);
});

test('asks at a terminal, and does what is answered', () => {
  const cwd = repository({ '.husky/pre-commit': 'npm test' });
  // Down, return: strict. Down, down, return: no CI. Return: the hook.
  const keys = String.raw`sleep 2; printf '\033[B\r'; sleep 1; printf '\033[B\033[B\r'; sleep 1; printf '\r'; sleep 1`;
  const { said } = run(
    cwd,
    'bash',
    '-c',
    `(${keys}) | script -qec 'stty cols 80 rows 24; ${process.execPath} ${command} init' /dev/null`,
  );
  expect(said).toContain('Run it before each commit, with husky?');
  expect(JSON.parse(textOf(cwd, 'clever-audit.config.json'))).toMatchObject({ preset: 'strict' });
  expect(readdirSync(cwd)).not.toContain('.github');
  expect(textOf(cwd, '.husky/pre-commit')).toBe('npm test\nnpx clever-audit --staged\n');
});

describe('the hook stops a commit, with', () => {
  function commit(cwd: string, text: string) {
    writeFiles(cwd, { 'a.js': text });
    run(cwd, 'git', 'add', '-A');
    return run(cwd, 'git', 'commit', '-qm', 'x');
  }

  function expectHook(cwd: string): void {
    const refused = commit(cwd, bad);
    expect(refused.said).toContain('clever/no-v1-endpoint');
    expect(refused.status).toBe(1);
    expect(commit(cwd, 'export {};\n')).toMatchObject({ status: 0 });
  }

  test('husky', () => {
    const cwd = repository({ 'package.json': '{ "private": true, "devDependencies": { "husky": "9" } }' });
    expect(initialize(cwd, '--yes').stdout).toContain('Wrote .husky/pre-commit\n');
    run(cwd, process.execPath, join(root, 'node_modules/husky/bin.js'));
    expectHook(cwd);
  });

  test('lefthook', () => {
    const cwd = repository({
      'lefthook.yml': '# ours\npre-push:\n  commands:\n    test:\n      run: make test # slow\n',
    });
    expect(initialize(cwd, '--yes').stdout).toContain('Added the hook to lefthook.yml\n');
    expect(textOf(cwd, 'lefthook.yml')).toBe(
      '# ours\npre-push:\n  commands:\n    test:\n      run: make test # slow\npre-commit:\n  commands:\n    clever-audit:\n      run: npx clever-audit --staged\n',
    );
    // tests/package/hooks.test.ts installs lefthook and commits.
    expect(initialize(cwd, '--yes').stdout).toContain('lefthook.yml already runs clever-audit.\n');
  });

  test('pre-commit', () => {
    const cwd = repository({ '.pre-commit-config.yaml': '# ours\nrepos: []\n' });
    expect(initialize(cwd, '--yes').stdout).toContain('Added the hook to .pre-commit-config.yaml\n');
    expect(textOf(cwd, '.pre-commit-config.yaml')).toContain('# ours\n');
    expect(run(cwd, 'pre-commit', 'install').status).toBe(0);
    expectHook(cwd);
  });

  test('lint-staged', () => {
    const manifest = '{ "private": true, "devDependencies": { "husky": "9", "lint-staged": "16" } }';
    const cwd = repository({ 'package.json': manifest });
    expect(initialize(cwd, '--yes').stdout).toContain('Wrote lint-staged.config.mjs\n');
    writeFiles(cwd, { '.husky/pre-commit': 'lint-staged\n' });
    run(cwd, process.execPath, join(root, 'node_modules/husky/bin.js'));
    expect(commit(cwd, 'export const first = 1;\n').status).toBe(0);
    expectHook(cwd);
  });

  test('husky beside lint-staged that is set up already', () => {
    const manifest = '{ "devDependencies": { "lint-staged": "16" }, "lint-staged": { "*.js": "prettier" } }';
    const cwd = temporaryFolder({ 'package.json': manifest, '.husky/pre-commit': 'npx lint-staged\n' });
    expect(initialize(cwd, '--yes').stdout).toContain('Added the hook to .husky/pre-commit\n');
    expect(readFileSync(join(cwd, '.husky/pre-commit'), 'utf8')).toBe('npx lint-staged\nnpx clever-audit --staged\n');
  });

  test.each([
    [
      'package.json',
      "package.json, which cannot hold a function. So have your hook run 'npx clever-audit --staged' beside",
    ],
    ['.lintstagedrc', '.lintstagedrc, which cannot hold a function. So have your hook run '],
    ['.lintstagedrc.yaml', '.lintstagedrc.yaml, which cannot hold a function. So have your hook run '],
    ['.lintstagedrc.cjs', ".lintstagedrc.cjs. Add '*': () => 'clever-audit --staged' to it, or have your hook run "],
    [
      'lint-staged.config.ts',
      "lint-staged.config.ts. Add '*': () => 'clever-audit --staged' to it, or have your hook run ",
    ],
  ])('lint-staged that is set up already in %s, by hand', (file, advice) => {
    const manifest = `{ "devDependencies": { "lint-staged": "16" }${file === 'package.json' ? ', "lint-staged": { "*.js": "prettier" }' : ''} }`;
    const files = { [file]: 'as it was', 'package.json': manifest };
    const cwd = repository(files);
    const { stdout } = initialize(cwd, '--yes');
    expect(stdout).toContain(`\nlint-staged is set up in ${advice}`);
    for (const name of Object.keys(files)) expect(textOf(cwd, name)).toBe(files[name]);
    expect(stdout).not.toContain('Wrote lint-staged');
  });
});

test('nothing is written where a link leads out of the project', () => {
  const top = temporaryFolder({ 'outside/kept': '' });
  const cwd = join(top, 'project');
  writeFiles(cwd, { 'package.json': '{ "private": true }' });
  symlinkSync('../outside', join(cwd, '.github'));
  const { status, said } = initialize(cwd, '--yes');
  expect({ status, said }).toEqual({
    status: 2,
    said: expect.stringMatching(/^clever-audit: cannot write \.github\/.*: it leads out of .*; nothing was written\n$/),
  });
  expect(readdirSync(join(top, 'outside'))).toEqual(['kept']);
  expect(readdirSync(cwd).toSorted()).toEqual(['.github', 'package.json']);
});
