import { isPermittingText } from '../libraries/url-watchers.js';
import { groupBy } from '../model/group-by.js';
import { oncePerObject } from '../model/once-per-object.js';
import { remembered } from '../model/remembered.js';
import type { CleverUrl } from '../model/url.js';
import { isCheap } from '../values/written-patterns.js';
import { ANYTHING, canMeet, isWild, wildText, withoutQuery, type WildText } from './wild-texts.js';
import type { WrittenAddress } from './written-addresses.js';

/** What stands for any number of characters in a pattern of addresses. */
const WILDCARD = /\*+|\(\.\*\)/g;

/** What no path of Clever's has. */
const OTHER_PATH = '/other/path';

/** An address, as other texts may name it. */
export interface Address {
  readonly host: string;
  readonly version: string | null;
  /** The path with its version: `/v1.1/students/{id}`. */
  readonly path: string;
  readonly wildPath: WildText;
  /** Words that each text has which names it. */
  readonly words: readonly string[];
  /** Whether a text may name it, or another address with the same words. */
  mayHold(text: string): boolean;
}

/** Null for an address of which not enough is known. */
export function addressOf({ host, version, path }: CleverUrl): Address | null {
  const [, ...segments] = path.split('/');
  const [first = ''] = segments;
  if (first === '' || first.includes('{')) return null;
  const whole = `${version === null ? '' : `/${version}`}${path}`;
  const words = version === null ? [first] : [first, version.replace('v', '')];
  const inText = new RegExp(String.raw`(?:/|\*)${first}(?![\w-])`);
  const inVersion =
    version === null ? null : new RegExp(String.raw`/v?${version.replace('v', '').replace('.', String.raw`\\?\.`)}`);
  return {
    host,
    version,
    path: whole,
    // An id is one segment.
    wildPath: wildText([{ text: whole.replaceAll(/\{[^}]*\}/g, ':id'), hole: false }], /:id\b/g),
    words: version === null ? words : [...words, version.replace('.', String.raw`\.`)],
    mayHold: (text) => inText.test(text) || (inVersion?.test(text) ?? false),
  };
}

/** Whether a text tells requests by the address, as far as its place says. */
export function names(written: WrittenAddress, address: Address, isStandIn: boolean): boolean {
  const { text, pattern, use, hasHole, isAnswered } = written;
  // What is put together at run time is a pattern only to what asks for one.
  const isTelling = hasHole ? use === 'watched' || isAnswered : use !== 'other' || isStandIn;
  if (!isTelling) return false;
  if (pattern) return isPatternOf(pattern, address, isStandIn || use === 'watched');
  if (use === 'permitted') return isPermitting(text, address);
  const isPart = use === 'compared' || use === 'watched';
  if (text.toLowerCase().includes(address.host)) return isWholeAddress(text, address, isPart);
  if (use === 'watched') return isPartOfPath(text, address) || isGlobOf(text, address);
  if (use === 'compared' && isPartOfPath(text, address)) return isVersionOf(text, address);
  return isStandIn && isGlobOf(text, address);
}

/** Whether requests for any address of the host, this one as well, are answered in the place of the server. */
export function answersAny({ text, pattern, isAnswered }: WrittenAddress, { host, path, wildPath }: Address): boolean {
  if (!isAnswered) return false;
  const whole = `https://${host}${path}`;
  if (pattern) return isCheap(pattern, whole) && whole.search(pattern) >= 0;
  return (
    text.includes('*') &&
    canMeet(withoutQuery(wildText([{ text, hole: false }], WILDCARD)), [...`https://${host}`, ...wildPath])
  );
}

/** Whether a text with the host names the path as well: whole, with wildcards or, where a part tells, up to a part of it. */
export function isWholeAddress(text: string, address: Address, isPart: boolean): boolean {
  const path = pathIn(text, address.host);
  if (!path.some((part) => !isWild(part) && part !== '/')) return false;
  const meets = (other: WildText): boolean =>
    canMeet(path, other) || canMeet([...path, '/'], other) || (isPart && canMeet([...path, ANYTHING], other));
  return meets(address.wildPath) && !meets([...OTHER_PATH]);
}

/** What stands behind a host in a text, up to the query. */
function pathIn(text: string, host: string): WildText {
  const lower = text.toLowerCase();
  const behind = lower.slice(lower.indexOf(host) + host.length).replace(/^:\d+/, '');
  return withoutQuery(wildText([{ text: behind, hole: false }], WILDCARD));
}

/**
 * The texts of a file that may name an address. Of a list of fixtures with an address each, that are the few with this one.
 *
 * @param written all texts of the file
 * @returns in the order in which they are written
 */
export function textsNear(written: readonly WrittenAddress[], { host, wildPath }: Address): readonly WrittenAddress[] {
  if (wildPath.some(isWild)) return written;
  const path = wildPath.join('');
  const byPath = textsByPath(written)(host);
  const near = [...new Set([path, path.replace(/\/$/, ''), null])].flatMap((each) => byPath.get(each) ?? []);
  return near.sort((left, right) => left.start - right.start);
}

/** Texts that name one address and no other, by the path; all others under null. */
const textsByPath = oncePerObject((written: readonly WrittenAddress[]) => {
  const known = new Map<string, ReadonlyMap<string | null, readonly WrittenAddress[]>>();
  return (host: string) => remembered(known, host, () => groupBy(written, (each) => onlyPathIn(each, host)));
});

/** The path of a text that names one address whole; null for one that may name others, or a part. */
function onlyPathIn({ text, pattern, use }: WrittenAddress, host: string): string | null {
  if (pattern || use === 'permitted' || use === 'compared' || use === 'watched') return null;
  if (!text.toLowerCase().includes(host)) return null;
  const path = pathIn(text, host);
  return path.some(isWild) ? null : path.join('');
}

/** `**\/v1.1/students`: a pattern that leaves the host open. */
function isGlobOf(text: string, { wildPath }: Address): boolean {
  if (!text.includes('*')) return false;
  const path = withoutQuery(wildText([{ text, hole: false }], WILDCARD));
  const whole = [...'https://host', ...wildPath];
  return canMeet(path, whole) && !canMeet(path, [...'https://host', ...OTHER_PATH]);
}

/** `/me`, `/v1.1/`: what the path, or a part of it, is asked for. */
function isPartOfPath(text: string, { path }: Address): boolean {
  return /[a-z0-9]/i.test(text) && path.includes(text) && !OTHER_PATH.includes(text) && !/^\/?v\d?$/.test(text);
}

/** Whether a text is about a version, which no path of the program's own has by chance. */
function isVersionOf(text: string, { version }: Address): boolean {
  return version !== null && text.includes(version);
}

/** Whether a text says of which server, or at least of which version, it is: a path alone may be one of another program. */
export function saysWhose({ text, pattern }: WrittenAddress, address: Address): boolean {
  if (!pattern) return text.toLowerCase().includes(address.host) || isVersionOf(text, address);
  return isOfHost(pattern, address) || isOfVersion(pattern, address);
}

function isOfVersion(pattern: RegExp, { host, version, path }: Address): boolean {
  if (version === null) return false;
  return ![`https://${host}${path}`, path].some((text) => text.replace(version, 'v9.9').search(pattern) >= 0);
}

function isOfHost(pattern: RegExp, { path }: Address): boolean {
  return ![`https://host.example${path}`, path].some((text) => text.search(pattern) >= 0);
}

/** Whether a regular expression finds the address, but not every one; of one that says of no server its place must. */
function isPatternOf(pattern: RegExp, address: Address, isTold: boolean): boolean {
  const { host, path } = address;
  const finds = (text: string): boolean => text.search(pattern) >= 0;
  const whole = `https://${host}${path}`;
  // Of one that cannot be tried, what it is written with says enough.
  if (!isCheap(pattern, whole)) return isTold && pattern.source.replaceAll('\\', '').includes(path);
  const found = [whole, path].some(finds);
  if (!found || [`https://${host}${OTHER_PATH}`, OTHER_PATH].some(finds)) return false;
  return isTold || isOfVersion(pattern, address) || isOfHost(pattern, address);
}

/** Whether one of the words of a list of what is allowed is the address. */
function isPermitting(text: string, address: Address): boolean {
  const words = isPermittingText(text) ? text.split(/[\s;]+/) : [text];
  return words.some((word) => word.toLowerCase().includes(address.host) && isWholeAddress(word, address, true));
}
