import path from 'node:path';

import { GitError } from '../discover/errors.js';
import { openWorkTree, type Variables } from '../discover/git.js';
import { toDisplayPath } from '../reporters/places.js';
import { UsageError } from './errors.js';

/**
 * Refuses to go on where git could not bring back what a file holds now: it has changes that are not committed, or git
 * does not know it. Files that git ignores are none of its business.
 *
 * @param folder the absolute folder of the project
 * @param files the files that would be written, absolute
 * @param cwd the absolute folder that messages name files from
 * @throws UsageError that names the files; GitError outside of a repository
 */
export function refuseUnclean(folder: string, files: readonly string[], variables: Variables, cwd: string): void {
  if (files.length === 0) return;
  const unclean = findUnclean(folder, files, variables);
  if (unclean.length === 0) return;
  const names = unclean.map((file) => toDisplayPath(cwd, file, cwd)).join(', ');
  throw new UsageError(
    `option '--require-clean' refuses to write over uncommitted changes in ${names}; nothing was written. Commit or stash them first`,
  );
}

function findUnclean(folder: string, files: readonly string[], variables: Variables): readonly string[] {
  try {
    const workTree = openWorkTree(folder, { ...variables, GIT_LITERAL_PATHSPECS: '1' });
    // Git would look into a submodule with the submodule's own settings.
    const options = ['--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--ignore-submodules=all'];
    const listed = workTree.run(['status', ...options, '--', ...files]).toString('utf8');
    const entries = listed.split('\0').filter((entry) => entry !== '');
    return entries.map((entry) => path.resolve(workTree.root, entry.slice('XY '.length)));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(`option '--require-clean' needs git: ${error.message}; nothing was written`);
  }
}
