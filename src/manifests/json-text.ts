import { createRequire } from 'node:module';
import type { Node, ParseError } from 'jsonc-parser';
import type { Place } from './installation.js';

/** A JSON text and where its keys stand. */
export interface JsonText {
  readonly value: unknown;
  /** Where a key is written, without its quotes; the start of the text for one that is not there. */
  placeOfKey(path: readonly string[]): Place;
}

/**
 * Reads a JSON text.
 *
 * @throws SyntaxError for a text that is not JSON
 */
export function parseJsonText(text: string): JsonText {
  // Loaded here, because few projects have a package that is looked for.
  const jsonc = createRequire(import.meta.url)('jsonc-parser') as typeof import('jsonc-parser');
  const errors: ParseError[] = [];
  const root = jsonc.parseTree(text, errors, { allowTrailingComma: true });
  if (root === undefined || errors.length > 0) throw new SyntaxError('not valid JSON');
  return { value: jsonc.getNodeValue(root), placeOfKey };

  function placeOfKey(path: readonly string[]): Place {
    const key = jsonc.findNodeAtLocation(root as Node, [...path])?.parent?.children?.[0];
    return key === undefined ? { start: 0, end: 0 } : { start: key.offset + 1, end: key.offset + key.length - 1 };
  }
}
