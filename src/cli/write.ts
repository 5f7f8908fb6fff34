import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { appendAll } from '../model/append.js';
import { JOURNAL_NAME } from '../discover/journal-name.js';
import type { FileChange } from '../run/fix.js';
import { WriteError } from './errors.js';
import { EDITED, writePlan, type Failure, type NewText } from './writing/change.js';
import { machineFiles, withOpen, type FileSystem } from './writing/file-system.js';
import { hold } from './writing/hold.js';
import type { Entry, JournalFile } from './writing/journal.js';
import { settleHeld } from './writing/recover.js';
import { makeSeal } from './writing/seal.js';
import { uninterrupted } from './writing/signals.js';
import { hashOf } from './writing/swap.js';
import { attempt, refusal, targetIn } from './writing/target.js';

/** A file that is about to be replaced. */
interface Replacement extends NewText {
  /** As messages name it. */
  readonly file: string;
  readonly entry: Entry;
}

/**
 * Writes all changes, or none, also when the process is killed: the next run then finishes the change or takes it back.
 * Each file is replaced in one step, so that nobody ever sees half of it; its mode and byte-order mark stay, and a link
 * inside the root is followed.
 *
 * @param root the absolute folder that the files are relative to and that nothing outside of is written
 * @param changes the texts before and after
 * @returns lines about changes that an earlier run has left behind, which are settled first
 * @throws WriteError when a file cannot be written or has changed since it was read; nothing is written then
 */
export function writeChanges(
  root: string,
  changes: readonly FileChange[],
  files: FileSystem = machineFiles,
): readonly string[] {
  if (changes.length === 0) return [];
  const realRoot = attempt(root, () => files.realpathSync(root));
  const replacements = withoutTwins(
    changes.map((change) => attempt(change.file, () => prepare(files, root, realRoot, change))),
  );
  return uninterrupted(() => {
    const { journal, lines } = attempt(JOURNAL_NAME, () => holdSettled(files, realRoot));
    const plan = { id: randomUUID(), entries: replacements.map(({ entry }) => entry) };
    const failure = writePlan(files, journal, plan, replacements);
    if (failure) throw toWriteError(failure, realRoot, replacements);
    return lines;
  });
}

/** Holds the journal, with nothing in it that an earlier run has left. */
function holdSettled(files: FileSystem, root: string): { readonly journal: JournalFile; readonly lines: string[] } {
  const lines: string[] = [];
  const seal = makeSeal(root);
  for (;;) {
    const held = hold(files, root, seal);
    if (!held.left.plan) return { journal: held.journal, lines };
    appendAll(lines, settleHeld(files, held));
  }
}

function prepare(files: FileSystem, root: string, realRoot: string, change: FileChange): Replacement {
  const { file, before, after, byteOrderMark } = change;
  const absolute = files.realpathSync(path.resolve(root, file));
  const target = targetIn(root, realRoot, file, absolute);
  const ownership = files.lstatSync(absolute);
  if (!ownership.isFile()) throw refusal(file, 'it is not a regular file');
  const mark = byteOrderMark ? '\uFEFF' : '';
  const [old, content] = [Buffer.from(mark + before), Buffer.from(mark + after)];
  if (!readWritable(files, absolute).equals(old)) throw refusal(file, EDITED);
  return { file, entry: { target, before: hashOf(old), after: hashOf(content) }, content, ownership };
}

/** Replacing a file asks its folder for leave, not the file; a file that is locked is meant to stay as it is. */
function readWritable(files: FileSystem, target: string): Buffer {
  return withOpen(files, target, 'r+', (descriptor) => files.readFileSync(descriptor));
}

/** Two names of one file are one file; with two texts, the second would silently undo the first. */
function withoutTwins(replacements: readonly Replacement[]): readonly Replacement[] {
  const seen = new Map<string, Replacement>();
  for (const replacement of replacements) {
    const { target, after } = replacement.entry;
    const twin = seen.get(target);
    if (twin && twin.entry.after !== after) throw refusal(replacement.file, `it is the same as ${twin.file}`);
    seen.set(target, twin ?? replacement);
  }
  return [...seen.values()];
}

function toWriteError(failure: Failure, realRoot: string, replacements: readonly Replacement[]): WriteError {
  const { target, reason, isLeftOver } = failure;
  const isIt = ({ entry }: Replacement): boolean => path.join(realRoot, entry.target) === target;
  const file = replacements.find(isIt)?.file ?? JOURNAL_NAME;
  if (!isLeftOver) return refusal(file, reason);
  return new WriteError(`cannot write ${file}: ${reason}; the next run finishes or undoes the change`);
}
