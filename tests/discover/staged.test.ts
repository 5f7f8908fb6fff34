import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GitError } from '../../src/discover/errors.js';
import { readStaged } from '../../src/discover/staged.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';

/** Git as it is for a stranger: no configuration, and nothing that a hook around these tests has set. */
const VARIABLES = {
  PATH: process.env['PATH'],
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'x',
  GIT_AUTHOR_EMAIL: 'x@x',
  GIT_COMMITTER_NAME: 'x',
  GIT_COMMITTER_EMAIL: 'x@x',
};

function git(folder: string, ...words: string[]): string {
  return execFileSync('git', words, { cwd: folder, env: VARIABLES, encoding: 'utf8' });
}

function repository(files: Record<string, string>): string {
  const folder = temporaryFolder(files);
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  if (Object.keys(files).length > 0) git(folder, 'commit', '-qm', 'first');
  return folder;
}

/** What is staged, with paths relative to the repository and texts instead of bytes. */
function stagedIn(folder: string, variables: NodeJS.ProcessEnv = VARIABLES) {
  const { root, files, overlay, deleted } = readStaged(folder, variables);
  return {
    files: files.map((file) => relative(root, file)),
    overlay: Object.fromEntries(
      [...overlay].map(([file, bytes]) => [relative(root, file), Buffer.from(bytes).toString()]),
    ),
    deleted: [...deleted].map((file) => relative(root, file)),
  };
}

describe('readStaged', () => {
  it('knows nothing where nothing is staged', () => {
    const folder = repository({ 'a.ts': '1' });
    expect(stagedIn(folder)).toEqual({ files: [], overlay: {}, deleted: [] });
    expect(readStaged(folder, VARIABLES).root).toBe(folder);
  });

  it('reads what is added, changed and renamed', () => {
    const folder = repository({ 'old.ts': 'the same text\n'.repeat(9), 'b.ts': '1', 'c.ts': '1', 'notes.png': '1' });
    writeFiles(folder, { 'b.ts': '2', 'new.ts': '1', 'notes.png': '2', '.env': 'A=1' });
    git(folder, 'mv', 'old.ts', 'renamed.ts');
    git(folder, 'add', '-A');
    expect(stagedIn(folder)).toEqual({
      files: ['.env', 'b.ts', 'new.ts', 'renamed.ts'],
      overlay: {},
      deleted: ['old.ts'],
    });
  });

  it('knows a file in a merge conflict, which the disk has', () => {
    const folder = repository({ 'both.ts': '1', 'gone.ts': '1', 'c.ts': '1' });
    const commit = (texts: Record<string, string>): void => {
      writeFiles(folder, texts);
      git(folder, 'add', '-A');
      git(folder, 'commit', '-qm', 'next');
    };
    git(folder, 'checkout', '-qb', 'other');
    rmSync(join(folder, 'gone.ts'));
    commit({ 'both.ts': '2' });
    git(folder, 'checkout', '-q', '-');
    commit({ 'both.ts': '3', 'gone.ts': '3' });
    expect(() => git(folder, 'merge', 'other')).toThrow();
    expect(stagedIn(folder)).toEqual({ files: ['both.ts', 'gone.ts'], overlay: {}, deleted: [] });
    rmSync(join(folder, 'gone.ts'));
    expect(stagedIn(folder)).toEqual({ files: ['both.ts'], overlay: {}, deleted: [] });
  });

  it('reads no text that is too large, and all others', () => {
    const large = '//\n'.repeat(3_000_000);
    const folder = repository({ 'old.ts': large, 'gone.ts': large });
    writeFiles(folder, { 'large.ts': large, 'a.ts': 'staged' });
    rmSync(join(folder, 'gone.ts'));
    git(folder, 'add', '-A');
    writeFiles(folder, { 'large.ts': 'on disk', 'a.ts': 'on disk', 'old.ts': 'on disk' });
    const staged = readStaged(folder, VARIABLES);
    const lengths = (texts: typeof staged.overlay) =>
      Object.fromEntries([...texts].map(([file, { length }]) => [relative(folder, file), length]));
    const tooMuch = 5 * 1024 * 1024 + 1;
    expect(lengths(staged.overlay)).toEqual({ 'a.ts': 6, 'large.ts': tooMuch, 'old.ts': tooMuch });
    expect(lengths(staged.before().overlay)).toEqual({ 'gone.ts': tooMuch, 'old.ts': tooMuch });
  });

  it('reads the staged text of a file that was changed again', () => {
    const folder = repository({ 'a.ts': '1' });
    writeFiles(folder, { 'a.ts': 'staged\r\n🙂', 'b.ts': 'new' });
    git(folder, 'add', '-A');
    writeFiles(folder, { 'a.ts': 'on disk', 'b.ts': '' });
    expect(stagedIn(folder)).toEqual({
      files: ['a.ts', 'b.ts'],
      overlay: { 'a.ts': 'staged\r\n🙂', 'b.ts': 'new' },
      deleted: [],
    });
  });

  it('reads the index of files that are not staged but differ, since that is what the commit will hold', () => {
    const folder = repository({ 'a.ts': '1', 'base.ts': 'committed', 'gone.ts': 'committed', 'loose.png': '1' });
    writeFiles(folder, { 'a.ts': '2' });
    git(folder, 'add', 'a.ts');
    writeFiles(folder, { 'base.ts': 'work', 'loose.png': '2', 'untracked.ts': '' });
    rmSync(join(folder, 'gone.ts'));
    expect(stagedIn(folder)).toEqual({
      files: ['a.ts'],
      overlay: { 'base.ts': 'committed', 'gone.ts': 'committed' },
      deleted: [],
    });
  });

  it('reads a staged file that is gone from the disk', () => {
    const folder = repository({ 'a.ts': '1' });
    writeFiles(folder, { 'b.ts': 'staged' });
    git(folder, 'add', 'b.ts');
    rmSync(join(folder, 'b.ts'));
    expect(stagedIn(folder)).toEqual({ files: ['b.ts'], overlay: { 'b.ts': 'staged' }, deleted: [] });
  });

  it('takes a file for gone that stays on disk outside the index, but not an env file', () => {
    const folder = repository({ 'a.ts': '1', '.env': 'A=1' });
    git(folder, 'rm', '-q', '--cached', 'a.ts', '.env');
    expect(stagedIn(folder)).toEqual({ files: [], overlay: {}, deleted: ['a.ts'] });
  });

  it('works before the first commit', () => {
    const folder = repository({});
    writeFiles(folder, { 'a.ts': 'staged' });
    git(folder, 'add', '.');
    writeFiles(folder, { 'a.ts': 'on disk' });
    expect(stagedIn(folder)).toEqual({ files: ['a.ts'], overlay: { 'a.ts': 'staged' }, deleted: [] });
  });

  it('works from a folder below, with any names, whatever the configuration says of diffs', () => {
    const folder = repository({ 'sub dir/ünï "cödé" 🙂.ts': '1', 'tab\t.ts': '1' });
    for (const option of [
      'diff.relative true',
      'diff.noprefix true',
      'diff.external false',
      'core.quotepath true',
      'diff.renames copies',
    ]) {
      git(folder, 'config', ...option.split(' '));
    }
    writeFiles(folder, { 'sub dir/ünï "cödé" 🙂.ts': '2', 'tab\t.ts': '2' });
    git(folder, 'add', '-A');
    writeFiles(folder, { 'tab\t.ts': '3' });
    expect(stagedIn(join(folder, 'sub dir'))).toEqual({
      files: ['sub dir/ünï "cödé" 🙂.ts', 'tab\t.ts'],
      overlay: { 'tab\t.ts': '2' },
      deleted: [],
    });
  });

  it('leaves links, submodules and files only meant to be added alone', () => {
    const inner = repository({ 'x.ts': '1' });
    const folder = repository({ 'a.ts': '1' });
    symlinkSync('a.ts', join(folder, 'link.ts'));
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'inner.ts');
    git(folder, 'add', 'link.ts');
    writeFiles(folder, { 'meant.ts': '1' });
    git(folder, 'add', '-N', 'meant.ts');
    rmSync(join(folder, 'link.ts'));
    expect(stagedIn(folder)).toEqual({ files: [], overlay: {}, deleted: [] });
  });

  it('works in a linked work tree, inside a hook, from a folder below', () => {
    const folder = repository({ 'a.ts': '1', 'sub/b.ts': '1' });
    const other = join(temporaryFolder(), 'other');
    git(folder, 'worktree', 'add', '-q', other);
    writeFiles(other, { 'a.ts': '2', 'sub/b.ts': '2' });
    git(other, 'add', '-A');
    writeFiles(other, { 'a.ts': '3' });
    const gitFolder = git(other, 'rev-parse', '--absolute-git-dir').trim();
    const inHook = { ...VARIABLES, GIT_DIR: gitFolder, GIT_INDEX_FILE: join(gitFolder, 'index') };
    const expected = { files: ['a.ts', 'sub/b.ts'], overlay: { 'a.ts': '2' }, deleted: [] };
    expect(stagedIn(join(other, 'sub'), inHook)).toEqual(expected);
    expect(readStaged(join(other, 'sub'), inHook).root).toBe(realpathSync(other));
    expect(stagedIn(other)).toEqual(expected);
  });

  it('obeys the index that git names to a hook', () => {
    const folder = repository({ 'a.ts': '1', 'b.ts': '1', 'sub/c.ts': '1' });
    writeFiles(folder, { 'a.ts': '2', 'b.ts': '2' });
    git(folder, 'add', 'a.ts');
    const ofHook = join(temporaryFolder(), 'variables.json');
    const hook = join(folder, '.git/hooks/pre-commit');
    mkdirSync(join(folder, '.git/hooks'), { recursive: true });
    const record = `require('fs').writeFileSync('${ofHook}', JSON.stringify(process.env)); process.exit(1)`;
    writeFiles(folder, {
      '.git/hooks/pre-commit': `#!/bin/sh\ncp "$GIT_INDEX_FILE" "${ofHook}.index"\nexec node -e "${record}"\n`,
    });
    chmodSync(hook, 0o755);
    // Commits b alone, through an index of its own, although a is staged.
    expect(() => git(folder, 'commit', '-qm', 'b', '--', 'b.ts')).toThrow();
    const index = `${ofHook}.index`;
    expect(stagedIn(join(folder, 'sub'), { ...VARIABLES, GIT_INDEX_FILE: index }).files).toEqual(['b.ts']);
    expect(
      stagedIn(join(folder, 'sub'), { ...VARIABLES, GIT_INDEX_FILE: '.git/index', GIT_DIR: '.git' }).files,
    ).toEqual(['a.ts']);
  });

  it('leaves the index as it is', () => {
    const folder = repository({ 'a.ts': '1' });
    writeFiles(folder, { 'a.ts': '2' });
    const index = join(folder, '.git/index');
    const before = readFileSync(index);
    readStaged(folder, VARIABLES);
    expect(readFileSync(index)).toEqual(before);
  });

  it('names the folder where there is no repository, and none with a work tree', () => {
    const folder = temporaryFolder();
    expect(() => readStaged(folder, VARIABLES)).toThrow(GitError);
    expect(() => readStaged(folder, VARIABLES)).toThrow(`Not inside a git work tree: ${folder}`);
    git(folder, 'init', '-q', '--bare');
    expect(() => readStaged(folder, VARIABLES)).toThrow(`Not inside a git work tree: ${folder}`);
  });

  it('says that an index is damaged which lists a file without a name', () => {
    const folder = repository({ 'a.ts': '1' });
    const index = join(folder, '.git', 'index');
    writeFileSync(index, readFileSync(index).subarray(0, 50));
    expect(() => readStaged(folder, VARIABLES)).toThrow('The index of this repository is damaged');
  });

  it('says that a repository names another folder as its work tree', () => {
    const folder = repository({ 'a.ts': '1' });
    const other = temporaryFolder();
    git(folder, 'config', 'core.worktree', other);
    expect(() => readStaged(folder, VARIABLES)).toThrow(
      `Not inside the work tree of this repository: its \`core.worktree\` is ${other}`,
    );
    git(folder, 'config', 'core.worktree', folder);
    expect(readStaged(folder, VARIABLES).files).toEqual([]);
  });

  it('works from a folder whose name begins with two dots', () => {
    const folder = repository({ '..odd/a.ts': '1' });
    writeFiles(folder, { '..odd/a.ts': '2' });
    git(folder, 'add', '-A');
    expect(readStaged(join(folder, '..odd'), VARIABLES).files).toEqual([join(folder, '..odd/a.ts')]);
  });

  it('says so when there is no git', () => {
    const folder = repository({ 'a.ts': '1' });
    expect(() => readStaged(folder, { ...VARIABLES, PATH: '/nonexistent' })).toThrow(
      `Git could not be started in ${folder}`,
    );
  });
});
