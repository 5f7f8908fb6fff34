import { join } from 'node:path';
import { kindOf } from './file-kind.js';
import { openWorkTree, type Variables, type WorkTree } from './git.js';

/** What would be committed now. All paths are absolute. */
export interface Staged {
  /** The top of the work tree. */
  readonly root: string;
  /** Files that the index adds, changes or renames, of the kinds that an audit reads. */
  readonly files: readonly string[];
  /** The index's text of every tracked file that has another one, or none, on disk. */
  readonly overlay: ReadonlyMap<string, Uint8Array>;
  /** Files that the commit takes away, though they may still lie on disk. */
  readonly deleted: ReadonlySet<string>;
}

/** A line of `git diff --raw`. */
interface Difference {
  readonly path: string;
  readonly status: string;
  /** Mode and blob before the change; for the work tree's changes that is what the index holds. */
  readonly before: IndexedFile;
  readonly after: IndexedFile;
}

interface IndexedFile {
  readonly mode: string;
  readonly blob: string;
}

/** Independent of what the user's configuration says of diffs; a rename is told as a file gone and a file come. */
const DIFF = [
  'diff',
  '--raw',
  '-z',
  '--no-abbrev',
  '--no-renames',
  '--no-relative',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules',
];

/**
 * Reads the index of the work tree that a folder lies in.
 *
 * @param cwd absolute
 * @param variables the environment, in which a hook finds what git tells it
 * @throws GitError where there is no work tree, or no git
 */
export function readStaged(cwd: string, variables: Variables = process.env): Staged {
  const workTree = openWorkTree(cwd, variables);
  const toAbsolute = (path: string): string => join(workTree.root, path);
  const staged = differencesOf(workTree, ['--cached']);
  const unstaged = differencesOf(workTree, []);
  const files = staged.filter(({ status, after }) => status !== 'D' && isRegular(after)).map(({ path }) => path);
  return {
    root: workTree.root,
    files: files.map(toAbsolute),
    overlay: readBlobs(workTree, unstaged.filter(isOnlyIndexed)),
    deleted: new Set(staged.filter(isTakenAway).map(({ path }) => toAbsolute(path))),
  };
}

function differencesOf(workTree: WorkTree, options: readonly string[]): readonly Difference[] {
  const fields = workTree
    .run([...DIFF, ...options])
    .toString('utf8')
    .split('\0');
  const differences: Difference[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    differences.push(toDifference(fields[at] ?? '', fields[at + 1] ?? ''));
  }
  return differences.filter(({ path }) => kindOf(path) !== null);
}

function toDifference(facts: string, path: string): Difference {
  const [beforeMode = '', afterMode = '', beforeBlob = '', afterBlob = '', status = ''] = facts.slice(1).split(' ');
  return {
    path,
    status,
    before: { mode: beforeMode, blob: beforeBlob },
    after: { mode: afterMode, blob: afterBlob },
  };
}

/** Neither a link, whose blob is a path, nor a submodule. */
function isRegular({ mode }: IndexedFile): boolean {
  return mode.startsWith('100');
}

/** Whether the work tree's change (M, D or T) hides a text of the index; `git add -N` (A) and conflicts (U) have none. */
function isOnlyIndexed({ status, before }: Difference): boolean {
  return ['M', 'D', 'T'].includes(status) && isRegular(before);
}

/** An env file that is taken out of the index usually goes on living beside it, ignored; it stays a source of values. */
function isTakenAway({ status, path }: Difference): boolean {
  return status === 'D' && kindOf(path) !== 'env';
}

function readBlobs(workTree: WorkTree, differences: readonly Difference[]): ReadonlyMap<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  if (differences.length === 0) return contents;
  const wanted = differences.map(({ before }) => `${before.blob}\n`).join('');
  const answer = workTree.run(['cat-file', '--batch'], wanted);
  let at = 0;
  for (const { path, before } of differences) {
    const headEnd = answer.indexOf('\n', at);
    const [, type, size] = answer.toString('latin1', at, headEnd).split(' ');
    if (type !== 'blob') throw new Error(`Git has no text for ${path} (${before.blob})`);
    const end = headEnd + 1 + Number(size);
    contents.set(join(workTree.root, path), answer.subarray(headEnd + 1, end));
    at = end + 1;
  }
  return contents;
}
