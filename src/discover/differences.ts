import { join } from 'node:path';
import { GitError } from './errors.js';
import { kindOf, mayBeScript } from './file-kind.js';
import type { WorkTree } from './git.js';
import { LARGEST_FILE } from './read-regular-file.js';

/** How a work tree differs from the disk. All paths are absolute. */
export interface View {
  /** The text of every file that has another one, or none, on disk. */
  readonly overlay: ReadonlyMap<string, Uint8Array>;
  /** Files that are not there, though they may lie on disk. */
  readonly deleted: ReadonlySet<string>;
}

/** A part of a work tree that was changed, and the work tree as it is to be read for it. All paths are absolute. */
export interface ChangedPart extends View {
  /** The top of the work tree. */
  readonly root: string;
  /** Files that were added, changed or renamed, of the kinds that an audit reads. */
  readonly files: readonly string[];
  /**
   * The work tree as it was without the change.
   *
   * @throws GitError when git fails
   */
  before(): EarlierView;
}

/** A work tree as it was. */
export interface EarlierView extends View {
  /** Changed files whose earlier text this clone does not have; they count as if they had not been there. */
  readonly unknown: readonly string[];
}

/** A line of `git diff --raw`. */
export interface Difference {
  readonly path: string;
  readonly status: string;
  /** Mode and blob before the change; for the work tree's changes that is what the index holds. */
  readonly before: IndexedFile;
  readonly after: IndexedFile;
}

/** What git holds of a file at one side of a difference. */
export interface IndexedFile {
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

const DAMAGED_INDEX =
  'The index of this repository is damaged: it lists a file without a name. `git reset` rebuilds it';

/**
 * Asks git what differs, in files that an audit reads.
 *
 * @param options what is compared: nothing for the index and the work tree
 * @throws GitError when git fails
 */
export function differencesOf(workTree: WorkTree, options: readonly string[]): readonly Difference[] {
  const words = [...DIFF, ...options];
  const output = options.includes('--cached') ? workTree.runOnIndex(words) : workTree.run(words);
  const fields = output.toString('utf8').split('\0');
  const differences: Difference[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    differences.push(toDifference(fields[at] ?? '', fields[at + 1] ?? ''));
  }
  if (differences.some(({ path }) => path === '')) throw new GitError(DAMAGED_INDEX);
  return differences.filter(({ path }) => kindOf(path) !== null || mayBeScript(path));
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
export function isRegular({ mode }: IndexedFile): boolean {
  return mode.startsWith('100');
}

/**
 * Reads what files were before a difference.
 *
 * @returns their bytes, by absolute path; a partial clone may not have them all, and nothing is fetched. Of a file that is
 *   too large to be read, as many bytes as make it too large
 * @throws GitError when git fails
 */
export function readBlobs(workTree: WorkTree, differences: readonly Difference[]): ReadonlyMap<string, Uint8Array> {
  const tooLarge = largeBlobsOf(workTree, differences);
  const isTooLarge = ({ before }: Difference): boolean => tooLarge.has(before.blob);
  const read = readWhole(
    workTree,
    differences.filter((each) => !isTooLarge(each)),
  );
  if (tooLarge.size === 0) return read;
  const tooMuch = new Uint8Array(LARGEST_FILE + 1);
  const unread = differences.filter(isTooLarge).map(({ path }) => [join(workTree.root, path), tooMuch] as const);
  return new Map([...read, ...unread]);
}

/** The blobs that are larger than what is read of a file on disk: git packs gigabytes of one line into a few bytes. */
function largeBlobsOf(workTree: WorkTree, differences: readonly Difference[]): ReadonlySet<string> {
  if (differences.length === 0) return new Set();
  const lines = workTree.run(['cat-file', '--batch-check'], inputOf(differences)).toString('latin1').split('\n');
  const facts = lines.map((line) => line.split(' '));
  return new Set(
    facts.flatMap(([blob, type, size]) => (blob && type === 'blob' && Number(size) > LARGEST_FILE ? [blob] : [])),
  );
}

function inputOf(differences: readonly Difference[]): string {
  return differences.map(({ before }) => `${before.blob}\n`).join('');
}

function readWhole(workTree: WorkTree, differences: readonly Difference[]): ReadonlyMap<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  if (differences.length === 0) return contents;
  const answer = workTree.run(['cat-file', '--batch'], inputOf(differences));
  let at = 0;
  for (const { path } of differences) {
    const headEnd = answer.indexOf('\n', at);
    // Of what it does not have, git says in one line that it is missing.
    const [, type, size] = answer.toString('latin1', at, headEnd).split(' ');
    const isThere = type === 'blob';
    const end = isThere ? headEnd + 1 + Number(size) : headEnd;
    if (isThere) contents.set(join(workTree.root, path), answer.subarray(headEnd + 1, end));
    at = end + 1;
  }
  return contents;
}

/**
 * The work tree without a change of it.
 *
 * @param differences the change
 * @param overlay the texts of other files that differ from the disk
 * @throws GitError when git fails
 */
export function withoutChange(
  workTree: WorkTree,
  differences: readonly Difference[],
  overlay: ReadonlyMap<string, Uint8Array> = new Map(),
): EarlierView {
  const toAbsolute = ({ path }: Difference): string => join(workTree.root, path);
  const there = differences.filter(({ before }) => isRegular(before));
  const added = differences.filter(({ before }) => !isRegular(before)).map(toAbsolute);
  const changed = readBlobs(workTree, there);
  const unknown = there.map(toAbsolute).filter((file) => !changed.has(file));
  const deleted = new Set([...added, ...unknown]);
  return { overlay: new Map([...[...overlay].filter(([file]) => !deleted.has(file)), ...changed]), deleted, unknown };
}
