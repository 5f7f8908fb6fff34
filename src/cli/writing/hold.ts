import { WriteError } from '../errors.js';
import { quietly, type FileSystem } from './file-system.js';
import { JournalFile, type Journal } from './journal.js';
import { isAtWork, thisOwner, type Owner } from './owner.js';

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
 * @throws WriteError when another run goes on writing, and where something else has the journal's name
 * @throws the error of the operating system
 */
export function hold(files: FileSystem, root: string): Held {
  const journal = new JournalFile(files, root);
  if (journal.kind() === 'other')
    throw new WriteError(`${journal.path} is not a journal of clever-audit; nothing was written`);
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
    if (left && first?.id === self.id) return { journal, left };
    if (first) waitFor(first, journal.root, deadline);
    else journal.add({ owner: self });
  }
}

/** Leaves no journal behind that this run alone has begun. */
function abandon(journal: JournalFile, self: Owner): void {
  const left = journal.read();
  if (left && !left.plan && left.owners.every(({ id }) => id === self.id)) journal.remove();
}

function waitFor(other: Owner, root: string, deadline: number): void {
  if (Date.now() > deadline) {
    throw new WriteError(
      `process ${other.process} on ${other.host} is writing in ${root}; try again when it has ended`,
    );
  }
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}
