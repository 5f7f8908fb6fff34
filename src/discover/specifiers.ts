import type { Place } from './haystack.js';

/** Ends of `from`, `import` and `require`; a search for them is quick because they begin with letters that are rare. */
export const KEYWORD_ENDS = ['from', 'mport', 'quire'] as const;

/** What stands before those ends. */
const KEYWORD_BEGINNINGS: Readonly<Record<KeywordEnd, string>> = { from: '', mport: 'i', quire: 're' };
const RESOLVE = '.resolve';

/** One of the ends. */
export type KeywordEnd = (typeof KEYWORD_ENDS)[number];

const [TAB, LINE_FEED, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [SLASH, STAR, OPENING, CLOSING, DOLLAR, BRACE, PLUS] = [0x2f, 0x2a, 0x28, 0x29, 0x24, 0x7b, 0x2b];
const [BRACKET, COMMA] = [0x5b, 0x2c];
const [DOUBLE_QUOTE, QUOTE, BACKTICK] = [0x22, 0x27, 0x60];

/**
 * The module specifier that follows a keyword: `from 'x'`, `import 'x'`, `import('x')`, `require.resolve('x')`, with the
 * comments that bundlers read in front of the name.
 *
 * Nothing is parsed: a specifier in a comment or a string counts too. That does no harm, since what is looked for is
 * where something may come from, and the program's own imports decide later.
 *
 * @param place where the end of a keyword was found
 * @returns null where none follows
 */
export function specifierAt(place: Place, keyword: KeywordEnd): string | null {
  if (!isKeywordAt(place, keyword)) return null;
  const { bytes, at, end } = place;
  let open = at + keyword.length;
  if (keyword === 'quire' && standsAt(bytes, open, RESOLVE)) open += RESOLVE.length;
  open = behindSpace(bytes, open, end);
  if (bytes[open] === OPENING && keyword !== 'from') open += 1;
  return quotedAt(bytes, behindComments(bytes, open, end), end);
}

/**
 * What a module specifier that is computed begins with: `./lib/` of ``import(`./lib/${name}`)`` and of
 * `require('./lib/' + name)`; nothing for `import(file)`.
 *
 * @param place where the end of a keyword was found
 * @returns null where no specifier is computed
 */
export function computedSpecifierAt(place: Place, keyword: KeywordEnd): string | null {
  if (keyword === 'from' || !isKeywordAt(place, keyword)) return null;
  const { bytes, at, end } = place;
  const opening = behindSpace(bytes, at + keyword.length, end);
  if (bytes[opening] !== OPENING) return null;
  const open = behindComments(bytes, opening + 1, end);
  const quote = bytes[open];
  if (quote === CLOSING) return null;
  if (!isQuote(quote)) return '';
  for (let close = open + 1; close < end && bytes[close] !== LINE_FEED; close += 1) {
    const isHole = quote === BACKTICK && bytes[close] === DOLLAR && bytes[close + 1] === BRACE;
    const isClosed = bytes[close] === quote;
    if (isClosed && bytes[behindSpace(bytes, close + 1, end)] !== PLUS) return null;
    if (isHole || isClosed) return bytes.toString('utf8', open + 1, close);
  }
  return null;
}

/**
 * The texts that a call begins with: one of `glob('./a/*.js')`, two of `glob(['./a/*.js', './b/*.js'])`.
 *
 * @param place where the name of what is called was found
 */
export function textsAt({ bytes, at, end }: Place, name: string): readonly string[] {
  const texts: string[] = [];
  const opening = bytes.indexOf(OPENING, at + name.length);
  let open = opening === -1 ? end : behindComments(bytes, opening + 1, end);
  while (open < end) {
    const text = quotedAt(bytes, open, end);
    if (text !== null) texts.push(text);
    else if (bytes[open] !== BRACKET && bytes[open] !== COMMA) break;
    open = behindComments(bytes, open + (text === null ? 1 : Buffer.byteLength(text) + 2), end);
  }
  return texts;
}

/** Whether the whole keyword, of which the end was found, stands there as a word of its own. */
function isKeywordAt({ bytes, at }: Place, keyword: KeywordEnd): boolean {
  const beginning = KEYWORD_BEGINNINGS[keyword];
  const start = at - beginning.length;
  return start >= 0 && !isLetter(bytes[start - 1]) && standsAt(bytes, start, beginning);
}

function quotedAt(bytes: Buffer, open: number, end: number): string | null {
  const quote = bytes[open];
  if (open >= end || !isQuote(quote)) return null;
  for (let close = open + 1; close < end; close += 1) {
    const byte = bytes[close];
    if (byte === quote) return bytes.toString('utf8', open + 1, close);
    const isOther = isQuote(byte) || byte === LINE_FEED || byte === RETURN || (byte === DOLLAR && quote === BACKTICK);
    if (isOther) return null;
  }
  return null;
}

function behindComments(bytes: Buffer, from: number, end: number): number {
  let at = behindSpace(bytes, from, end);
  while (bytes[at] === SLASH && at < end) {
    const isBlock = bytes[at + 1] === STAR;
    if (!isBlock && bytes[at + 1] !== SLASH) return at;
    const close = bytes.indexOf(isBlock ? '*/' : '\n', at + 2);
    if (close === -1) return end;
    at = behindSpace(bytes, close + (isBlock ? 2 : 1), end);
  }
  return at;
}

function behindSpace(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(bytes[at])) at += 1;
  return at;
}

/** What is no ASCII may be a space too. */
function isSpace(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return byte === SPACE || (byte >= TAB && byte <= RETURN) || byte >= 0x80;
}

function isQuote(byte: number | undefined): boolean {
  return byte === QUOTE || byte === DOUBLE_QUOTE || byte === BACKTICK;
}

function isLetter(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function standsAt(bytes: Buffer, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/** A specifier without what bundlers take behind it: `./logo.svg?raw`. */
export function withoutQuery(specifier: string): string {
  const mark = specifier.indexOf('?');
  return mark > 0 ? specifier.slice(0, mark) : specifier;
}
