import { createHash } from 'node:crypto';
import path from 'node:path';

import { codeOf, isRegularFile, readWhole, removeIfThere, withOpen, type FileSystem } from './file-system.js';
import type { Entry, Plan } from './journal.js';

/** A file of a plan with its two temporary files, all absolute and in one folder. */
export interface Swap extends Entry {
  readonly target: string;
  /** Holds the new text until it takes the place of the target. */
  readonly staged: string;
  /** Another name of the old file, for as long as the change may have to be taken back. */
  readonly kept: string;
}

/** What owner and mode the new file gets. */
export interface Ownership {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Somebody else has written to a file since it was read. */
export class EditedError extends Error {
  constructor(target: string) {
    super(`${target} was edited`);
  }
}

/** File systems without a second name for a file. */
const UNLINKABLE = new Set(['EPERM', 'EACCES', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EXDEV']);

/**
 * Names the files of a plan.
 *
 * @param root absolute, links resolved
 */
export function swapsOf(root: string, { id, entries }: Plan): readonly Swap[] {
  return entries.map((entry, index) => {
    const target = path.join(root, ...entry.target.split('/'));
    // In the same folder, because a file cannot be moved in one step between file systems.
    const temporary = path.join(path.dirname(target), `.clever-audit-${id}-${index}`);
    return { ...entry, target, staged: `${temporary}.new`, kept: `${temporary}.old` };
  });
}

/** The SHA-256 of bytes, as hexadecimal digits. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Writes a temporary file, and waits until it is on the disk.
 *
 * @throws the error of the operating system
 */
export function writeBeside(files: FileSystem, file: string, content: Buffer, ownership: Ownership): void {
  withOpen(files, file, 'wx', (descriptor) => {
    files.writeFileSync(descriptor, content);
    // Only root can give a file away, and only root's files would end up with another owner.
    if (process.geteuid?.() === 0) files.fchownSync(descriptor, ownership.uid, ownership.gid);
    files.fchmodSync(descriptor, ownership.mode);
    files.fsyncSync(descriptor);
  });
}

/**
 * Puts the new file in the place of the old one, in one step, and keeps the old one under its other name.
 *
 * An edit can come in until the last moment. What the old file holds is therefore looked at again after it was replaced.
 *
 * @throws EditedError when the old file is not the one that was read; the caller takes the swap back
 * @throws the error of the operating system
 */
export function replace(files: FileSystem, { target, staged, kept, before }: Swap): void {
  removeIfThere(files, kept);
  keep(files, target, kept);
  const holdsOld = (file: string): boolean => hashOf(readWhole(files, file)) === before;
  const isOneFile = (): boolean => files.lstatSync(kept).ino === files.lstatSync(target).ino;
  if (!holdsOld(kept) || !(isOneFile() || holdsOld(target))) throw new EditedError(target);
  files.renameSync(staged, target);
  if (!holdsOld(kept)) throw new EditedError(target);
}

/** A second name costs nothing and shows later edits; where there is none, a copy does for taking the swap back. */
function keep(files: FileSystem, target: string, kept: string): void {
  try {
    files.linkSync(target, kept);
  } catch (error) {
    if (!UNLINKABLE.has(codeOf(error))) throw error;
    const { mode, uid, gid } = files.lstatSync(target);
    writeBeside(files, kept, readWhole(files, target), { mode, uid, gid });
  }
}

/**
 * How far a swap has come: `new` when it is made, `old` when it can be made, `edited` when somebody wrote to the file
 * before it was, and `lost` when the new text is gone and the file is as it was.
 */
export type SwapState = 'old' | 'new' | 'edited' | 'lost';

/**
 * Looks at a swap that a run has left behind.
 *
 * @throws the error of the operating system
 */
export function stateOf(files: FileSystem, { target, staged, before, after }: Swap): SwapState {
  const hash = isRegularFile(files, target) ? hashOf(readWhole(files, target)) : null;
  const isStaged = isRegularFile(files, staged) && hashOf(readWhole(files, staged)) === after;
  if (hash === after) return 'new';
  if (hash === before) return isStaged ? 'old' : 'lost';
  return isStaged ? 'edited' : 'new';
}

/** Whether a swap can be taken back without loss: it was not made, or what it made is still untouched. */
export function canTakeBack(files: FileSystem, swap: Swap): boolean {
  if (stateOf(files, swap) !== 'new') return true;
  return isRegularFile(files, swap.kept) && hashOf(readWhole(files, swap.target)) === swap.after;
}

/**
 * Puts the old file back where the new one stands. What was written to the old one meanwhile comes back with it.
 *
 * @throws the error of the operating system
 */
export function takeBack(files: FileSystem, swap: Swap): void {
  if (stateOf(files, swap) === 'new' && canTakeBack(files, swap)) files.renameSync(swap.kept, swap.target);
}

/**
 * Removes the temporary files.
 *
 * @throws the error of the operating system
 */
export function clear(files: FileSystem, { staged, kept }: Swap): void {
  removeIfThere(files, staged);
  removeIfThere(files, kept);
}
