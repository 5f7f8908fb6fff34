import { holdsSettings } from '../discover/file-kind.js';
import { namesClever } from '../model/clever-name.js';
import { shownText } from '../model/shown-address.js';
import { hostOf, isCleversPath } from '../requests/url.js';
import type { Span } from '../model/spans.js';
import type { UnresolvedUsage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { charactersOf, type Piece } from '../values/value.js';
import { addressesByName, holderOf, type Holder } from './address-names.js';
import { continued } from './continued.js';
import { HOLE, piecesOf, type FoundUrl } from './find-urls.js';
import { lineBefore } from './mentions.js';
import { unresolvedAt } from './unresolved.js';

/** A path of the first API that stands behind no host: `/v1.1/students`, `v1.2/me`, `{BASE}/v1.1`, `$BASE/v1.1`, `%s/v1.1`. */
const OLD_PATH = new RegExp(
  String.raw`(?:(?<![\w.:/-])|(?<=\$\w{1,60})|(?<=%[sv@]))(?:\/v1\.[12](?![\w.])|v1\.[12](?=\/))(?:${HOLE}|[\w{}$#/.-])*`,
  'gi',
);
/** The version alone, as it is filled into an address that leaves it open. */
const OLD_VERSION = /(?<=["'`])v?1\.[12](?=["'`])/gi;
/** `/me` that is joined with what stands before it. */
const JOINED_ME = /(?<=(?:[+.&]|<>)\s*["'`]|\}|\$\w{1,60}|["'`]%[sv@])\/me(?![\w/-])/g;
/** The same behind a base that ends in a slash: `ROOT + "me"`, `"${root}me"`. */
const JOINED_PLAINLY = /(?<=(?:[+.&]|<>)\s{0,99}[fbru]{0,2}["'`]|[\w}]\}|\$\w{1,60}|["'`]%[sv@])me(?=["'`?])/g;
/** The same of a function that joins: `urljoin(BASE, 'me')`, `URI.join(base, "/me")`, `url.JoinPath(base, "me")`. */
const JOINED_BY_CALL =
  /(?<=\b(?:url_?join|join_?url|uri\.join|join_?path)\s{0,9}\(\s{0,9}[^,()\n]{1,200},\s{0,9}[fbru]{0,2}["'`])\/?me(?=["'`]\s{0,9}[,)])/gi;
/**
 * `/me` that a client is asked for: `access_token.get('/me')`, `$client->request('GET', '/me', [`, `.uri("/me")`. Spaces
 * in front of it are counted: they can be read in many ways, all of which are tried where none fits.
 */
const ASKED_ME =
  /(?<=(?:\.|->|::)\s{0,99}(?:get|request|fetch|send|uri|path|resource)\w*[!?]?\s{0,99}\(?\s{0,99}(?:["']get["']\s{0,99},\s{0,99}|:get\s{0,99},\s{0,99})?[fbru]?["'`])\/me(?=["'`]\s*(?:[).\n]|,\s*(?:\w+\s*[:=]|[{[:*]|\w+(?:\.|::)class\b)))/gi;
/** The same of a client whose base ends in a slash: `$client->get('me')`, `client.GetAsync("me")`, `new RestRequest("me")`. */
const ASKED_PLAINLY =
  /(?<=(?:(?:client|conn|connection|http|api|faraday|guzzle)\w{0,30}(?:\.|->)get\w{0,30}(?:<[\w.<>]{1,60}>)?\s{0,9}\(?|\bRestRequest\s{0,9}\()\s{0,9}["'])me(?=["']\s*[),\n.])/gi;
/** The addresses of all servers. */
const ADDRESS = /\bhttps?:\/\/[\w.:-]+/gi;
/** What declares a path that the program serves itself: `@app.route("`, `router.get("`, `Route::get('`, `[HttpGet("`. */
const ROUTE =
  /(?:@[\w.]+|\b(?:app|rout\w*|mux|server|http\.Handle\w*|path|re_path|url)\b(?:[.:]+\w+)*|\[\s*Http\w+)\s*\(\s*(?:\w+\s*=\s*)?\w?["'`]$/i;
const RUBY = /\.(?:rb|rake|cr)$/i;
/** A call that sends a request, or the option that it takes an address from: `get("`, `HTTParty.get('`, `path: "`. */
const REQUEST = /(?:\b(?:get|post|put|patch|delete|head|request|fetch|send|call|query|endpoint|uri|path)\w*\b\W*)$/i;
/** What puts a text behind something else: `os.getenv("API") + "`, `base() . '`. */
const ADDED = /(?:\+|\.{1,2}|<>|&)\s*$/;
/** What owns the code below it: `class CleverClient`, `module Clever`, `package clever`. */
const OWNER =
  /\b(?:class|module|defmodule|package|namespace|struct|object|trait|interface|impl|func(?:tion)?|def|fn|sub)\s+([\w.\\:$]+)/g;

/** What makes the base of a path only probable. */
const NAMED_APART = "this file has Clever's host and the path in different places";
const UNKNOWN_BASE = 'its base URL is set only in the deployment';

/** An address whose base and path stand apart in one file, or whose base the file does not say. */
export interface JoinedAddress {
  readonly span: Span;
  readonly pieces: readonly Piece[];
  /** Where the expression that joins them begins. */
  readonly joinedFrom: number;
  /** What makes its base only probable; null where the file says it. */
  readonly doubt: string | null;
}

/** The addresses of a file that are written in two parts. */
export interface SplitAddresses {
  readonly joined: readonly JoinedAddress[];
  /** Places that look like the rest of an address, of which nobody knows whether they are joined with its front. */
  readonly open: readonly UnresolvedUsage[];
}

/** What a file says of the bases of its addresses. */
interface Bases {
  readonly file: string;
  readonly text: string;
  readonly vocabulary: Vocabulary;
  /** Clever's, without a path. */
  readonly found: readonly FoundUrl[];
  readonly named: ReadonlyMap<string, FoundUrl>;
  /** Names that were given to the servers of others. */
  readonly others: ReadonlySet<string>;
  /** Whether the file names no server but Clever's. */
  readonly isAlone: boolean;
  /** Where the first thing begins that is called after Clever; infinite if nothing is. */
  readonly ownedFrom: number;
}

/**
 * The places of a file that look like the rest of a Clever address whose front stands elsewhere.
 *
 * Nothing of the file is evaluated. The two are put together where the rest is joined with the name that the front was
 * given, once. A path of Clever's with its version says enough where the file names Clever's host apart from it, or where
 * the name that it is joined with is Clever's. All other places beside such a host must not be passed over.
 *
 * @param text the file's text without its comments
 * @param found the URLs that are written in it as a whole
 * @param vocabulary the hosts that are Clever's, its paths, and its words: of settings no others are told
 */
export function splitAddresses(
  file: string,
  text: string,
  found: readonly FoundUrl[],
  vocabulary: Vocabulary,
): SplitAddresses {
  const clevers = found.filter(isBase);
  const asked = clevers.length > 0 ? [ASKED_ME, ASKED_PLAINLY, JOINED_PLAINLY, JOINED_BY_CALL] : [];
  const patterns = [OLD_PATH, JOINED_ME, ...asked, ...(clevers.some(isOpen) ? [OLD_VERSION] : [])];
  const matches = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .sort((left, right) => left.index - right.index);
  if (matches.length === 0) return { joined: [], open: [] };
  const bases = basesOf({ file, text, vocabulary, found: clevers }, found);
  const joined: JoinedAddress[] = [];
  const open: UnresolvedUsage[] = [];
  for (const { 0: rest, index } of outside(found, matches)) {
    const span = { file, start: index, end: index + rest.length };
    const holder = holderOf(span, text);
    if (rest === 'me' && holder && !endsInSlash(bases.named.get(holder.name))) continue;
    const address = join(span, holder, bases) ?? suppose(span, holder, bases);
    if (address) joined.push(address);
    else if (bases.found.length > 0 && !isElsewhere(span, holder, bases)) open.push(toUnresolved(rest, span, bases));
  }
  return { joined, open };
}

/** The matches that stand in none of the URLs; both in the order of the text. */
function outside(found: readonly FoundUrl[], matches: readonly RegExpExecArray[]): readonly RegExpExecArray[] {
  let next = 0;
  return matches.filter(({ index }) => {
    while (next < found.length && (found[next]?.span.end ?? 0) <= index) next += 1;
    return index < (found[next]?.span.start ?? Infinity);
  });
}

/** @param all the URLs of Clever's that are written as a whole, those with a path too */
function basesOf(known: Pick<Bases, 'file' | 'text' | 'vocabulary' | 'found'>, all: readonly FoundUrl[]): Bases {
  const { file, text, found } = known;
  const starts = new Set(all.map(({ span }) => span.start));
  const others = [...text.matchAll(ADDRESS)]
    .filter(({ index }) => !starts.has(index))
    .map(({ 0: address, index }) => ({ span: { file, start: index, end: index + address.length } }));
  return {
    ...known,
    named: addressesByName(
      found.filter((base) => !isOpen(base)),
      text,
    ),
    others: new Set(addressesByName(others, text).keys()),
    ownedFrom: [...text.matchAll(OWNER)].find(([, name = '']) => namesClever(name))?.index ?? Infinity,
    isAlone: others.every(({ span }) => isClevers(text.slice(span.start, span.end))),
  };
}

/** The address that a rest makes with the named base in front of it: `BASE + "`, `"#{BASE}`, `$base . '`. */
function join(span: Span, holder: Holder | null, { text, named }: Bases): JoinedAddress | null {
  const base = named.get(holder?.name ?? '');
  if (!holder || !base) return null;
  const pieces = [...base.pieces, ...piecesOf(text.slice(span.start, span.end), span, false)];
  return continued({ span, pieces, joinedFrom: holder.from, doubt: null }, text);
}

/** Whether a base is known to end in a slash, so that a name may follow. */
function endsInSlash(base: FoundUrl | undefined): boolean {
  return base !== undefined && charactersOf(base.pieces).endsWith('/');
}

/** The address that a path of Clever's is likely to be a part of. */
function suppose(span: Span, holder: Holder | null, bases: Bases): JoinedAddress | null {
  const { text, vocabulary } = bases;
  const rest = text.slice(span.start, span.end);
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  if (isElsewhere(span, holder, bases) || isQuotedInProse(span, text)) return null;
  const isMe = path === '/me' && !holder && bases.isAlone;
  if (!isMe && !isCleversPath(path, vocabulary)) return null;
  const doubt = bases.found.length > 0 ? NAMED_APART : isUnderClever(span, holder, bases) ? UNKNOWN_BASE : null;
  if (doubt === null) return null;
  const host = `https://${hostIn(bases)}${rest.startsWith('/') ? '' : '/'}`;
  const base = {
    text: host,
    hole: false,
    span: null,
    verbatim: false,
    origin: 'program',
    opens: null,
    missing: '',
  } as const;
  const pieces = [base, ...piecesOf(rest, span, false)];
  return continued({ span, pieces, joinedFrom: holder?.from ?? span.start, doubt }, text);
}

/** Whether what holds the base of a path names Clever: what it is joined with, the line, what the code belongs to. */
function isUnderClever({ start }: Span, holder: Holder | null, { file, text, ownedFrom }: Bases): boolean {
  const line = lineBefore(text, start);
  if (namesClever(holder?.names ?? line)) return true;
  const front = line.replace(/[fbru]{0,2}["'`]$/, '');
  if (!holder && !ADDED.test(front) && !REQUEST.test(front)) return false;
  return namesClever(file) || ownedFrom <= start;
}

/** Whether an address is one of Clever's pages, where users sign in. */
function isClevers(address: string): boolean {
  return /^https?:\/\/(?:[\w-]+\.)*clever\.com(?::\d+)?$/i.test(address);
}

/** Whether a path of a settings file stands in the marks that prose puts around code; no such file quotes with them. */
function isQuotedInProse({ file, start }: Span, text: string): boolean {
  return holdsSettings(file) && text.charAt(start - 1) === '`';
}

/** Whether a path is one of another server, or of the program's own. */
function isElsewhere({ start }: Span, holder: Holder | null, { file, others, text }: Bases): boolean {
  if (holder) return others.has(holder.name);
  const line = lineBefore(text, start);
  // Ruby has no decorators, but fields: `@client.get('/me')`.
  return ROUTE.test(RUBY.test(file) ? line.replaceAll('@', ' ') : line);
}

function hostIn({ found: [base], vocabulary }: Bases): string {
  return (base && hostOf(charactersOf(base.pieces))) ?? vocabulary.hosts[0] ?? '';
}

function toUnresolved(rest: string, span: Span, bases: Bases): UnresolvedUsage {
  const { words = new Set() } = bases.vocabulary;
  const shown = holdsSettings(span.file)
    ? shownText({ text: rest, originAt: () => 'settings', known: 0, words })
    : rest;
  return unresolvedAt(span, `\`${shown}\` may be a path of ${hostIn(bases)}, which this file names elsewhere`);
}

/** A URL without a path, or one whose path begins with what is filled in. */
function isBase({ pieces }: FoundUrl): boolean {
  return /^https?:\/\/[^/]+(?:\/?$|\/?\{)/i.test(charactersOf(pieces));
}

/** Whether a URL's path begins with what is filled in: `https://api.clever.com/{version}/students`. */
function isOpen({ pieces }: FoundUrl): boolean {
  return pieces.some(({ hole }) => hole);
}
