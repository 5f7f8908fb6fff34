import path from 'node:path';

import { toProjectPath } from '../../discover/project-path.js';
import { WriteError } from '../errors.js';
import { toReason, type FileSystem } from './file-system.js';
import { isSafeTarget } from './journal.js';

/**
 * Refuses to write to a file that the project names, and that a link leads out of it or into git's own data. The file,
 * and folders on its way, need not be there yet.
 *
 * @param root absolute
 * @param file as messages name it, relative to the root
 * @throws WriteError that says where it leads
 */
export function refuseOutside(files: FileSystem, root: string, file: string): void {
  attempt(file, () => {
    targetIn(root, files.realpathSync(root), file, realPathOf(files, path.resolve(root, file)));
  });
}

/**
 * Where a file lies in the root.
 *
 * @param root absolute, as messages name it
 * @param realRoot with all links resolved
 * @param file as messages name it
 * @param absolute the path of the file with all links resolved
 * @returns its path from the root, with forward slashes
 * @throws WriteError where it may not be written
 */
export function targetIn(root: string, realRoot: string, file: string, absolute: string): string {
  const target = toProjectPath(realRoot, absolute);
  if (target === null) throw refusal(file, `it leads out of ${root}`);
  if (!isSafeTarget(target)) throw refusal(file, 'it is not a file of the project');
  return target;
}

/**
 * A path with the links resolved of what is there of it.
 *
 * @throws the error of the operating system
 */
export function realPathOf(files: FileSystem, absolute: string): string {
  if (files.lstatSync(absolute, { throwIfNoEntry: false })) return files.realpathSync(absolute);
  return path.join(realPathOf(files, path.dirname(absolute)), path.basename(absolute));
}

/**
 * Does something on the way to a file.
 *
 * @throws WriteError that says what the operating system said
 */
export function attempt<Result>(file: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof WriteError) throw error;
    throw refusal(file, toReason(error));
  }
}

/** Why a file is not written, and with it all others of its change. */
export function refusal(file: string, reason: string): WriteError {
  return new WriteError(`cannot write ${file}: ${reason}; nothing was written`);
}
