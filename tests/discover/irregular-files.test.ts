import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from '../../src/discover/files.js';
import { findProjectRoot } from '../../src/discover/project.js';
import { readRegularFile } from '../../src/discover/read-regular-file.js';
import { temporaryFolder } from '../support/folders.js';

/** What may stand where a text is expected. */
const IRREGULAR: readonly (readonly [string, (path: string) => unknown, string])[] = [
  ['a pipe', (path) => execFileSync('mkfifo', [path]), 'not a regular file'],
  ['a folder', (path) => mkdirSync(path), 'not a regular file'],
  ['an endless device', (path) => symlinkSync('/dev/zero', path), 'not a regular file'],
  ['a link that leads in a circle', (path) => symlinkSync(path, path), 'circular symbolic link'],
  ['a file of 100 MB', hugeFile, 'larger than 5 MB'],
];

function hugeFile(path: string): void {
  execFileSync('touch', [path]);
  truncateSync(path, 100 * 1024 * 1024);
}

/** A project in a repository, with `place` below the repository made to be something else than a text. */
function projectWith(place: string, make: (path: string) => unknown): string {
  const folder = temporaryFolder({ 'project/package.json': '{}', 'project/a.ts': '1', '.git/HEAD': '' });
  mkdirSync(join(folder, place, '..'), { recursive: true });
  make(join(folder, place));
  return join(folder, 'project');
}

describe.skipIf(process.platform === 'win32')('what is no text', () => {
  describe.each(IRREGULAR)('%s', (name, make, reason) => {
    it('is refused by itself', () => {
      const path = join(temporaryFolder(), 'x');
      make(path);
      expect(() => readRegularFile(path)).toThrow(name.includes('circle') ? 'ELOOP' : reason);
    });

    it.each(['.git/info/exclude', 'project/.git', '.gitignore'])('ends no listing as %s', (place) => {
      const project = projectWith(place, make);
      const { files, skipped } = listFiles(project);
      expect([...files.keys()]).toEqual(['a.ts', 'package.json']);
      const isRepository = place === 'project/.git' && (name.includes('circle') || name === 'a folder');
      const isLinkThatGitIgnores = place === '.gitignore' && /device|circle/.test(name);
      const file = place === 'project/.git' ? '.git' : `../${place}`;
      expect(skipped).toEqual(isRepository || isLinkThatGitIgnores ? [] : [{ file, reason }]);
    });

    it.each(['package.json', 'pnpm-workspace.yaml'])('makes no workspace as %s', (place) => {
      const project = projectWith(place, make);
      expect(findProjectRoot(project)).toBe(project);
    });

    it('is named as a program', () => {
      const folder = temporaryFolder({ 'a.ts': '1' });
      make(join(folder, 'b.ts'));
      const { files, skipped } = listFiles(folder);
      const isListed = name === 'a file of 100 MB';
      const isLeftAlone = name === 'a folder';
      expect(skipped.map(({ file }) => file)).toEqual(isListed || isLeftAlone ? [] : ['b.ts']);
      expect([...files.keys()]).toEqual(isListed ? ['a.ts', 'b.ts'] : ['a.ts']);
    });
  });

  it('a pointer of a work tree may lead to what cannot be read', () => {
    const folder = temporaryFolder({ 'project/a.ts': '1', 'project/.git': 'gitdir: ../data' });
    mkdirSync(join(folder, 'data/commondir'), { recursive: true });
    const { files, skipped } = listFiles(join(folder, 'project'));
    expect([...files.keys()]).toEqual(['a.ts']);
    expect(skipped).toEqual([{ file: '../data/commondir', reason: 'not a regular file' }]);
  });

  it.runIf(process.platform === 'linux')('a file that says that it is empty is read to its end', () => {
    expect(readRegularFile('/proc/self/status').toString()).toContain('Name:');
  });
});
