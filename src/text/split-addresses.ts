import { holdsSettings } from '../discover/file-kind.js';
import { shownText } from '../model/shown-address.js';
import { hostOf } from '../requests/url.js';
import type { Span } from '../model/spans.js';
import type { UnresolvedUsage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { charactersOf, type Piece } from '../values/value.js';
import { piecesOf, type FoundUrl } from './find-urls.js';

/** A path of the first API that stands behind no host: `/v1.1/students`, `v1.2/me`, `{BASE}/v1.1`, `$BASE/v1.1`, `%s/v1.1`. */
const OLD_PATH = /(?:(?<![\w.:/-])|(?<=\$\w+)|(?<=%[sv@]))(?:\/v1\.[12](?![\w.])|v1\.[12](?=\/))[\w{}$#/.-]*/gi;
/** The version alone, as it is filled into an address that leaves it open. */
const OLD_VERSION = /(?<=["'`])v?1\.[12](?=["'`])/gi;
/** `/me` that is joined with what stands before it. */
const JOINED_ME = /(?<=(?:[+.&]|<>)\s*["'`]|\}|\$\w+|["'`]%[sv@])\/me(?![\w/-])/g;

/** A place at the start of a text that a call fills in: `"%s`, `"{}`, `"{0}`. */
const FIRST_PLACE = /["'`](?:%[sv@]|\{0?\})$/;
/** What fills the first place of a text in: `sprintf("…", BASE)`, `"…".format(self.BASE)`, `"…" % (BASE, id)`. */
const FIRST_FILLED =
  /^[^"'`\n]*["'`]\s*(?:,|\.format\(|%\s*\(?)\s*(?:[\w$@]+(?:\.|::|->))*[$@]*([A-Za-z_]\w*)\s*(?=[,)\n;]|$)/;

/** What gives a text its name, right in front of it: `BASE = "`, `base := "`, `base: str = "`, `define('BASE', '`. */
const NAMED =
  /(?:([A-Za-z_]\w*)\s*(?::[^\S\n]*[\w.]+\s*|(?<=\s)string\s*)?(?:[:?]?=|:)|\bdefine\(\s*["'](\w+)["']\s*,|@([a-z_]\w*)\s)\s*[fbru]{0,2}["'`]?$/;
/** The default of a variable of the environment, which is the value of the name as far as anybody can see. */
const ENVIRONMENT =
  /(?:(?:\w+(?:\.|::))*(?:getenv|environ\.get|ENV\.fetch|getOrDefault)\([^()\n]*,|(?:getenv\([^()\n]*\)|ENV\[[^[\]\n]*\])\s*(?:\?[:?]|\|\||or\b))\s*(?=["'`]$)/;
/** How far in front of a text its name is looked for. */
const LONGEST_NAME = 200;

/** An address whose base and path stand apart in one file. */
export interface JoinedAddress {
  readonly span: Span;
  readonly pieces: readonly Piece[];
  /** Where the expression that joins them begins. */
  readonly joinedFrom: number;
}

/** The addresses of a file that are written in two parts. */
export interface SplitAddresses {
  readonly joined: readonly JoinedAddress[];
  /** Places that look like the rest of an address, of which nobody knows whether they are joined with its front. */
  readonly open: readonly UnresolvedUsage[];
}

/**
 * The places of a file that look like the rest of a Clever address whose front stands elsewhere in the file.
 *
 * Nothing of the file is evaluated. The two are put together where the rest is joined with the name that the front was
 * given, once; all other places must not be passed over.
 *
 * @param text the file's text without its comments
 * @param found the URLs that are written in it as a whole
 * @param vocabulary the hosts that are Clever's, and its words: of settings no others are told
 */
export function splitAddresses(
  file: string,
  text: string,
  found: readonly FoundUrl[],
  { hosts, words = new Set() }: Pick<Vocabulary, 'hosts' | 'words'>,
): SplitAddresses {
  const bases = found.filter(isBase);
  const [base] = bases;
  if (!base) return { joined: [], open: [] };
  const outside = (at: number): boolean => found.every(({ span }) => at < span.start || at >= span.end);
  const patterns = [OLD_PATH, JOINED_ME, ...(bases.some(isOpen) ? [OLD_VERSION] : [])];
  const rests = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .filter(({ index }) => outside(index))
    .sort((left, right) => left.index - right.index);
  const named = namesOf(bases, text);
  const host = hostOf(charactersOf(base.pieces)) ?? hosts[0] ?? '';
  const shown = (rest: string): string =>
    holdsSettings(file) ? shownText({ text: rest, originAt: () => 'settings', known: 0, words }) : rest;
  const joined: JoinedAddress[] = [];
  const open: UnresolvedUsage[] = [];
  for (const { 0: rest, index } of rests) {
    const span = { file, start: index, end: index + rest.length };
    const address = join(span, text, named);
    if (address) joined.push(address);
    else open.push(toUnresolved(shown(rest), span, host));
  }
  return { joined, open };
}

/** Bases by the name that each was given; a name that is given twice says nothing. */
function namesOf(bases: readonly FoundUrl[], text: string): ReadonlyMap<string, FoundUrl> {
  const named = new Map<string, FoundUrl>();
  for (const base of bases) {
    const before = text.slice(Math.max(0, base.span.start - LONGEST_NAME), base.span.start);
    const match = NAMED.exec(before.replace(ENVIRONMENT, ''));
    const name = match?.[1] ?? match?.[2] ?? match?.[3];
    if (name && !isOpen(base) && !isGivenAgain(name, text)) named.set(name, base);
  }
  return named;
}

function isGivenAgain(name: string, text: string): boolean {
  return [...text.matchAll(new RegExp(`\\b${name}\\s*(?::\\s*[\\w.]+\\s*)?[:?|]*=(?![=~>])`, 'g'))].length > 1;
}

/** The address that a rest makes with the named base in front of it: `BASE + "`, `"#{BASE}`, `$base . '`. */
function join(span: Span, text: string, named: ReadonlyMap<string, FoundUrl>): JoinedAddress | null {
  const before = text.slice(Math.max(0, span.start - LONGEST_NAME), span.start);
  const match =
    /(?:[\w$@]+(?:\.|::|->))*[$@]*([A-Za-z_]\w*)\s*(?:\+|\.{1,2}|<>|&)\s*[fbru]{0,2}["'`]$/.exec(before) ??
    /[#$\\]?[{(]{1,2}\s*(?:[\w$@]+(?:\.|::|->))*[$@]*([A-Za-z_]\w*)\s*[})]{1,2}$/.exec(before) ??
    /\$([A-Za-z_]\w*)$/.exec(before) ??
    filledIn(before, text.slice(span.end, span.end + LONGEST_NAME));
  const base = named.get(match?.[1] ?? '');
  if (!match?.[0] || !base) return null;
  const pieces = [...base.pieces, ...piecesOf(text.slice(span.start, span.end), span, false)];
  return { span, pieces, joinedFrom: span.start - match[0].length };
}

/** The place in front of a rest that a call fills in, and the name that it is filled in with. */
function filledIn(before: string, after: string): readonly string[] | null {
  const place = FIRST_PLACE.exec(before)?.[0];
  const name = FIRST_FILLED.exec(after)?.[1];
  return place !== undefined && name !== undefined ? [place, name] : null;
}

function toUnresolved(rest: string, span: Span, host: string): UnresolvedUsage {
  return {
    kind: 'unresolved',
    span,
    url: span,
    version: null,
    confidence: 'likely',
    reason: `text only: \`${rest}\` may be asked of ${host}, which this file names apart from it`,
  };
}

/** A URL without a path, or one whose path begins with what is filled in. */
function isBase({ pieces }: FoundUrl): boolean {
  return /^https?:\/\/[^/]+(?:\/?$|\/?\{)/i.test(charactersOf(pieces));
}

/** Whether a URL's path begins with what is filled in: `https://api.clever.com/{version}/students`. */
function isOpen({ pieces }: FoundUrl): boolean {
  return pieces.some(({ hole }) => hole);
}
