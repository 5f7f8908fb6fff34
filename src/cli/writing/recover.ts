import { count } from '../../reporters/summary.js';
import { WriteError } from '../errors.js';
import { settle, type Settled } from './change.js';
import { toReason, type FileSystem } from './file-system.js';
import { foreignJournal, hold, type Held } from './hold.js';
import { JournalFile } from './journal.js';
import { findSeal } from './seal.js';
import { uninterrupted } from './signals.js';

/**
 * Finishes or takes back what a run of this user on this machine has left of its change when it was killed. A journal of
 * anybody else is not touched: the run may be one that only reads.
 *
 * @param folder absolute; the root of the run that was killed
 * @returns a line that says so; none where nothing was left
 * @throws WriteError when another run is writing there, and when the disk does not let the change be settled
 */
export function recover(files: FileSystem, folder: string): readonly string[] {
  try {
    const root = files.realpathSync(folder);
    const seal = findSeal(root);
    const journal = new JournalFile(files, root, seal);
    const left = journal.read();
    if (left?.isForeign) return [foreignJournal(journal.path)];
    if (!left?.isOwn || !seal) return [];
    return uninterrupted(() => settleHeld(files, hold(files, root, seal)));
  } catch (error) {
    if (error instanceof WriteError) throw error;
    throw new WriteError(
      `an earlier run was stopped while it wrote in ${folder}, and what it left cannot be settled: ${toReason(error)}`,
    );
  }
}

/**
 * Settles what an earlier run has left in a journal that is held, and ends the journal.
 *
 * @returns a line that says so; none where nothing was left
 * @throws the error of the operating system
 */
export function settleHeld(files: FileSystem, { journal, left }: Held): readonly string[] {
  return toLines(settle(files, journal, left), journal.root);
}

function toLines({ outcome, targets }: Settled, root: string): readonly string[] {
  if (targets.length === 0) return [];
  const stopped = `An earlier run was stopped while it wrote ${count(targets.length, 'file')} in ${root}`;
  const names = targets.join(', ');
  const lines: Readonly<Record<Settled['outcome'], string>> = {
    nothing: `${stopped}. It had not changed any of them, and its temporary files have been removed`,
    finished: `${stopped}. Its change is now complete: ${names}`,
    'taken back': `${stopped}. Its change has been undone: ${names}`,
    mixed: `${stopped}. They were edited since, so some are new and some are old; look at ${names}`,
    gone: `${stopped}. Nothing could be done, because the folders are gone: ${names}`,
  };
  return [lines[outcome]];
}
