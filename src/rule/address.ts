import type { CleverApi } from '../clever-api/index.js';
import type { Edit, FindingEndpoint } from '../model/finding.js';
import type { CleverUrl } from '../model/url.js';
import type { EndpointUsage } from '../model/usage.js';
import type { Span } from '../model/spans.js';
import { isInside } from '../model/spans.js';

/** The path of the endpoint that answers who is signed in. */
export const ME_PATH = '/me';

/** Whether a URL asks who is signed in, in any version or none. */
export function asksForMe(url: CleverUrl): boolean {
  return withoutTrailingSlash(url.path) === ME_PATH;
}

/** Whether an address is only shown to people, in a document or in the description of an API, and asked by nobody. */
export function isOnlyShown({ origin }: Pick<EndpointUsage, 'origin'>): boolean {
  return origin === 'document' || origin === 'description';
}

/** Whether a version is one of those that Clever switched off. */
export function isV1(version: string | null): boolean {
  return version !== null && /^v1(\.|$)/.test(version);
}

/** Whether a version is one of those whose paths name roles but that still answer. */
export function isV2(version: string | null): boolean {
  return version !== null && /^v2(\.|$)/.test(version);
}

/** Whether a version has the multi-role user. */
export function isV3(version: string | null): boolean {
  return version !== null && /^v3(\.|$)/.test(version);
}

/**
 * The edits that move a URL to a version, path and all else as they are.
 *
 * @param usage the request
 * @param version the version to ask
 * @param api for the host that serves it
 * @returns null where the code does not hold the version, or the path, in one place
 */
export function moveToVersion(usage: EndpointUsage, version: string, api: CleverApi): readonly Edit[] | null {
  const origin = moveOrigin(usage.url, api);
  const { pushedDown, version: old } = usage.url;
  const isInPath = old === null || pushedDown !== undefined;
  const address = isInPath ? insertVersion(usage.url, version) : replaceVersion(usage.url, version);
  return origin && address ? [...origin, ...(pushedDown ?? []), address] : null;
}

/** Whether the host stays, or is written where an edit can change it. */
export function canMoveHost(usage: EndpointUsage, api: CleverApi): boolean {
  return moveOrigin(usage.url, api) !== null;
}

/** What a URL asks for, as people write it: `/v1.1/students`. */
export function spellPath({ version, path }: Pick<CleverUrl, 'version' | 'path'>): string {
  return version === null ? path : `/${version}${path}`;
}

/** A key under which URLs with one path of one version fall together, whatever their hosts. */
export function pathKey({ version, path }: Pick<CleverUrl, 'version' | 'path'>): string {
  return `${version ?? ''} ${path}`;
}

/** What a finding tells of its request. */
export function describeEndpoint(usage: EndpointUsage, target: string | null): FindingEndpoint {
  return { method: usage.method, version: usage.url.version, path: usage.url.path, target };
}

/** The path of v3 that replaces what a request asks for; null if none does. */
export function targetOf({ url, method }: EndpointUsage, api: CleverApi): string | null {
  return api.mapping(url.version, method, url.path)?.targetPath ?? null;
}

/** Where a finding about the version stands; the piece with the path, where the version is in several. */
export function placeOfVersion(usage: EndpointUsage): Span {
  return usage.url.versionSpan ?? usage.url.pathSpan ?? usage.span;
}

/** Where a finding about the path stands. */
export function placeOfPath(usage: EndpointUsage): Span {
  return usage.url.pathSpan ?? usage.span;
}

function insertVersion(url: CleverUrl, version: string): Edit | null {
  const { pathSpan, pathText } = url;
  if (!pathSpan || !isWritten(url, pathSpan)) return null;
  const text = pathText.startsWith('/') ? `/${version}` : `${version}/`;
  return { ...pathSpan, end: pathSpan.start, text };
}

function replaceVersion(url: CleverUrl, version: string): Edit | null {
  const { versionSpan, versionText } = url;
  if (!versionSpan || !isWritten(url, versionSpan)) return null;
  return {
    ...versionSpan,
    text: version.slice(version.length - (versionText.startsWith('v') ? version.length : version.length - 1)),
  };
}

/** Old hosts and plain http move to today's address; one that is right, or a proxy's, stays. */
function moveOrigin(url: CleverUrl, api: CleverApi): readonly Edit[] | null {
  if (api.isProxy(url.host) || (api.isCurrentHost(url.host) && url.scheme === 'https')) return [];
  const { originSpan } = url;
  return originSpan && isWritten(url, originSpan) ? [{ ...originSpan, text: api.origin }] : null;
}

/** Whether the source holds the text letter for letter, so that an edit of it means what it says. */
function isWritten(url: CleverUrl, span: Span): boolean {
  return url.pieces.some((piece) => piece.verbatim && piece.span !== null && isInside(span, piece.span));
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}
