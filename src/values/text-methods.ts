import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from './evaluation.js';
import { argumentTexts, argumentValues } from './arguments.js';
import {
  charactersOf,
  concatenate,
  knownText,
  placedValues,
  shortened,
  slicePieces,
  type CallSite,
  type Piece,
  type Placed,
  type ValueOf,
  type Values,
} from './value.js';
import { compilePattern, isCheap, writtenPattern } from './written-patterns.js';

type Text = ValueOf<'text'>;

/** What a method of a text answers; null where the arguments decide and are not known. */
export type TextMethod = (receiver: Text, site: CallSite, evaluation: Evaluation) => Values | null;

/** Methods of strings. Those that cut or change letters only work on pieces whose letters are known. */
export const TEXT_METHODS: Readonly<Record<string, TextMethod>> = {
  concat: (receiver, site, evaluation) => concatenate([[receiver.pieces], ...argumentTexts(site, evaluation)]),
  toString: (receiver: Text) => [receiver],
  toJSON: (receiver) => [receiver],
  valueOf: (receiver: Text) => [receiver],
  normalize: (receiver) => [receiver],
  trim: (receiver) => [trimmed(receiver, true, true)],
  trimStart: (receiver) => [trimmed(receiver, true, false)],
  trimEnd: (receiver) => [trimmed(receiver, false, true)],
  toLowerCase: (receiver) => [mapped(receiver, (text) => text.toLowerCase())],
  toUpperCase: (receiver) => [mapped(receiver, (text) => text.toUpperCase())],
  replace: (receiver, site, evaluation) => replaced(receiver, site, evaluation, false),
  replaceAll: (receiver, site, evaluation) => replaced(receiver, site, evaluation, true),
  slice: (receiver, site, evaluation) => sliced(receiver, site, evaluation),
  substring: (receiver, site, evaluation) => sliced(receiver, site, evaluation),
  split,
};

function mapped(value: Text, change: (text: string) => string): Text {
  return {
    kind: 'text',
    pieces: value.pieces.map((piece) => (piece.hole ? piece : rewritten(piece, change(piece.text)))),
  };
}

function rewritten(piece: Piece, text: string): Piece {
  return text === piece.text ? piece : { ...piece, text, verbatim: false };
}

function trimmed(value: Text, start: boolean, end: boolean): Text {
  const text = charactersOf(value.pieces);
  const from = start ? text.length - text.trimStart().length : 0;
  const to = end ? text.trimEnd().length : text.length;
  return { kind: 'text', pieces: slicePieces(value.pieces, from, Math.max(from, to)) };
}

function sliced(receiver: Text, site: CallSite, evaluation: Evaluation): Values | null {
  const bounds = argumentValues(site, evaluation).map(([value]) => Number((value && knownText(value)) ?? 'unknown'));
  const isKnown = bounds.every((bound) => Number.isInteger(bound)) && !receiver.pieces.some((piece) => piece.hole);
  if (!isKnown) return null;
  const { length } = charactersOf(receiver.pieces);
  const [from = 0, to = length] = bounds;
  const at = (index: number) => (index < 0 ? Math.max(length + index, 0) : Math.min(index, length));
  return [{ kind: 'text', pieces: slicePieces(receiver.pieces, at(from), at(to)) }];
}

/** `'a/b'.split('/')`, with the holes left whole. */
function split(receiver: Text, site: CallSite, evaluation: Evaluation): Values | null {
  const [separators] = argumentValues(site, evaluation);
  const separator = separators?.[0] ? knownText(separators[0]) : null;
  const node = site.node as ts.Expression;
  if (!separator) return null;
  const elements: Placed[] = [];
  const text = textWithoutHoles(receiver.pieces);
  let from = 0;
  for (let to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
    elements.push(placedValues(node, [{ kind: 'text', pieces: slicePieces(receiver.pieces, from, to) }]));
    from = to + separator.length;
  }
  elements.push(placedValues(node, [{ kind: 'text', pieces: slicePieces(receiver.pieces, from, text.length) }]));
  return [{ kind: 'array', elements }];
}

/** `.replace('a', 'b')` and `.replace(/\/+$/, '')`; with a pattern that is not written out, the text stays as it is. */
function replaced(receiver: Text, site: CallSite, evaluation: Evaluation, all: boolean): Values | null {
  const [search] = site.arguments;
  const [searched, replacements] = argumentValues(site, evaluation);
  if (!search || !searched || !replacements) return [receiver];
  const pattern = patternOf(search.node, searched, all);
  if (!pattern) return [receiver];
  if (!isCheap(pattern, textWithoutHoles(receiver.pieces))) return null;
  const texts = replacements.some((value) => value.kind === 'function')
    ? replacements.flatMap((value) => evaluation.invoke(value, { ...site, arguments: [] }, false))
    : replacements;
  const given = argumentTexts(
    { ...site, arguments: [placedValues(site.arguments[1]?.node ?? search.node, texts)] },
    evaluation,
  );
  return (given[0] ?? []).map((pieces) => ({ kind: 'text', pieces: substitute(receiver.pieces, pattern, pieces) }));
}

function patternOf(node: ts.Expression, values: Values, all: boolean): RegExp | null {
  if (tsc.isRegularExpressionLiteral(node)) return writtenPattern(node);
  const text = values[0] ? knownText(values[0]) : null;
  return text ? compilePattern(text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`), all ? 'g' : '') : null;
}

/**
 * A text in which what a pattern matches first is replaced.
 *
 * @param pattern a regular expression as a program writes it in a text; the text stays as it is where it may take too long
 */
export function substitutedText(
  pieces: readonly Piece[],
  pattern: string,
  replacement: readonly Piece[],
): readonly Piece[] {
  const compiled = compilePattern(pattern, '');
  const isTried = compiled !== null && isCheap(compiled, textWithoutHoles(pieces));
  return isTried ? substitute(pieces, compiled, replacement) : pieces;
}

function substitute(pieces: readonly Piece[], pattern: RegExp, replacement: readonly Piece[]): readonly Piece[] {
  const text = textWithoutHoles(pieces);
  const matches = pattern.global ? [...text.matchAll(pattern)] : [pattern.exec(text)].filter((match) => match !== null);
  const result: Piece[] = [];
  let offset = 0;
  for (const match of matches) {
    result.push(...slicePieces(pieces, offset, match.index), ...replacement);
    offset = match.index + match[0].length;
  }
  return shortened([...result, ...slicePieces(pieces, offset, text.length)]);
}

/** The text with something in the place of each hole that no pattern looks for. */
function textWithoutHoles(pieces: readonly Piece[]): string {
  return pieces.map(({ hole, text }) => (hole ? '\uFFFC'.repeat(text.length) : text)).join('');
}
