import { join } from 'node:path';
import { differencesOf, isRegular, withoutChange, type ChangedPart } from './differences.js';
import { GitError } from './errors.js';
import { kindOf, mayBeScript } from './file-kind.js';
import { openWorkTree, type Variables, type WorkTree } from './git.js';

/** What a branch usually starts from, where nobody says it. */
const USUAL_BASES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/**
 * What the work tree that a folder lies in has changed since it parted from a branch, committed or not.
 *
 * @param cwd absolute
 * @param base a commit or a branch; null for the main branch
 * @param variables the environment
 * @throws GitError where there is no work tree, no such commit, or no commit that both have
 */
export function readChanged(cwd: string, base: string | null, variables: Variables = process.env): ChangedPart {
  const workTree = openWorkTree(cwd, variables);
  const start = mergeBaseOf(workTree, base ?? usualBaseOf(workTree));
  const tracked = differencesOf(workTree, [start]);
  const untracked = untrackedFiles(workTree).map((path) => join(workTree.root, path));
  const files = tracked.filter(({ status, after }) => status !== 'D' && isRegular(after));
  return {
    root: workTree.root,
    files: [...files.map(({ path }) => join(workTree.root, path)), ...untracked],
    overlay: new Map(),
    deleted: new Set(),
    before() {
      const { deleted, ...earlier } = withoutChange(workTree, tracked);
      return { ...earlier, deleted: new Set([...deleted, ...untracked]) };
    },
  };
}

function usualBaseOf(workTree: WorkTree): string {
  const base = USUAL_BASES.find((name) => commitOf(workTree, name) !== null);
  if (base === undefined)
    throw new GitError(
      `none of ${USUAL_BASES.join(', ')} exists here; name the commit or branch to compare with, as in --changed=develop`,
    );
  return base;
}

function mergeBaseOf(workTree: WorkTree, base: string): string {
  const commit = commitOf(workTree, base);
  if (commit === null) throw new GitError(`Git has no commit '${base}'; if it is a path, put it before --changed`);
  const common = askOrNull(workTree, ['merge-base', commit, 'HEAD']);
  if (common === null) {
    throw new GitError(`HEAD and '${base}' have no commit in common here; fetch their history (fetch-depth: 0)`);
  }
  return common;
}

function commitOf(workTree: WorkTree, name: string): string | null {
  return askOrNull(workTree, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
}

/** Null where git says no. */
function askOrNull(workTree: WorkTree, words: readonly string[]): string | null {
  try {
    return workTree.run(words).toString('utf8').trim() || null;
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

function untrackedFiles(workTree: WorkTree): readonly string[] {
  const listed = workTree.run(['ls-files', '-z', '--others', '--exclude-standard']).toString('utf8');
  return listed.split('\0').filter((path) => path !== '' && (kindOf(path) !== null || mayBeScript(path)));
}
