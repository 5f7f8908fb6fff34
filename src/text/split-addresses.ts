import { holdsSettings } from '../discover/file-kind.js';
import { shownText } from '../model/shown-address.js';
import { hostOf } from '../requests/url.js';
import type { UnresolvedUsage } from '../model/usage.js';
import { charactersOf } from '../values/value.js';
import type { FoundUrl } from './find-urls.js';

/** A path of the first API that stands behind no host: `/v1.1/students`, `v1.2/me`, `{BASE}/v1.1`. */
const OLD_PATH = /(?<![\w.:/-])(?:\/v1\.[12](?![\w.])|v1\.[12](?=\/))[\w{}$#/.-]*/gi;
/** The version alone, as it is filled into an address that leaves it open. */
const OLD_VERSION = /(?<=["'`])v?1\.[12](?=["'`])/gi;
/** `/me` that is joined with what stands before it. */
const JOINED_ME = /(?:[+.]\s*["'`]|\}|\$\w+)\/me(?![\w/-])/g;

/**
 * The first place of a file that looks like the rest of a Clever address whose front stands elsewhere in the file.
 *
 * Nothing of the file is evaluated, so nobody knows whether the two are joined; but it must not be passed over.
 *
 * @param text the file's text without its comments
 * @param found the URLs that are written in it as a whole
 * @param words Clever's words: of settings no others are told
 */
export function splitAddresses(
  file: string,
  text: string,
  found: readonly FoundUrl[],
  hosts: readonly string[],
  words: ReadonlySet<string>,
): readonly UnresolvedUsage[] {
  const bases = found.filter(isBase);
  const [base] = bases;
  if (!base) return [];
  const outside = (at: number): boolean => found.every(({ span }) => at < span.start || at >= span.end);
  const patterns = [OLD_PATH, JOINED_ME, ...(bases.some(isOpen) ? [OLD_VERSION] : [])];
  const rests = patterns.flatMap((pattern) => [...text.matchAll(pattern)]).filter(({ index }) => outside(index));
  const [first] = rests.sort((left, right) => left.index - right.index);
  if (!first) return [];
  const rest = /\/?(?:v?1\.|me).*/is.exec(first[0])?.[0] ?? first[0];
  const start = first.index + first[0].indexOf(rest);
  const host = hostOf(charactersOf(base.pieces)) ?? hosts[0] ?? '';
  const isSetting = holdsSettings(file);
  const span = { file, start, end: start + rest.length };
  return [
    {
      kind: 'unresolved',
      span,
      url: span,
      version: null,
      confidence: 'likely',
      reason: `text only: \`${isSetting ? shownText({ text: rest, originAt: () => 'settings', known: 0, words }) : rest}\` may be asked of ${host}, which this file names apart from it`,
    },
  ];
}

/** A URL without a path, or one whose path begins with what is filled in. */
function isBase({ pieces }: FoundUrl): boolean {
  return /^https?:\/\/[^/]+(?:\/?$|\/?\{)/i.test(charactersOf(pieces));
}

/** Whether a URL's path begins with what is filled in: `https://api.clever.com/{version}/students`. */
function isOpen({ pieces }: FoundUrl): boolean {
  return pieces.some(({ hole }) => hole);
}
