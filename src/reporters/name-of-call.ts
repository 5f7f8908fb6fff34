import type { Finding, FindingCall } from '../model/finding.js';
import { isSameSpan, type Span } from '../model/spans.js';

/** What a call asks for, in a few words: `GET /v1.1/me`. */
export function nameOfCall({ endpoint: { method, version, path } }: Pick<FindingCall, 'endpoint'>): string {
  const address = version === null ? path : `/${version}${path === '/' ? '' : path}`;
  return method === null ? address : `${method} ${address}`;
}

/**
 * Where a reader finds one of the calls of a finding: where several are sent in one place, the path of each tells them apart.
 *
 * @param head the finding
 */
export function placeOfCall(call: FindingCall, { calls }: Finding): Span {
  const isShared = calls.some((other) => other !== call && isSameSpan(other.span, call.span));
  return isShared && call.written ? call.written : call.span;
}

/**
 * The endpoint that returns fields which the answer of a call no longer has.
 *
 * @param fields what is told of the fields, in one group
 * @param head what is told of the call
 * @returns `/v3.0/users/{id}`; null where the call itself moves there, or the fields are in several places
 */
export function placeOfFields(fields: readonly Finding[], head: Finding): string | null {
  const places = new Set(fields.map(placeOfField));
  const [place = null] = places;
  // A read that a block begins with has a place, and no call that moves.
  const moved = [...(head.topic === 'call' ? [head] : []), ...head.calls].map(({ endpoint }) => endpoint?.target);
  return places.size === 1 && place !== null && !moved.includes(place) ? place : null;
}

function placeOfField({ endpoint, brief }: Finding): string | null {
  return brief?.fate === 'moved' ? (endpoint?.target ?? null) : null;
}
