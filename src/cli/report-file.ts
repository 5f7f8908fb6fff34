import { appendFileSync, writeFileSync } from 'node:fs';

import { WriteError } from './errors.js';

/**
 * Writes a report to a file, in the place of what is there.
 *
 * @param file absolute
 * @throws WriteError when it cannot be written
 */
export function writeReport(file: string, text: string): void {
  attempt(file, () => writeFileSync(file, text));
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

function attempt(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WriteError(`the report could not be written to ${file}: ${reason}`, { cause: error });
  }
}
