import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** What git can do for files that are about to be written. */
export interface GitState {
  /** Files that git knows, so that it can show and undo a change. Absolute. */
  readonly tracked: ReadonlySet<string>;
  /** Tracked files that hold changes which are not staged; undoing by git takes those away too. Absolute. */
  readonly changed: ReadonlySet<string>;
}

/**
 * Finds the repository a folder is in.
 *
 * @param folder absolute
 * @returns the repository's top folder, or null outside of any
 */
export function findRepository(folder: string): string | null {
  if (existsSync(path.join(folder, '.git'))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? null : findRepository(parent);
}

/**
 * Asks git about files.
 *
 * @param cwd the absolute folder to ask in
 * @param files absolute
 * @returns null where git cannot tell: no repository, no git
 */
export function readGitState(cwd: string, files: readonly string[]): GitState | null {
  const tracked = listFiles(cwd, [], files);
  const changed = listFiles(cwd, ['--modified'], files);
  return tracked && changed && { tracked, changed };
}

function listFiles(cwd: string, options: readonly string[], files: readonly string[]): ReadonlySet<string> | null {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z', ...options, '--', ...files], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, GIT_LITERAL_PATHSPECS: '1' },
  });
  if (status !== 0) return null;
  return new Set(
    stdout
      .split('\0')
      .filter((file) => file !== '')
      .map((file) => path.resolve(cwd, file)),
  );
}
