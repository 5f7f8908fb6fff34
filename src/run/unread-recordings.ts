import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { kindOf } from '../discover/file-kind.js';
import { OPEN_FLAGS } from '../discover/read-regular-file.js';
import { errorCode, type SkippedFile } from '../discover/skipped-file.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { isOfStandIns } from '../model/test-files.js';
import { isData } from '../scan/data-addresses.js';

/** As much of a file that is too large to be understood is still looked through for the words of an address, in bytes. */
const MOST_LOOKED_THROUGH = 256 * 1024 * 1024;

const PIECE = 1024 * 1024;

/** How the paths of old addresses begin, which a recording may hold without their host. */
const OLD_PATHS = ['/me', '/v1.', '/v2.'];

/**
 * The files that were not read and may hold what answers tests in the place of Clever: mocks, and recordings of requests.
 *
 * @param root absolute
 * @param skipped what was not read
 * @param isHeld whether the text of a file is known all the same, and so is searched
 */
export function unreadRecordings(
  root: string,
  skipped: readonly SkippedFile[],
  isHeld: (file: string) => boolean,
  { hosts }: Vocabulary,
): readonly string[] {
  const words = [...new Set(['clever', ...OLD_PATHS, ...hosts])];
  const files = [...new Set(skipped.map(({ file }) => file))];
  return files.filter((file) => isOfRecordings(file) && !isHeld(file) && mayHold(join(root, file), words));
}

/** Data may be a recording wherever they lie; of code and folders, their names say that they stand in for a server. */
function isOfRecordings(file: string): boolean {
  return (isData(file) && kindOf(file) !== null) || isOfStandIns(file) || isOfStandIns(`${file}/`);
}

/** Whether a file may hold one of some words; what cannot be looked through may. */
function mayHold(path: string, words: readonly string[]): boolean {
  try {
    const descriptor = openSync(path, OPEN_FLAGS);
    try {
      const status = fstatSync(descriptor);
      return !status.isFile() || status.size > MOST_LOOKED_THROUGH || holdsOneOf(descriptor, words);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return true;
  }
}

/** Goes through the bytes piece by piece; a word of UTF-16 has a zero behind each letter, or before it. */
function holdsOneOf(descriptor: number, words: readonly string[]): boolean {
  const overlap = 2 * Math.max(...words.map(({ length }) => length));
  const piece = Buffer.allocUnsafe(PIECE);
  let tail = '';
  for (let at = 0; at < MOST_LOOKED_THROUGH;) {
    const count = readSync(descriptor, piece, 0, PIECE, at);
    if (count === 0) return false;
    const text = (tail + piece.toString('latin1', 0, count)).replaceAll('\0', '').replaceAll('\\/', '/').toLowerCase();
    if (words.some((word) => text.includes(word))) return true;
    tail = text.slice(-overlap);
    at += count;
  }
  return true;
}
