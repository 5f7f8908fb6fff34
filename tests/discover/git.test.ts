import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
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

test('a sound repository is opened from a folder below', () => {
  expect(
    openWorkTree(
      repositoryWith('packed-refs', () => {}),
      process.env,
    ).root,
  ).not.toBe('');
});
