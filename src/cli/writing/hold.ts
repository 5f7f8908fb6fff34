import { WriteError } from '../errors.js';
import { quietly, type FileSystem } from './file-system.js';
import { JournalFile, type Journal } from './journal.js';
import { isAtWork, thisOwner, type Owner } from './owner.js';
import type { Seal } from './seal.js';

/** Other runs write for milliseconds; one that takes longer than this, in milliseconds, is waited for by a person. */
const PATIENCE = 10_000;
const PAUSE = 20;

/** The journal of a root while this run alone may write there, and what an earlier run has left in it. */
export interface Held {
  readonly journal: JournalFile;
  readonly left: Journal;
}

/**
 * Waits until no other run writes below a root, and keeps others from it.
 *
 * Each run that wants to write adds a line to the journal, and the first of them that is alive may. So two runs never
 * both take over the journal of a run that was killed.
 *
 * @param root absolute, links resolved
 * @param seal what shows later runs that the journal is this user's
 * @throws WriteError when another run goes on writing, and where something else has the journal's name, or somebody else
 *   has left a plan in it
 * @throws the error of the operating system
 */
export function hold(files: FileSystem, root: string, seal: Seal): Held {
  const journal = new JournalFile(files, root, seal);
  if (journal.kind() === 'other')
    throw new WriteError(
      `clever-audit needs the name ${journal.path} for its list of unfinished changes, but something else has that name; move it away first. Nothing was written`,
    );
  const self = thisOwner();
  try {
    return waitForTurn(journal, self);
  } catch (error) {
    quietly(() => abandon(journal, self));
    throw error;
  }
}

function waitForTurn(journal: JournalFile, self: Owner): Held {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const left = journal.read();
    const first = left?.owners.find((owner) => isAtWork(owner, self));
    if (first && first.id !== self.id) waitFor(first, journal.root, deadline);
    else if (left?.isForeign) throw new WriteError(`${foreignJournal(journal.path)}; nothing was written`);
    else if (left && first) return { journal, left };
    else journal.add({ owner: self });
  }
}

/** What is said of a journal with the plan of somebody else. */
export function foreignJournal(file: string): string {
  return `${file} lists the changes of an interrupted run, but clever-audit cannot confirm that this run was yours and on this machine, so it does not trust the file. If the file came with the repository, delete it. If the run was on another machine, run clever-audit there`;
}

/** Leaves no journal behind that this run alone has begun. */
function abandon(journal: JournalFile, self: Owner): void {
  const left = journal.read();
  if (left && !left.plan && !left.isForeign && left.owners.every(({ id }) => id === self.id)) journal.remove();
}

function waitFor(other: Owner, root: string, deadline: number): void {
  if (Date.now() > deadline) {
    throw new WriteError(`process ${other.process} on ${other.host} is writing to ${root}; try again after it ends`);
  }
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}
