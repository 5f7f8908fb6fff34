import { holdsSettings } from '../discover/file-kind.js';
import { namesClever } from '../model/clever-name.js';
import { shownText } from '../model/shown-address.js';
import { hostOf, isCleversPath } from '../requests/url.js';
import type { Span } from '../model/spans.js';
import type { UnresolvedUsage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { charactersOf, impliedText, type Piece } from '../values/value.js';
import { addressesByName, holderOf, type Holder } from './address-names.js';
import { isBasePath } from './base-paths.js';
import { continued } from './continued.js';
import type { Constants } from './filled-texts.js';
import { HOLE, piecesOf, type FoundUrl } from './find-urls.js';
import { lineBefore } from './mentions.js';
import { unresolvedAt } from './unresolved.js';

/** A path of an old API that stands behind no host: `/v1.1/students`, `v1.2/me`, `{BASE}/v1.1`, `$BASE/v2.1`, `%s/v1.1`. */
const OLD_PATH = new RegExp(
  String.raw`(?:(?<![\w.:/-])|(?<=\$\w{1,60})|(?<=%[sv@]))(?:\/v(?:1\.[12]|2\.[01])(?![\w.])|v(?:1\.[12]|2\.[01])(?=\/))(?:${HOLE}|[\w{}$#/.-])*`,
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
/** The host of a server that is given as such: `host = "api.example.org"`, `HTTPSConnection("api.example.org")`. */
const OTHER_HOST =
  /(?<=(?:host|domain|server|site|base|url|uri|connection|client)\w{0,30}["']?\s{0,9}(?:[:=]>?|\(|\w{1,30}\s{0,9}=)\s{0,9}["'`])(?:[a-z\d-]{1,63}\.){1,6}[a-z]{2,20}(?=["'`])/gi;
/** A path of which only the version is written: `/v1.1/{resource}`, `/v1.1/{kind}s/{id}`. */
const OPEN_PATH = /^\/v\d\.\d\/\{[^{}]*\}\w{0,9}(?:[/?]|$)/i;
const VERSION_ALONE = /^\/v\d\.\d\/?$/i;
const LATER_PATH = /^\/?v[23]/i;
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

/** What may be the rest of an address: its place, what it says with all that is put behind it, and what stands in front. */
interface Rest {
  readonly span: Span;
  readonly pieces: readonly Piece[];
  readonly holder: Holder | null;
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
 * @param constants what the file puts into texts out of its own constants
 * @param vocabulary the hosts that are Clever's, its paths, and its words: of settings no others are told
 */
export function splitAddresses(
  file: string,
  text: string,
  found: readonly FoundUrl[],
  constants: Constants,
  vocabulary: Vocabulary,
): SplitAddresses {
  const clevers = found.filter(isBase);
  const asked = clevers.length > 0 ? [ASKED_ME, ASKED_PLAINLY, JOINED_PLAINLY, JOINED_BY_CALL] : [];
  const patterns = [OLD_PATH, JOINED_ME, ...asked, ...(clevers.some(isOpen) ? [OLD_VERSION] : [])];
  const matches = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ 0: rest, index }) => ({ text: rest, span: { file, start: index, end: index + rest.length } }))
    .sort(byPlace);
  if (matches.length + constants.paths.length === 0) return { joined: [], open: [] };
  const bases = basesOf({ file, text, vocabulary, found: clevers }, found);
  const filled = outside(found, constants.paths.toSorted(byPlace));
  const written = outside([...found, ...filled].sort(byPlace), matches);
  const joined = filled.flatMap((path) => put(path, bases) ?? []);
  const open: UnresolvedUsage[] = [];
  for (const { span, text: rest } of written) {
    const holder = holderOf(span, text);
    if (rest === 'me' && holder && !endsInSlash(bases.named.get(holder.name))) continue;
    const { pieces } = continued({ span, pieces: piecesOf(rest, span, false) }, text);
    const address = put({ span, pieces, holder }, bases);
    if (address) joined.push(address);
    // Of a later API nobody must be warned who did not ask for it.
    else if (LATER_PATH.test(rest)) continue;
    else if (bases.found.length > 0 && !isElsewhere(span, holder, bases)) open.push(toUnresolved(rest, span, bases));
  }
  return { joined, open };
}

function put(rest: Rest, bases: Bases): JoinedAddress | null {
  return join(rest, bases) ?? suppose(rest, bases);
}

/** What stands in none of the others; both in the order of the text. */
function outside<Item extends { readonly span: Span }>(
  others: readonly { readonly span: Span }[],
  items: readonly Item[],
): readonly Item[] {
  let next = 0;
  return items.filter(({ span: { start } }) => {
    while (next < others.length && (others[next]?.span.end ?? 0) <= start) next += 1;
    return start < (others[next]?.span.start ?? Infinity);
  });
}

function byPlace(one: { readonly span: Span }, other: { readonly span: Span }): number {
  return one.span.start - other.span.start;
}

/** @param all the URLs of Clever's that are written as a whole, those with a path too */
function basesOf(known: Pick<Bases, 'file' | 'text' | 'vocabulary' | 'found'>, all: readonly FoundUrl[]): Bases {
  const { file, text, found } = known;
  const starts = new Set(all.map(({ span }) => span.start));
  const others = [ADDRESS, OTHER_HOST]
    .flatMap((pattern) => [...text.matchAll(pattern)])
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
function join({ span, pieces, holder }: Rest, { named }: Bases): JoinedAddress | null {
  const base = named.get(holder?.name ?? '');
  if (!holder || !base) return null;
  return { span, pieces: [...base.pieces, ...pieces], joinedFrom: holder.from, doubt: null };
}

/** Whether a base is known to end in a slash, so that a name may follow. */
function endsInSlash(base: FoundUrl | undefined): boolean {
  return base !== undefined && charactersOf(base.pieces).endsWith('/');
}

/** The address that a path of Clever's is likely to be a part of. */
function suppose({ span, pieces, holder }: Rest, bases: Bases): JoinedAddress | null {
  const rest = charactersOf(pieces);
  if (isElsewhere(span, holder, bases) || isQuotedInProse(span, bases.text)) return null;
  if (!saysPath({ span, pieces, holder }, bases)) return null;
  const doubt = bases.found.length > 0 ? NAMED_APART : isUnderClever(span, holder, bases) ? UNKNOWN_BASE : null;
  if (doubt === null) return null;
  const base = impliedText(`https://${hostIn(bases)}${rest.startsWith('/') ? '' : '/'}`);
  return { span, pieces: [...base.pieces, ...pieces], joinedFrom: holder?.from ?? span.start, doubt };
}

/** Whether a rest says by itself that it is a path of Clever's, where its base may be. */
function saysPath({ span, pieces, holder }: Rest, bases: Bases): boolean {
  const rest = charactersOf(pieces).replace(/\/{2,}/g, '/');
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  if (path === '/me') return !holder && bases.isAlone;
  if (isCleversPath(path, bases.vocabulary)) return true;
  // What is filled in behind the version may be any of Clever's resources.
  if (OPEN_PATH.test(path)) return bases.isAlone;
  return VERSION_ALONE.test(path) && isBasePath(span, bases.found, bases.text);
}

/** Whether what holds the base of a path names Clever: what it is joined with, the line, what the code belongs to. */
function isUnderClever({ start }: Span, holder: Holder | null, { file, text, ownedFrom, isAlone }: Bases): boolean {
  const line = lineBefore(text, start);
  if (namesClever(holder?.names ?? line)) return true;
  const front = line.replace(/[fbru]{0,2}["'`]$/, '');
  // A text that stands for itself in what is called after Clever: `module Clever … def url = 'v1.1/events'`.
  if (!holder && front !== line && ownedFrom <= start && isAlone) return true;
  if (!holder && !ADDED.test(front) && !REQUEST.test(front)) return false;
  return namesClever(file) || ownedFrom <= start;
}

/** Whether an address is one of Clever's pages, where users sign in. */
function isClevers(address: string): boolean {
  return /^(?:https?:\/\/)?(?:[\w-]+\.)*clever\.com(?::\d+)?$/i.test(address);
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
