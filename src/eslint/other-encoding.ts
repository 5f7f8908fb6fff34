import { isUtf8 } from 'node:buffer';
import { readRegularFile, unreadReasonOf } from '../discover/read-regular-file.js';
import type { Finding } from '../model/finding.js';

/** What a text that is read as UTF-8 has in place of what is none. */
export const REPLACEMENT = '\uFFFD';

/**
 * The findings in a text that ESLint can offer changes of. ESLint reads and writes all files as UTF-8, so a fix would spoil
 * the letters of a file in another encoding.
 *
 * @param path absolute; the file that the text is of, which need not exist
 */
export function fixableIn(path: string, text: string, findings: readonly Finding[]): readonly Finding[] {
  if (!text.includes(REPLACEMENT) || isUtf8On(path)) return findings;
  return findings.map((finding) => ({ ...finding, fix: null, suggestions: [] }));
}

function isUtf8On(path: string): boolean {
  try {
    return isUtf8(readRegularFile(path));
  } catch (error) {
    unreadReasonOf(error);
    return true; // Nothing is there to be spoiled.
  }
}
