import { toOneLine } from '../model/one-line.js';

/**
 * A text on one line, cut where it gets too long for a sentence.
 *
 * @param longest how many characters are left of it
 */
export function shorten(text: string, longest = 50): string {
  const line = toOneLine(text).replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
