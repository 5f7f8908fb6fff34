import type { Node, ParseError } from 'jsonc-parser';
import { KnownError } from '../discover/errors.js';
import { loadJsonParser } from '../model/jsonc.js';
import type { ContentPath, Refuse } from './content.js';

/** The parser calls itself for each level; what the schema allows has fewer than ten. */
const MAXIMUM_LEVELS = 100;

/** A JSON file with comments, and where each of its values stands. */
export interface ParsedFile {
  /** The value of the whole text, or of the key that was asked for. */
  readonly value: unknown;
  /** The error that a value is wrong, with its place. */
  readonly refuse: Refuse;
  /** The error that a key is wrong, with the place of the key. */
  readonly refuseKey: Refuse;
}

/**
 * Reads a text as JSON in which comments and trailing commas are allowed.
 *
 * @param file for messages
 * @param key the key whose value is meant; null for all of it
 * @throws KnownError with the place of the first thing that is not JSON
 */
export function parseFile(file: string, text: string, key: string | null): ParsedFile {
  const jsonc = loadJsonParser();
  const tooDeep = placeTooDeep(text, jsonc);
  if (tooDeep !== null) throw refuseAt(tooDeep, `this is nested deeper than ${MAXIMUM_LEVELS} levels`);
  const errors: ParseError[] = [];
  const tree = jsonc.parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    const found = text.slice(error.offset, error.offset + error.length);
    throw refuseAt(error.offset, `this is not JSON: ${spellError(jsonc.printParseErrorCode(error.error), found)}`);
  }
  const start = key === null ? [] : [key];
  const root = tree && jsonc.findNodeAtLocation(tree, start);
  return {
    value: root && jsonc.getNodeValue(root),
    refuse: (path, reason) => refuseAt(nodeAt(path)?.offset ?? 0, reason),
    // The node of a member begins with its key.
    refuseKey: (path, reason) => refuseAt((nodeAt(path)?.parent ?? nodeAt(path))?.offset ?? 0, reason),
  };

  function nodeAt(path: ContentPath): Node | undefined {
    return tree && jsonc.findNodeAtLocation(tree, [...start, ...path]);
  }

  function refuseAt(offset: number, reason: string): KnownError {
    const before = text.slice(0, offset).split(/\r\n|\r|\n/);
    return new KnownError(`${file}:${before.length}:${(before.at(-1) ?? '').length + 1}: ${reason}`);
  }
}

/** Where brackets are open for more levels than the parser can follow; null where none are. */
function placeTooDeep(text: string, jsonc: typeof import('jsonc-parser')): number | null {
  const scanner = jsonc.createScanner(text, true);
  let level = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const at = scanner.getTokenOffset();
    if (text[at] === '{' || text[at] === '[') level += 1;
    if (text[at] === '}' || text[at] === ']') level -= 1;
    if (level > MAXIMUM_LEVELS) return at;
  }
  return null;
}

/** More of what was found says no more. */
const SHOWN_CHARACTERS = 40;

/** `CloseBraceExpected` as words, with what stands in the place. */
function spellError(code: string, found: string): string {
  const shown = found.length > SHOWN_CHARACTERS ? `${found.slice(0, SHOWN_CHARACTERS)}…` : found;
  if (code === 'InvalidSymbol') return `${shown} is not in double quotes`;
  const words = code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return code.endsWith('Expected') ? `${words}, but found ${shown || 'the end of the file'}` : words;
}
