import type { Span } from '../model/spans.js';
import type { Piece } from '../values/value.js';
import { addressesByName, type Holder } from './address-names.js';
import { continued } from './continued.js';
import { HOLE, piecesOf, type FoundUrl } from './find-urls.js';

/** A version alone in its quotes: `'v1.1'`, `"/v2.0/"`, `'1.2'`. */
const VERSION = /(?<=["'`])\/?v?[123]\.\d\/?(?=["'`])/gi;
/** Characters of a path, or of what stands before one; what is filled in is apart. */
const CHARACTER = String.raw`[\w.:/?=&-]`;
/** A text with a place that something is filled into: `"/#{VERSION}/me"`, `"/%s/students"`. */
const WITH_PLACE = new RegExp(
  String.raw`(?<=["'\x60])${CHARACTER}{0,200}(?:${HOLE})(?:${HOLE}|${CHARACTER}){0,200}`,
  'g',
);
/** What adds one text to another: `+`, `.`, `<>`, `&`. */
const ADDING = String.raw`\s{0,9}(?:[+&]|\.{1,2}|<>)\s{0,9}`;
/** What a name belongs to: `self.`, `Clever::`, `$this->`, `@`. */
const OWNERS = String.raw`(?:[\w$@]{1,60}(?:\.|::|->)){0,5}[$@]{0,2}`;
const OWNERS_BEHIND = new RegExp(`${OWNERS}$`);
/** What is put into the places of a text, behind it: `" % (A, B)`, `".format(A)`, `", A, B)`. */
const ARGUMENTS = /^["'`]\s{0,99}(?:,|\.format\(|%)\s{0,99}\(?([^()"'`]{1,300})/;
/** An argument that is no more than a name, or a name that is given one: `self.VERSION`, `v=VERSION`. */
const NAME = /^(?:(\w+)\s*=\s*)?(?:[\w$@]+(?:\.|::|->))*[$@]*([A-Za-z_]\w*)$/;
/** A hole that is no more than a name: `#{VERSION}`, `{self.VERSION}`, `$version`. */
const NAMED_HOLE = /^[$#\\]?[{(]{0,2}\s*(?:[\w$@]+(?:\.|::|->))*[$@]*([A-Za-z_]\w*)\s*[})]{0,2}$/;
/** A path that begins with a version. */
const VERSIONED = /^\/?v[123]\.\d(?=[/?]|$)/i;
/** What an address is joined with in front of a name: `BASE + `. */
const FRONT = new RegExp(String.raw`(${OWNERS})([A-Za-z_]\w*)${ADDING}$`);
/** As far is looked back from a name for what it is joined with. */
const LONGEST_FRONT = 200;

/** A path whose version is a constant of the file. */
export interface FilledText extends FoundUrl {
  /** What stands in front of it, if that is seen. */
  readonly holder: Holder | null;
}

/** What a file puts into texts out of its own constants. */
export interface Constants {
  /** A text with the constants in their places. */
  fill<Found extends FoundUrl>(found: Found): Found;
  /** The paths that get their version from a constant, in no order. */
  readonly paths: readonly FilledText[];
}

/**
 * The versions that a file gives to a name once, and the texts that it puts them into.
 *
 * @param text the text of the file without its comments
 */
export function constantsOf(file: string, text: string): Constants {
  const written = [...text.matchAll(VERSION)].map(({ 0: version, index }) => {
    const span = { file, start: index, end: index + version.length };
    return { span, pieces: piecesOf(version, span, false) };
  });
  const named = addressesByName(written, text);
  const fill = <Found extends FoundUrl>(found: Found): Found => filled(found, named, text);
  if (named.size === 0) return { fill: (found) => found, paths: [] };
  const texts = [...withPlaces(file, text), ...added(file, text, [...named.keys()])].map(fill);
  return { fill, paths: [...texts.flatMap(pathIn), ...begunBy(file, text, named)] };
}

/** Texts with places, as they are written. */
function withPlaces(file: string, text: string): readonly FoundUrl[] {
  return [...text.matchAll(WITH_PLACE)].flatMap(({ 0: content, index }) => {
    const span = { file, start: index, end: index + content.length };
    return isQuote(text.charAt(span.end)) ? [continued({ span, pieces: piecesOf(content, span, false) }, text)] : [];
  });
}

function isQuote(sign: string): boolean {
  return /["'`]/.test(sign);
}

/** Texts that a constant is added to: `"/" + VERSION + "/me"`. */
function added(file: string, text: string, names: readonly string[]): readonly FoundUrl[] {
  const pattern = new RegExp(String.raw`\/v?(?=["'\x60]${ADDING}${OWNERS}(?:${names.join('|')})\b)`, 'gi');
  return [...text.matchAll(pattern)].map(({ 0: last, index }) => {
    const end = index + last.length;
    const content = /[^"'`\n]*$/.exec(text.slice(Math.max(0, end - LONGEST_FRONT), end))?.[0] ?? '';
    const span = { file, start: end - content.length, end };
    return continued({ span, pieces: piecesOf(content, span, false) }, text);
  });
}

/** Texts that are added to a constant: `VERSION + "/students"`. */
function begunBy(file: string, text: string, named: ReadonlyMap<string, FoundUrl>): readonly FilledText[] {
  const pattern = new RegExp(String.raw`\b(${[...named.keys()].join('|')})(?=${ADDING}[fbru]{0,2}["'\x60]\/?\w)`, 'g');
  return [...text.matchAll(pattern)].flatMap(({ 0: name, index }): readonly FilledText[] => {
    const span = { file, start: index, end: index + name.length };
    const constant = named.get(name);
    const before = text.slice(Math.max(0, index - LONGEST_FRONT), index).replace(OWNERS_BEHIND, '');
    // What a text of its own stands before is found by that text.
    if (!constant || /["'`]\s*(?:[+&]|\.{1,2}|<>)\s*$/.test(before)) return [];
    // The name has no quote behind it, as `continued` looks for.
    const rest = continuedName(span, text);
    return pathIn({ span, pieces: [...putIn(constant), ...rest] }).map((path) => ({
      ...path,
      holder: path.holder ?? frontOf(before, index),
    }));
  });
}

/** What a program puts behind a name. */
function continuedName({ file, end }: Span, text: string): readonly Piece[] {
  const start = text.slice(end, end + LONGEST_FRONT).search(/["'`]/) + end + 1;
  const content = /^[^"'`\n]*/.exec(text.slice(start, start + LONGEST_FRONT))?.[0] ?? '';
  const span = { file, start, end: start + content.length };
  return continued({ span, pieces: piecesOf(content, span, false) }, text).pieces;
}

function frontOf(before: string, index: number): Holder | null {
  const match = FRONT.exec(before);
  if (!match) return null;
  const [whole, owners = '', name = ''] = match;
  return { name, names: owners + name, from: index - whole.length };
}

/** The path of Clever's API that a text is, or that stands behind what is filled in at its start. */
function pathIn({ span, pieces }: FoundUrl): readonly FilledText[] {
  const [first] = pieces;
  const rest = first?.hole ? pieces.slice(1) : pieces;
  const path = rest.map(({ text }) => text).join('');
  if (!VERSIONED.test(path) || (first?.hole && !path.startsWith('/'))) return [];
  // Where the version stands in the text itself, it is found by that.
  if (rest.find(({ text }) => /\d/.test(text))?.verbatim !== false) return [];
  const name = first?.hole ? first.text.replace(/[{}]/g, '') : null;
  const holder = name === null ? null : { name: lastOf(name), names: name, from: span.start };
  return [{ span, pieces: rest, holder }];
}

function filled<Found extends FoundUrl>(found: Found, named: ReadonlyMap<string, FoundUrl>, text: string): Found {
  if (!found.pieces.some(({ hole }) => hole)) return found;
  const given = argumentsBehind(found.span, text);
  let place = 0;
  const pieces = found.pieces.flatMap((piece): readonly Piece[] => {
    if (!piece.hole || !piece.span) return [piece];
    const written = text.slice(piece.span.start, piece.span.end);
    const name = nameIn(written, given, place);
    if (/^(?:%|\{\}$)/.test(written)) place += 1;
    const constant = named.get(lastOf(name ?? ''));
    if (constant) return putIn(constant);
    return [name === null ? piece : { ...piece, text: `{${name}}` }];
  });
  return { ...found, pieces };
}

/** A constant where it is put into a text: who changes it changes all of those texts. */
function putIn({ pieces }: FoundUrl): readonly Piece[] {
  return pieces.map((piece) => ({ ...piece, verbatim: false }));
}

/** What is put behind a text, in order. */
function argumentsBehind({ end }: Span, text: string): readonly string[] {
  const list = ARGUMENTS.exec(text.slice(end, end + 2 * LONGEST_FRONT))?.[1] ?? '';
  return list.split(',').map((each) => each.trim());
}

/** The name of what a hole is filled with; null where it is no name. */
function nameIn(written: string, given: readonly string[], place: number): string | null {
  const number = /^(?:%[sdv@]|\{\})$/.test(written) ? place : /^\{(\d)\}$/.exec(written)?.[1];
  if (number !== undefined) return NAME.exec(given[Number(number)] ?? '')?.[2] ?? null;
  const own = NAMED_HOLE.exec(written)?.[1] ?? null;
  const keyword = given.map((each) => NAME.exec(each)).find((match) => match?.[1] !== undefined && match[1] === own);
  return keyword?.[2] ?? own;
}

function lastOf(names: string): string {
  return /[A-Za-z_]\w*$/.exec(names)?.[0] ?? '';
}
