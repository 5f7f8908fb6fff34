import { closeSync, openSync, readSync } from 'node:fs';
import { kindOf, mayBeScript, type FileKind } from './file-kind.js';
import { OPEN_FLAGS } from './read-regular-file.js';

/** What a script without an extension begins with, to say which program runs it. */
const SHEBANG = '#!';

/**
 * The kind of a file, for which a file without an extension is looked into: it is a text to be searched if it says which
 * program runs it.
 *
 * @param path absolute
 */
export function kindOnDisk(path: string): FileKind | null {
  return kindOf(path) ?? (mayBeScript(path) && beginsAsScript(path) ? 'text' : null);
}

/** A file that cannot be opened is none of which anything is known. */
function beginsAsScript(path: string): boolean {
  try {
    const descriptor = openSync(path, OPEN_FLAGS);
    try {
      const start = Buffer.alloc(SHEBANG.length);
      return readSync(descriptor, start, 0, start.length, 0) === start.length && start.toString('latin1') === SHEBANG;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}
