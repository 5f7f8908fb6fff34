import path from 'node:path';

import { toProjectPath } from '../../discover/project-path.js';
import { codeOf, quietly, syncFolders, toReason, type FileSystem } from './file-system.js';
import type { Decision, Journal, JournalFile, Plan } from './journal.js';
import {
  canTakeBack,
  clear,
  EditedError,
  replace,
  stateOf,
  swapsOf,
  takeBack,
  writeBeside,
  type Ownership,
  type Swap,
} from './swap.js';

/** A new text that waits to be written. */
export interface NewText {
  readonly content: Buffer;
  readonly ownership: Ownership;
}

/** Why a change was not made. */
export interface Failure {
  /** Absolute; null where it was the journal that could not be written. */
  readonly target: string | null;
  readonly reason: string;
  /** Whether what is left of the change could not be removed; the next run sees to that. */
  readonly isLeftOver: boolean;
}

/**
 * Writes all files of a change, or none. The journal is held by the caller.
 *
 * The order makes every ending safe: the plan is on the disk before the first temporary file is made, all new texts are
 * before the decision is, and the decision is before the first file is replaced.
 *
 * @param texts the new texts, in the order of the plan's entries
 * @returns null when all is written; what of it is left over then is removed by the next run
 */
export function writePlan(
  files: FileSystem,
  journal: JournalFile,
  plan: Plan,
  texts: readonly NewText[],
): Failure | null {
  const swaps = swapsOf(journal.root, plan);
  let current: Swap | null = null;
  try {
    journal.add({ plan });
    syncFolders(files, [journal.root]);
    for (const [index, { content, ownership }] of texts.entries()) {
      current = swaps[index] ?? null;
      if (current) writeBeside(files, current.staged, content, ownership);
    }
    current = null;
    syncFolders(files, foldersOf(swaps));
    journal.add({ decision: 'forward' });
    for (const swap of swaps) {
      current = swap;
      replace(files, swap);
    }
  } catch (error) {
    const reason = error instanceof EditedError ? EDITED : toReason(error);
    return { target: current?.target ?? null, reason, isLeftOver: !isUndone(files, journal, swaps) };
  }
  // All is written. What cannot be cleared now is cleared by the next run.
  quietly(() => end(files, journal, swaps));
  return null;
}

/** Why a file is not written over. */
export const EDITED = 'it has changed since it was read';

function isUndone(files: FileSystem, journal: JournalFile, swaps: readonly Swap[]): boolean {
  // Without room for the decision, the files say by themselves that the change was taken back.
  quietly(() => journal.add({ decision: 'back' }));
  return quietly(() => {
    for (const swap of swaps) takeBack(files, swap);
    end(files, journal, swaps);
  });
}

/** What became of a change that an earlier run has left behind. */
export interface Settled {
  /**
   * `mixed`: its files were edited since, so that it could be neither finished nor taken back; they are left alone. `gone`:
   * so are they where none of their folders is there.
   */
  readonly outcome: 'nothing' | 'finished' | 'taken back' | 'mixed' | 'gone';
  /** Relative to the root. */
  readonly targets: readonly string[];
}

/**
 * Finishes a change that an earlier run has left behind, or takes it back. The journal is held by the caller.
 *
 * @throws the error of the operating system; the journal then stays
 */
export function settle(files: FileSystem, journal: JournalFile, { plan, decision }: Journal): Settled {
  const planned = plan ? swapsOf(journal.root, plan) : [];
  const swaps = planned.filter((swap) => isWithoutLinks(files, swap));
  const outcome = decision === null ? 'nothing' : direct(files, journal, swaps, decision);
  end(files, journal, swaps);
  const named = outcome === 'gone' ? planned : swaps;
  return { outcome, targets: named.map(({ target }) => toProjectPath(journal.root, target) ?? target) };
}

function direct(
  files: FileSystem,
  journal: JournalFile,
  swaps: readonly Swap[],
  decision: Decision,
): Settled['outcome'] {
  if (swaps.length === 0) return 'gone';
  if (decision === 'forward' && isFinished(files, swaps)) return 'finished';
  if (!swaps.every((swap) => canTakeBack(files, swap))) return 'mixed';
  journal.add({ decision: 'back' });
  for (const swap of swaps) takeBack(files, swap);
  return 'taken back';
}

/** Finishes a change if every file of it is as it was left. */
function isFinished(files: FileSystem, swaps: readonly Swap[]): boolean {
  const states = swaps.map((swap) => stateOf(files, swap));
  if (states.some((state) => state === 'edited' || state === 'lost')) return false;
  try {
    for (const [index, swap] of swaps.entries()) if (states[index] === 'old') replace(files, swap);
    return true;
  } catch (error) {
    if (error instanceof EditedError) return false;
    throw error;
  }
}

/** A link may have been put where a folder was, to lead the writing out of the root. */
function isWithoutLinks(files: FileSystem, { target }: Swap): boolean {
  const folder = path.dirname(target);
  try {
    return files.realpathSync(folder) === folder;
  } catch (error) {
    // The folder is gone, and the file with it.
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error))) return false;
    throw error;
  }
}

/** Removes what is only there while a change is made; the journal goes last, since it names the rest. */
function end(files: FileSystem, journal: JournalFile, swaps: readonly Swap[]): void {
  syncFolders(files, foldersOf(swaps));
  for (const swap of swaps) clear(files, swap);
  journal.remove();
}

function foldersOf(swaps: readonly Swap[]): readonly string[] {
  return swaps.map(({ target }) => path.dirname(target));
}
