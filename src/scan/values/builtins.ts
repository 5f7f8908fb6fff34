import type { ts } from 'ts-morph';
import { spanOf } from '../program.js';
import type { Evaluation } from './evaluation.js';
import { asTexts } from './literals.js';
import { spreadOut } from './objects.js';
import {
  charactersOf,
  concatenate,
  impliedText,
  knownText,
  slicePieces,
  toPieces,
  type CallSite,
  type Piece,
  type Value,
  type Values,
} from './value.js';

/** What a method of a text or of an array answers, given what it is called on. */
type Method = (receiver: Value, site: CallSite, evaluation: Evaluation) => Values;

/** What a function of the language or of Node's library answers. */
type Builtin = (site: CallSite, evaluation: Evaluation) => Values;

/** Methods of strings. Those that cut or change letters only work on pieces whose letters are known. */
const TEXT_METHODS: Readonly<Record<string, Method>> = {
  concat: (receiver, site, evaluation) => concatenate([[piecesOf(receiver, site)], ...argumentTexts(site, evaluation)]),
  toString: unchanged,
  valueOf: unchanged,
  normalize: unchanged,
  trim: (receiver) => [trimmed(receiver, true, true)],
  trimStart: (receiver) => [trimmed(receiver, true, false)],
  trimEnd: (receiver) => [trimmed(receiver, false, true)],
  toLowerCase: (receiver) => [mapped(receiver, (text) => text.toLowerCase())],
  toUpperCase: (receiver) => [mapped(receiver, (text) => text.toUpperCase())],
  replace: (receiver, site, evaluation) => replaced(receiver, site, evaluation, false),
  replaceAll: (receiver, site, evaluation) => replaced(receiver, site, evaluation, true),
  slice: (receiver, site, evaluation) => sliced(receiver, site, evaluation),
  substring: (receiver, site, evaluation) => sliced(receiver, site, evaluation),
};

/** Methods of arrays that keep their texts. */
const ARRAY_METHODS: Readonly<Record<string, Method>> = {
  join: (receiver, site, evaluation) => joined(receiver, site, evaluation),
  filter: unchanged,
  concat: (receiver, site, evaluation) => appended(receiver, site, evaluation),
};

/** Functions that can be named without a receiver whose value matters. */
const FUNCTIONS: Readonly<Record<string, Builtin>> = {
  String: firstArgument,
  encodeURI: firstArgument,
  encodeURIComponent: firstArgument,
  decodeURI: firstArgument,
  decodeURIComponent: firstArgument,
  URL: (site, evaluation) => resolvedUrl(site, evaluation, 1, 0),
  'Object.freeze': firstArgument,
  'Object.seal': firstArgument,
  'Object.assign': (site, evaluation) => [merged(site, evaluation)],
  'Promise.resolve': firstArgument,
  'url.URL': (site, evaluation) => resolvedUrl(site, evaluation, 1, 0),
  'url.resolve': (site, evaluation) => resolvedUrl(site, evaluation, 0, 1),
  'url.format': firstArgument,
  'url.parse': firstArgument,
  'path.join': joinedPath,
  'path.posix.join': joinedPath,
};

/** Members of a `URL`, which is kept as its text. */
const URL_MEMBERS: ReadonlySet<string> = new Set(['href']);

/**
 * What a method of a text or an array answers.
 *
 * @returns null if the value has no such method, or one that nobody needs for a URL
 */
export function callMethod(receiver: Value, name: string, site: CallSite, evaluation: Evaluation): Values | null {
  const methods = receiver.kind === 'text' ? TEXT_METHODS : receiver.kind === 'array' ? ARRAY_METHODS : null;
  if (!methods || !Object.hasOwn(methods, name)) return null;
  return methods[name]?.(receiver, site, evaluation) ?? null;
}

/**
 * What a function of the language or of Node answers.
 *
 * @param name dotted, modules without their `node:`
 * @returns null for any other function
 */
export function callBuiltin(name: string, site: CallSite, evaluation: Evaluation): Values | null {
  if (!Object.hasOwn(FUNCTIONS, name)) return null;
  return FUNCTIONS[name]?.(site, evaluation) ?? null;
}

/** What a property of a text answers: `url.href`. */
export function textMember(value: Value, name: string): Values {
  return URL_MEMBERS.has(name) ? [value] : [];
}

/** A reference to a path from a base, as browsers and `new URL` resolve it. */
export function resolvePieces(base: readonly Piece[], path: readonly Piece[]): readonly Piece[] {
  const text = charactersOf(path);
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) || base.length === 0) return path;
  const origin = /^([a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(charactersOf(base))?.[0] ?? '';
  if (text.startsWith('/')) return [...slicePieces(base, 0, origin.length), ...path];
  const whole = charactersOf(base).replace(/[?#].*$/, '');
  const folder = Math.max(whole.lastIndexOf('/') + 1, origin.length);
  const separator = folder === origin.length && text ? impliedText('/').pieces : [];
  return [...slicePieces(base, 0, folder), ...separator, ...path];
}

function unchanged(receiver: Value): Values {
  return [receiver];
}

function firstArgument(site: CallSite, evaluation: Evaluation): Values {
  const [first] = spreadOut(site.arguments, evaluation);
  return first ? evaluation.evaluate(first.node, first.context) : [];
}

function argumentTexts(site: CallSite, evaluation: Evaluation): readonly (readonly (readonly Piece[])[])[] {
  return spreadOut(site.arguments, evaluation).map(({ node, context }) =>
    asTexts(node, evaluation.evaluate(node, context)),
  );
}

function piecesOf(value: Value, site: CallSite): readonly Piece[] {
  const node = site.node as ts.Node;
  return toPieces(value, 'value', spanOf(node));
}

function resolvedUrl(site: CallSite, evaluation: Evaluation, base: number, path: number): Values {
  const texts = argumentTexts(site, evaluation);
  const paths = texts[path] ?? [];
  const bases = texts[base] ?? [[]];
  return paths.flatMap((to) => bases.map((from): Value => ({ kind: 'text', pieces: resolvePieces(from, to) })));
}

function merged(site: CallSite, evaluation: Evaluation): Value {
  const parts = spreadOut(site.arguments, evaluation).flatMap(({ node, context }) =>
    evaluation.evaluate(node, context),
  );
  return { kind: 'merge', parts };
}

/** `path.join` puts one slash between its parts; that is the only use of it on a URL's path. */
function joinedPath(site: CallSite, evaluation: Evaluation): Values {
  const parts = argumentTexts(site, evaluation);
  return concatenate(
    parts.flatMap((part, index) => (index === 0 ? [part] : [[[...impliedText('/').pieces]], part])),
  ).map(collapseSlashes);
}

function collapseSlashes(value: Value): Value {
  if (value.kind !== 'text') return value;
  const pieces: Piece[] = [];
  for (const piece of value.pieces) {
    const before = pieces.map((each) => each.text).join('');
    const doubled = before.endsWith('/') && piece.text.startsWith('/');
    pieces.push(...slicePieces([piece], doubled ? 1 : 0, piece.text.length));
  }
  return { kind: 'text', pieces };
}

function joined(receiver: Value, site: CallSite, evaluation: Evaluation): Values {
  if (receiver.kind !== 'array') return [receiver];
  const separators = argumentTexts(site, evaluation)[0] ?? [impliedText(',').pieces];
  const parts = spreadOut(receiver.elements, evaluation).map(({ node, context }) =>
    asTexts(node, evaluation.evaluate(node, context)),
  );
  return concatenate(parts.flatMap((part, index) => (index === 0 ? [part] : [separators, part])));
}

function appended(receiver: Value, site: CallSite, evaluation: Evaluation): Values {
  if (receiver.kind !== 'array') return [receiver];
  const more = spreadOut(site.arguments, evaluation).flatMap((each) => {
    const [value] = evaluation.evaluate(each.node, each.context);
    return value?.kind === 'array' ? value.elements : [each];
  });
  return [{ kind: 'array', elements: [...receiver.elements, ...more] }];
}

function mapped(value: Value, change: (text: string) => string): Value {
  if (value.kind !== 'text') return value;
  return {
    kind: 'text',
    pieces: value.pieces.map((piece) => (piece.hole ? piece : rewritten(piece, change(piece.text)))),
  };
}

function rewritten(piece: Piece, text: string): Piece {
  return text === piece.text ? piece : { ...piece, text, verbatim: false };
}

function trimmed(value: Value, start: boolean, end: boolean): Value {
  if (value.kind !== 'text') return value;
  const text = charactersOf(value.pieces);
  const from = start ? text.length - text.trimStart().length : 0;
  const to = end ? text.trimEnd().length : text.length;
  return { kind: 'text', pieces: slicePieces(value.pieces, from, Math.max(from, to)) };
}

function sliced(receiver: Value, site: CallSite, evaluation: Evaluation): Values {
  const [from, to] = argumentTexts(site, evaluation).map((texts) => Number(charactersOf(texts[0] ?? [])));
  if (
    receiver.kind !== 'text' ||
    from === undefined ||
    !Number.isInteger(from) ||
    (to !== undefined && !Number.isInteger(to))
  )
    return [receiver];
  const { length } = charactersOf(receiver.pieces);
  const at = (index: number) => (index < 0 ? Math.max(length + index, 0) : Math.min(index, length));
  return [{ kind: 'text', pieces: slicePieces(receiver.pieces, at(from), at(to ?? length)) }];
}

/** `.replace('a', 'b')` and `.replace(/\/+$/, '')`; with anything that is not written out, the text stays as it is. */
function replaced(receiver: Value, site: CallSite, evaluation: Evaluation, all: boolean): Values {
  const [search, replacement] = spreadOut(site.arguments, evaluation);
  if (receiver.kind !== 'text' || !search || !replacement) return [receiver];
  const pattern = patternOf(search.node, evaluation.evaluate(search.node, search.context), all);
  if (!pattern) return [receiver];
  return evaluation.evaluate(replacement.node, replacement.context).map((value) => {
    if (value.kind !== 'text') return receiver;
    return { kind: 'text', pieces: substitute(receiver.pieces, pattern, value.pieces) };
  });
}

function patternOf(node: ts.Expression, values: Values, all: boolean): RegExp | null {
  const written = /^\/(.+)\/([a-z]*)$/s.exec(node.getText());
  if (written) return compile(written[1] ?? '', written[2] ?? '');
  const text = values[0] ? knownText(values[0]) : null;
  return text ? compile(text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`), all ? 'g' : '') : null;
}

/** A pattern of the user's code may be one that this Node does not know. */
function compile(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function substitute(pieces: readonly Piece[], pattern: RegExp, replacement: readonly Piece[]): readonly Piece[] {
  const text = charactersOf(pieces);
  const matches = pattern.global ? [...text.matchAll(pattern)] : [pattern.exec(text)].filter((match) => match !== null);
  const result: Piece[] = [];
  let offset = 0;
  for (const match of matches) {
    result.push(...slicePieces(pieces, offset, match.index), ...replacement);
    offset = match.index + match[0].length;
  }
  return [...result, ...slicePieces(pieces, offset, text.length)];
}
