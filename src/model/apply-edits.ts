import MagicString from 'magic-string';
import type { Edit } from './spans.js';

/**
 * Makes edits in a text. What several edits insert at one place comes in their order, and before what replaces the text there.
 *
 * @param text the text, or a part of a file
 * @param edits edits that do not overlap
 * @param offset where in the file the text begins
 */
export function applyEdits(text: string, edits: readonly Edit[], offset = 0): string {
  const magic = new MagicString(text);
  for (const { start, end, text: replacement } of edits) {
    if (start === end) magic.appendLeft(start - offset, replacement);
    else magic.update(start - offset, end - offset, replacement);
  }
  return magic.toString();
}
