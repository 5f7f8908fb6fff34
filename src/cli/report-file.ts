import {
  accessSync,
  appendFileSync,
  constants,
  lstatSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { WriteError } from './errors.js';
import { machineFiles, quietly, removeIfThere, withOpen, type FileSystem } from './writing/file-system.js';
import { isLeftBehind, temporaryNameOf, thisOwner, type Owner } from './writing/owner.js';
import { uninterrupted } from './writing/signals.js';
import { writeBeside, type Ownership } from './writing/swap.js';

/**
 * Writes a report to a file, in the place of what is there: the whole report, or nothing where the disk is full. A signal
 * waits until it is written, and what a run that was killed has left beside it is removed.
 *
 * @param file absolute
 * @throws WriteError when it cannot be written
 */
export function writeReport(file: string, text: string, files: FileSystem = machineFiles): void {
  attempt(file, () => {
    const status = statSync(file, { throwIfNoEntry: false });
    if (status) accessSync(file, constants.W_OK);
    if (status && !status.isFile()) writeInto(file, text);
    else uninterrupted(() => swapIn(files, status ? realpathSync(file) : file, text, status ?? newOwnership()));
  });
}

/**
 * Adds a report to the end of a file.
 *
 * @param file absolute
 * @throws WriteError when it cannot be written
 */
export function appendReport(file: string, text: string): void {
  attempt(file, () => appendFileSync(file, text));
}

function swapIn(files: FileSystem, file: string, text: string, ownership: Ownership): void {
  const folder = path.dirname(file);
  const self = thisOwner();
  const staged = path.join(folder, temporaryNameOf(self));
  quietly(() => removeLeftBehind(folder, self));
  try {
    writeBeside(files, staged, Buffer.from(text), ownership);
    files.renameSync(staged, file);
  } catch (error) {
    quietly(() => removeIfThere(files, staged));
    throw error;
  }
}

function removeLeftBehind(folder: string, self: Owner): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const status = name.startsWith('.clever-audit-') ? lstatSync(file, { throwIfNoEntry: false }) : undefined;
    if (status?.isFile() && isLeftBehind(name, status.mtimeMs, self)) removeIfThere(machineFiles, file);
  }
}

/** Writes to a pipe or a device. A pipe that nobody reads is refused at once, where it would be waited for. */
function writeInto(file: string, text: string): void {
  const flags = constants.O_WRONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
  withOpen(machineFiles, file, flags, () => writeFileSync(file, text));
}

function newOwnership(): Ownership {
  return { mode: 0o666 & ~process.umask(), uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
}

function attempt(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WriteError(`the report could not be written to ${file}: ${reason}`, { cause: error });
  }
}
