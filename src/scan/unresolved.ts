import type { ts } from 'ts-morph';
import { spanOf } from '../program/program.js';
import { reasonOf } from '../requests/holes.js';
import { urlExpression, type Request } from '../requests/requests.js';
import { hostOf, parseCleverUrl, startsWithPlace } from '../requests/url.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isOuter } from '../syntax/outer.js';
import { namesClever } from '../model/clever-name.js';
import { placeKey, type Span } from '../model/spans.js';
import type { CleverUrl } from '../model/url.js';
import type { EndpointUsage, UnresolvedUsage, Usage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { charactersOf, impliedText, slicePieces, type Piece } from '../values/value.js';

/** Whether enough of a URL is known to say something of it: its path, or at least the version in front of the path. */
export function isUnderstood(url: CleverUrl): boolean {
  return url.version !== null || !isOpen(url);
}

/** Whether the path of a URL begins with something that only run time knows. */
export function isOpen({ path }: CleverUrl): boolean {
  return path.startsWith('/{');
}

/** An address whose host is taken for Clever's. */
export interface GuessedUrl {
  readonly pieces: readonly Piece[];
  readonly url: CleverUrl;
  readonly doubt: string | null;
}

/** What the links of an answer, and what holds them, are called. */
const LINK = /uri|ur[il]s?\b|link|next|prev|href|page|cursor|after|self/i;

/**
 * A call whose URL is known for some of its callers (a pager's first page) needs no word about the others that ask for
 * what an answer holds, unless these ask for a version that is written elsewhere. Neither does a call that asks for a
 * link of a list whose call is known.
 *
 * @param followed the places of the calls that ask for such a link
 */
export function withoutAnswered(usages: readonly Usage[], followed: readonly Span[]): readonly Usage[] {
  const answered = new Set([
    ...followed.map(placeKey),
    ...usages.flatMap((usage) =>
      usage.kind === 'endpoint' && !isOpen(usage.url) ? [placeKey(usage.span), versionKey(usage)] : [],
    ),
  ]);
  return usages.filter((usage) => {
    if (usage.kind === 'unresolved') return usage.isNoLink === true || !answered.has(placeKey(usage.span));
    return usage.kind !== 'endpoint' || !saysNothing(usage.url) || !answered.has(versionKey(usage));
  });
}

/** The same with a call that is open for many callers in the same way told once. */
export function toldOnce(usages: readonly Usage[]): readonly Usage[] {
  const told = new Set<string>();
  return usages.filter((usage) => {
    if (usage.kind !== 'unresolved') return true;
    const key = `${placeKey(usage.span)} ${placeKey(usage.url)} ${usage.version ?? ''} ${usage.reason}`;
    const isNew = !told.has(key);
    told.add(key);
    return isNew;
  });
}

/** Whether no word of a path is written; `/{type}s/{id}` is another endpoint than that of a pager's first page. */
function saysNothing(url: CleverUrl): boolean {
  return isOpen(url) && !/[^/]/.test(url.path.replace(/\{[^{}]*\}/g, ''));
}

/** A key for a call and the place where the version that it asks for is written. */
function versionKey({ span, url: { versionSpan } }: EndpointUsage): string {
  return `${placeKey(span)} ${versionSpan ? placeKey(versionSpan) : ''}`;
}

/**
 * A request that goes to Clever, or may, of whose URLs at least one has a path that is not known.
 *
 * @param known what is known of its URLs; where some have a path, a link of an answer may be the others
 */
export function unresolved(
  request: Request,
  known: readonly GuessedUrl[],
  vocabulary: Vocabulary,
): readonly UnresolvedUsage[] {
  const open = known.filter(({ url }) => isOpen(url));
  if (open.length < known.length) {
    const others = open.flatMap(({ pieces }) => unresolvedOf(request, pieces, vocabulary));
    return others.filter(({ isNoLink }) => isNoLink).slice(0, 1);
  }
  const relayed = relayedBy(request, vocabulary);
  if (relayed) return [relayed];
  // One alternative that is known tells what the call is for: `process.env.TOKEN_URL ?? 'https://clever.com/oauth/tokens'`.
  if (request.urls.some((pieces) => isElsewhere(pieces, vocabulary.hosts))) return [];
  return unresolvedOf(request, request.urls[0] ?? [], vocabulary);
}

/** An address that another server is given at the end of its own, to ask for it: `https://proxy.example.com/?url=https://…`. */
const RELAY =
  /^https?:\/\/([^/?#]+)\/([\w./-]*)(?:\?(?:(?:ur[il]|u|q|quest|target|src|endpoint)=)?)?(?=https?(?::|%3A)(?:\/|%2F){2})/i;
/** Servers that do so below any path of theirs, and not at the top alone. */
const RELAYING = /cors|proxy|allorigins|codetabs/i;

/** A request to a server that passes it on to Clever: what becomes of it there, nobody sees. */
function relayedBy(request: Request, vocabulary: Vocabulary): UnresolvedUsage | null {
  for (const pieces of request.urls) {
    const text = charactersOf(pieces);
    const [front = '', relay = '', path = ''] = RELAY.exec(text) ?? [];
    if (!front || (path && !RELAYING.test(relay))) continue;
    const url = parseCleverUrl(decoded(slicePieces(pieces, front.length, text.length)), vocabulary);
    if (!url) continue;
    const place = { span: spanOf(request.call), url: spanOf(urlExpression(request) ?? request.call) };
    const reason = `what the proxy \`${relay}\` does with \`${url.text}\``;
    // Its version is no URL of this call, so no other rule reports it.
    return { kind: 'unresolved', ...place, version: null, confidence: 'certain', reason, isNoLink: true };
  }
  return null;
}

/** A text that was encoded as a whole to stand in a query, as it was before. */
function decoded(pieces: readonly Piece[]): readonly Piece[] {
  const text = charactersOf(pieces).replace(/&.*$/, '');
  if (!/^https?%3A/i.test(text)) return pieces;
  const written = text.replace(/%(?:2F|3A|3F|3D|26)/gi, (code) => decodeURIComponent(code));
  return impliedText(written).pieces;
}

function unresolvedOf(request: Request, pieces: readonly Piece[], vocabulary: Vocabulary): readonly UnresolvedUsage[] {
  const url = parseCleverUrl(pieces, vocabulary);
  const hole = pieces.find((piece) => piece.hole) ?? placeIn(pieces, url);
  if (!hole) return [];
  const names = `${hole.text} ${hole.missing} ${hole.readOff ?? ''} ${firstName(urlExpression(request))}`;
  const mayBeClever = charactersOf(pieces).startsWith('{') && namesClever(names);
  if (!url && !mayBeClever) return [];
  const place = { span: spanOf(request.call), url: spanOf(urlExpression(request) ?? request.call) };
  const version = url?.version ?? null;
  // A version that is known is told with the URL that has it.
  const isNoLink = version === null && !LINK.test(names);
  return [{ kind: 'unresolved', ...place, version, confidence: 'certain', reason: reasonOf(hole), isNoLink }];
}

/** What stands for the path in a text that something fills in before it is asked for: `https://…/{version}/students`. */
function placeIn(pieces: readonly Piece[], url: CleverUrl | null): Piece | null {
  const [place] = url && url.version === null && startsWithPlace(url.path) ? pieces : [];
  return place ? { ...place, missing: `what is filled into \`${url?.path}\`` } : null;
}

/** The name that a URL begins with in the code: `cleverUrl` of `cleverUrl + '/me'`; empty for any other expression. */
function firstName(node: ts.Expression | null): string {
  if (!node) return '';
  if (tsc.isBinaryExpression(node) || isOuter(node))
    return firstName(tsc.isBinaryExpression(node) ? node.left : node.expression);
  if (tsc.isTemplateExpression(node)) return node.head.text ? '' : firstName(node.templateSpans[0]?.expression ?? null);
  return tsc.isIdentifier(node) || tsc.isPropertyAccessExpression(node) ? namesLeadingTo(node).join(' ') : '';
}

/**
 * A request to Clever's host whose path names nothing that Clever has, with a hook that may put the version in front.
 *
 * @param urls what the URL can be, before the hook
 * @returns null where the URL says enough by itself
 */
export function unresolvedByHook(request: Request, urls: readonly CleverUrl[], hook: Span): UnresolvedUsage | null {
  if (!urls.length || urls.some(({ version, path }) => version !== null || path === '/me')) return null;
  const span = spanOf(request.call);
  const url = spanOf(urlExpression(request) ?? request.call);
  const reason = `what the request hook in \`${hook.file}\` does to its URL`;
  return { kind: 'unresolved', span, url, version: null, confidence: 'certain', reason };
}

/** Whether a URL names a host that is not Clever's API. */
export function isElsewhere(pieces: readonly Piece[], hosts: readonly string[]): boolean {
  const host = hostOf(charactersOf(pieces));
  return host !== null && !host.includes('{') && !hosts.includes(host);
}
