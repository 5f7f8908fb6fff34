import type { Span } from '../model/spans.js';
import type { UnresolvedUsage } from '../model/usage.js';
import { charactersOf } from '../values/value.js';
import { hostOf } from '../requests/url.js';
import { addressesByName } from './address-names.js';
import type { FoundUrl } from './find-urls.js';
import { lineBefore } from './mentions.js';
import { unresolvedAt } from './unresolved.js';

/** How far around a name it is looked for what it is joined with; what is further off is taken not to be in the file. */
const LONGEST_JOIN = 200;

/** What stands behind a name, or a text, that something else than a text is added to: `+ path`, `. $path`, `<> path`. */
const ADDED = /^\s*(?:\+|<>|&|\.{1,2}(?=\s))\s*(?:[A-Za-z_$@]|$)/;
/** What stands behind a name in a text that goes on with another one: `}#{path}`, `}/{path}`. */
const INTERPOLATED = /^\s*[})]{1,2}\/?(?:[#$\\]?[{(]{1,2}\s*[\w$@]|\$[A-Za-z_])/;
/** The same of shells and of PHP: `$BASE$path`, `$BASE/$path`. */
const BEHIND_DOLLAR = /^\/?\$\{?\w/;
/** What a text fills in right behind a host: `#{path}`, `{path}`, `$path`, `%s`. */
const FILLED_IN = /^\/?(?:[#$]?\{|\\\(|\$\w|%[sv@])/;
/** Code that only says an address to people, or looks whether something is one; what it says may be the answer of a call. */
const SAID =
  /\b(?:raise|throw)\b[^;]*$|\b(?:log(?:ger|ging)?|console|print(?:ln|f)?|puts|echo|panic|warn(?:ing)?|fatal|die|abort|assert\w*|starts_?with\??|has_?prefix|equals|includes?\??|contains)\b[\w.]*\s*\(?[^();]*$|[=!]==?\s*[\w$@."'#{(]*$/i;
/** Behind the first of two things that a function joins: `urljoin(BASE, path)`, `sprintf("%s%s", BASE, path)`. */
const SECOND = /^\s*,\s*[A-Za-z_$@]/;
/** What a name belongs to, up to it: `self.`, `clever::`, `@`. */
const OWNERS = String.raw`(?:[\w$@]+(?:\.|::|->))*[$@]*$`;
const OPENED = new RegExp(String.raw`[{(]\s*${OWNERS}`);
const JOINING = new RegExp(String.raw`\b(?:url_?)?(?:join|resolve|concat)\w*\s*\(\s*${OWNERS}`, 'i');
const FILLED = new RegExp(
  String.raw`["'\x60](?:%[sv@]|\{0?\})\/?(?:%[sv@]|\{1?\})["'\x60]\s*(?:,|\.format\(|%\s*\()\s*${OWNERS}`,
);

/** Clever's host, and nothing behind it. */
const HOST_ALONE = /^https?:\/\/[^/]+\/?$/i;

/** A path of a later version: a file that names one is taken to ask for such. */
const LATER_PATH = /\bv[23]\.\d/;

/**
 * The places of code where Clever's host is joined with something that the file does not say: `requests.get(BASE + path)`.
 *
 * @param text the text of the file without its comments
 * @param found the URLs of Clever's that are written in it
 */
export function openAddresses(file: string, text: string, found: readonly FoundUrl[]): readonly UnresolvedUsage[] {
  if (LATER_PATH.test(text)) return [];
  const hosts = found.filter(({ pieces }) => HOST_ALONE.test(charactersOf(pieces)));
  const named = [...addressesByName(hosts, text)].flatMap(([name, { pieces }]) =>
    [...text.matchAll(new RegExp(String.raw`\b${name}\b`, 'g'))]
      .filter(({ index }) => isJoined(text, index, index + name.length))
      .map(({ index }) => toUnresolved({ file, start: index, end: index + name.length }, charactersOf(pieces))),
  );
  const written = [
    ...found.filter(({ pieces }) => isFilledIn(pieces)),
    ...hosts.filter(({ span }) => isAdded(text, span)),
  ].map(({ span, pieces }) => toUnresolved(span, charactersOf(pieces)));
  return [...named, ...written].filter(({ span }) => !SAID.test(lineBefore(text, span.start)));
}

/** Whether a name is joined with something that is no text. */
function isJoined(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_JOIN), start);
  const after = text.slice(end, end + LONGEST_JOIN);
  if (ADDED.test(after)) return true;
  if (OPENED.test(before) && INTERPOLATED.test(after)) return true;
  if (before.endsWith('$') && BEHIND_DOLLAR.test(after)) return true;
  return SECOND.test(after) && (JOINING.test(before) || FILLED.test(before));
}

/** `"https://api.clever.com" + path`, `"https://api.clever.com#{path}"` */
function isAdded(text: string, { end }: Span): boolean {
  if (FILLED_IN.test(text.slice(end, end + LONGEST_JOIN))) return true;
  return ADDED.test(text.slice(end + 1, end + LONGEST_JOIN)) && /["'`]/.test(text.charAt(end));
}

/** `"https://api.clever.com{path}"`: a host, and nothing but what is filled in behind it. */
function isFilledIn(pieces: FoundUrl['pieces']): boolean {
  const last = pieces.at(-1);
  const front = charactersOf(pieces.slice(0, -1));
  return last?.hole === true && HOST_ALONE.test(front);
}

function toUnresolved(span: Span, address: string): UnresolvedUsage {
  return unresolvedAt(span, `the path that is added to ${hostOf(address) ?? address} here is not in this file`);
}
