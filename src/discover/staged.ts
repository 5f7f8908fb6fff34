import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  differencesOf,
  isRegular,
  readBlobs,
  withoutChange,
  type ChangedPart,
  type Difference,
} from './differences.js';
import { GitError } from './errors.js';
import { kindOf } from './file-kind.js';
import { openWorkTree, type Variables, type WorkTree } from './git.js';

/**
 * Reads the index of the work tree that a folder lies in: what would be committed now.
 *
 * @param cwd absolute
 * @param variables the environment, in which a hook finds what git tells it
 * @throws GitError where there is no work tree, or no git
 */
export function readStaged(cwd: string, variables: Variables = process.env): ChangedPart {
  const workTree = openWorkTree(cwd, variables);
  const toAbsolute = (path: string): string => join(workTree.root, path);
  const staged = differencesOf(workTree, ['--cached']);
  const files = staged.filter((each) => isJudged(each, workTree.root)).map(({ path }) => path);
  // To compare all files with the index takes longer than all else; where nothing is staged, nobody asks for it.
  const unstaged = staged.length > 0 ? differencesOf(workTree, []) : [];
  const torn = new Set(staged.filter(({ status }) => status === 'U').map(({ path }) => path));
  const overlay = readIndexed(
    workTree,
    unstaged.filter((each) => isOnlyIndexed(each) && !torn.has(each.path)),
  );
  return {
    root: workTree.root,
    files: files.map(toAbsolute),
    overlay,
    deleted: new Set(staged.filter(isTakenAway).map(({ path }) => toAbsolute(path))),
    before: () => withoutChange(workTree, staged, overlay),
  };
}

/**
 * The texts of the index that the disk does not have.
 *
 * @throws GitError where a partial clone does not have one either: what would be committed cannot be judged
 */
function readIndexed(workTree: WorkTree, differences: readonly Difference[]): ReadonlyMap<string, Uint8Array> {
  const texts = readBlobs(workTree, differences);
  const missing = differences.find(({ path }) => !texts.has(join(workTree.root, path)));
  if (missing) throw new GitError(`this clone does not have the staged text of ${missing.path}; stage the file again`);
  return texts;
}

/** A file in a merge conflict (U) has no staged text; for the marks of the conflict in the one on disk it is skipped. */
function isJudged({ status, path, after }: Difference, root: string): boolean {
  return status === 'U' ? existsSync(join(root, path)) : status !== 'D' && isRegular(after);
}

/** Whether the work tree's change (M, D or T) hides a text of the index; what `git add -N` (A) names has none. */
function isOnlyIndexed({ status, before }: Difference): boolean {
  return ['M', 'D', 'T'].includes(status) && isRegular(before);
}

/** An env file that is taken out of the index usually goes on living beside it, ignored; it stays a source of values. */
function isTakenAway({ status, path }: Difference): boolean {
  return status === 'D' && kindOf(path) !== 'env';
}
