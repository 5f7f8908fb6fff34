import path from 'node:path';

import { GitError } from '../discover/errors.js';
import { openWorkTree, type Variables, type WorkTree } from '../discover/git.js';

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
 * @param variables the environment
 * @returns the top folder of its work tree, or null where git knows none
 */
export function findRepository(folder: string, variables: Variables): string | null {
  return orNull(() => openWorkTree(folder, variables).root);
}

/**
 * Asks git about files.
 *
 * @param folder the absolute folder of the project they belong to
 * @param files absolute
 * @param variables the environment
 * @returns null where git cannot tell: no repository, no git, a file outside of it
 */
export function readGitState(folder: string, files: readonly string[], variables: Variables): GitState | null {
  return orNull(() => {
    const workTree = openWorkTree(folder, { ...variables, GIT_LITERAL_PATHSPECS: '1' });
    return { tracked: listFiles(workTree, [], files), changed: listFiles(workTree, ['--modified'], files) };
  });
}

/**
 * Asks git what is checked out.
 *
 * @param folder absolute
 * @param variables the environment
 * @returns the commit, null where there is none yet, and whether every file is as in it; null where git cannot tell
 */
export function readCommit(
  folder: string,
  variables: Variables,
): { readonly commit: string | null; readonly isClean: boolean } | null {
  return orNull(() => {
    const workTree = openWorkTree(folder, variables);
    const commit = orNull(() => workTree.run(['rev-parse', '--verify', '--quiet', 'HEAD']).toString('utf8').trim());
    return { commit, isClean: workTree.run(['status', '--porcelain', '-z', '--ignore-submodules']).length === 0 };
  });
}

function listFiles(workTree: WorkTree, options: readonly string[], files: readonly string[]): ReadonlySet<string> {
  const listed = workTree.run(['ls-files', '-z', ...options, '--', ...files]).toString('utf8');
  return new Set(
    listed
      .split('\0')
      .filter((file) => file !== '')
      .map((file) => path.resolve(workTree.root, file)),
  );
}

/** Fixing needs no git; without it there is only less to say. */
function orNull<Answer>(ask: () => Answer): Answer | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}
