import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GitError } from '../../src/discover/errors.js';
import { openWorkTree } from '../../src/discover/git.js';
import { temporaryFolder } from '../support/folders.js';

/** A repository in which something that is no regular file stands where git reads first, seen from a folder below. */
function repositoryWith(name: string, make: (path: string) => void): string {
  const folder = temporaryFolder({ 'src/a.js': '' });
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  const path = join(folder, '.git', name);
  rmSync(path, { force: true });
  make(path);
  return join(folder, 'src');
}

const pipe = (path: string): void => void execFileSync('mkfifo', [path]);

test.each([
  ['HEAD', pipe],
  ['config', pipe],
  ['index', pipe],
  ['packed-refs', (path: string): void => void mkdirSync(path)],
])('git is not asked to wait for %s', (name, make) => {
  const folder = repositoryWith(name, make);
  expect(() => openWorkTree(folder, process.env)).toThrow(GitError);
  expect(() => openWorkTree(folder, process.env)).toThrow(/is not a regular file$/);
});

test.each(['HEAD', 'config', 'index', 'commondir'])('nor for %s of a folder that a .git file leads to', (name) => {
  const folder = temporaryFolder({ 'copy/src/a.js': '', 'copy/.git': 'gitdir: ../elsewhere\n', 'elsewhere/b.js': '' });
  pipe(join(folder, 'elsewhere', name));
  expect(() => openWorkTree(join(folder, 'copy', 'src'), process.env)).toThrow(/is not a regular file$/);
});

test('nor for the configuration that linked work trees share', () => {
  const folder = temporaryFolder({
    'copy/a.js': '',
    'copy/.git': 'gitdir: ../main/.git/worktrees/linked\n',
    'main/.git/worktrees/linked/commondir': '../..\n',
    'main/.git/worktrees/linked/HEAD': 'ref: refs/heads/main\n',
  });
  pipe(join(folder, 'main', '.git', 'config'));
  expect(() => openWorkTree(join(folder, 'copy'), process.env)).toThrow(/is not a regular file$/);
});

test('a .git file that leads to a file is none of a work tree', () => {
  const folder = temporaryFolder({ 'a.js': '', '.git': 'gitdir: a.js\n' });
  expect(() => openWorkTree(folder, process.env)).toThrow(GitError);
});

test('a linked work tree is opened', () => {
  const top = temporaryFolder({ 'main/a.js': '' });
  const main = join(top, 'main');
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: main });
  git('init', '--quiet');
  git('add', '-A');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'a');
  git('worktree', 'add', '--quiet', '../linked');
  const linked = join(top, 'linked');
  expect(openWorkTree(linked, process.env).root).toBe(realpathSync(linked));
});

test('a sound repository is opened from a folder below', () => {
  expect(
    openWorkTree(
      repositoryWith('packed-refs', () => {}),
      process.env,
    ).root,
  ).not.toBe('');
});
