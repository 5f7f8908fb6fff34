import { constants } from 'node:buffer';
import path from 'node:path';
import { readRegularFile, unreadReasonOf } from '../discover/read-regular-file.js';
import { KnownError } from '../discover/errors.js';

/**
 * Reads a file that the user names. A pipe or a device could last for ever, so it is refused.
 *
 * @param cwd absolute; what the file's path is relative to
 * @param called what the message calls it
 * @throws KnownError for a file that cannot be read
 */
export function readNamedFile(file: string, cwd: string, called = file): Buffer {
  try {
    return readRegularFile(path.resolve(cwd, file), constants.MAX_STRING_LENGTH);
  } catch (error) {
    throw new KnownError(`${called} cannot be read: ${unreadReasonOf(error)}`);
  }
}
