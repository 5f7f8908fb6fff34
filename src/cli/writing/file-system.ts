import fs, { constants } from 'node:fs';
import { getSystemErrorMap } from 'node:util';

/** The calls of the file system that writing is made of. A test hands in its own, which fails or ends the process at one. */
export type FileSystem = Pick<
  typeof fs,
  | 'closeSync'
  | 'fchmodSync'
  | 'fchownSync'
  | 'fsyncSync'
  | 'linkSync'
  | 'lstatSync'
  | 'openSync'
  | 'readFileSync'
  | 'realpathSync'
  | 'renameSync'
  | 'unlinkSync'
  | 'writeFileSync'
>;

/** The file system of the machine. */
export const machineFiles: FileSystem = fs;

/** A folder that cannot be opened or synced: Windows, and file systems that keep no order of their own. */
const UNSYNCABLE = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF']);

/**
 * Opens a file, hands it over, and closes it whatever happens.
 *
 * @param flags as `fs.openSync` takes them
 * @returns what the action answers
 * @throws the error of the operating system
 */
export function withOpen<Result>(
  files: FileSystem,
  file: string,
  flags: number | string,
  action: (descriptor: number) => Result,
): Result {
  const descriptor = files.openSync(file, flags, 0o600);
  try {
    return action(descriptor);
  } finally {
    files.closeSync(descriptor);
  }
}

/**
 * Reads a file through no link.
 *
 * @throws the error of the operating system
 */
export function readWhole(files: FileSystem, file: string): Buffer {
  return withOpen(files, file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0), (descriptor) =>
    files.readFileSync(descriptor),
  );
}

/**
 * Makes the names in folders survive a power cut, where the machine can do that.
 *
 * @param folders absolute
 */
export function syncFolders(files: FileSystem, folders: Iterable<string>): void {
  for (const folder of new Set(folders)) {
    try {
      withOpen(files, folder, 'r', (descriptor) => files.fsyncSync(descriptor));
    } catch (error) {
      if (!UNSYNCABLE.has(codeOf(error))) throw error;
    }
  }
}

/** Removes a file; one that is gone is fine. */
export function removeIfThere(files: FileSystem, file: string): void {
  try {
    files.unlinkSync(file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** Whether a regular file stands at a path. A link is none. */
export function isRegularFile(files: FileSystem, file: string): boolean {
  return files.lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The operating system's name of an error, such as `ENOENT`; empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Does what the disk may refuse; answers whether it did. */
export function quietly(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    toReason(error);
    return false;
  }
}

/** The operating system's words for what went wrong; any other error is a bug and goes on as it is. */
export function toReason(error: unknown): string {
  if (!(error instanceof Error) || !('errno' in error) || typeof error.errno !== 'number') throw error;
  return getSystemErrorMap().get(error.errno)?.[1] ?? error.message;
}
