import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { errorCode, reasonOf } from './skipped-file.js';

/** The most bytes that are read of a file. */
export const LARGEST_FILE = 5 * 1024 * 1024;

/** A pipe would wait for a writer, and a terminal could become ours. Windows knows neither flag. */
export const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** A file that is there and is not read for what it is; the message says why. */
export class UnfitFile extends Error {}

/** Where a file lies, and why it was not read. */
export type OnUnread = (absolutePath: string, reason: string) => void;

/**
 * Reads a file of a bounded size. Pipes, devices, sockets and folders are refused without waiting for any of them, and a
 * file that is larger than it says is not read on.
 *
 * @param path absolute; links are followed
 * @param largest the most bytes to read
 * @throws UnfitFile for what is no regular file, or too large; Error of the file system for what cannot be opened
 */
export function readRegularFile(path: string, largest = LARGEST_FILE): Buffer {
  const descriptor = openSync(path, OPEN_FLAGS);
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new UnfitFile('not a regular file');
    if (status.size > largest) throw tooLarge(largest);
    return readBounded(descriptor, status.size, largest);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Reads a file into a buffer, without asking first what it is and how large. What is no regular file any more is refused
 * without waiting, or is read as far as the buffer goes.
 *
 * @param path absolute; links are followed
 * @param start where in the buffer the text is to begin
 * @returns where the text ends; null where it does not fit with a byte to spare
 * @throws Error of the file system for what cannot be opened, and for folders
 */
export function readInto(path: string, buffer: Buffer, start: number): number | null {
  if (start >= buffer.length) return null;
  const descriptor = openSync(path, OPEN_FLAGS);
  try {
    for (let end = start; end < buffer.length;) {
      const count = readSync(descriptor, buffer, end, buffer.length - end, null);
      if (count === 0) return end;
      end += count;
    }
    return null;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Reads a text that need not be there, such as an ignore file.
 *
 * @param path absolute
 * @param onUnread is told of a file that is there and cannot be read
 * @returns the text without its byte-order mark; null where there is none
 */
export function readTextIfThere(path: string, onUnread: OnUnread): string | null {
  try {
    return readRegularFile(path)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') onUnread(path, unreadReasonOf(error));
    return null;
  }
}

/**
 * Says why a file was not read.
 *
 * @param error what reading it threw
 * @param file its name, as it was listed
 * @throws the same error when neither the file nor the file system is its reason
 */
export function unreadReasonOf(error: unknown, file = ''): string {
  return error instanceof UnfitFile ? error.message : reasonOf(error, file);
}

/** A file can grow while it is read, and those of `/proc` say that they are empty. */
function readBounded(descriptor: number, expected: number, largest: number): Buffer {
  let buffer = Buffer.allocUnsafe(expected + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    length += count;
    if (count === 0 || length === expected) return buffer.subarray(0, length);
    if (length > largest) throw tooLarge(largest);
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(2 * length, largest) + 1);
  }
}

function tooLarge(largest: number): UnfitFile {
  return new UnfitFile(`larger than ${Math.floor(largest / 1024 / 1024)} MB`);
}
