import type { CleverApi } from '../clever-api/index.js';
import type { Change } from '../engine/finding.js';
import type { EndpointUsage } from '../scan/usage.js';
import { asksForMe, moveToVersion } from './address.js';
import { findObstacles, isHarmless } from './me-answer.js';

/** What may be done about a call: at most one of them is offered. */
export interface Offer {
  readonly fix: Change | null;
  readonly suggestions: readonly Change[];
}

export const NO_OFFER: Offer = { fix: null, suggestions: [] };

/**
 * The change that moves a `/me` call to the target version.
 *
 * Where v3 would answer something else that the program uses, changing the address alone would trade an error for a
 * wrong answer, so nothing is offered.
 */
export function offerForMe(usage: EndpointUsage, api: CleverApi): Offer {
  const edits = moveToVersion(usage, api.target, api);
  if (!edits) return NO_OFFER;
  const change: Change = { description: `Ask for \`/${api.target}/me\`.`, edits };
  if (!usage.answer) return { fix: null, suggestions: [change] };
  if (!isHarmless(findObstacles(usage.answer, api))) return NO_OFFER;
  return usage.confidence === 'certain' ? { fix: change, suggestions: [] } : { fix: null, suggestions: [change] };
}

/** The change that moves any other v1 call to the target version, where its row in the table allows one. */
export function offerForEndpoint(usage: EndpointUsage, api: CleverApi): Offer {
  if (asksForMe(usage.url)) return offerForMe(usage, api);
  const mapping = api.mapping(usage.url.version, usage.method, usage.url.path);
  if (!mapping || mapping.kind !== 'drop-in') return NO_OFFER;
  const edits = moveToVersion(usage, api.target, api);
  if (!edits) return NO_OFFER;
  const change: Change = { description: `Ask \`/${api.target}\`, which answers the same here.`, edits };
  const isSafe =
    mapping.autoFix === 'safe' && usage.confidence === 'certain' && sendsNothingLost(usage, mapping.paramsLost ?? []);
  return isSafe ? { fix: change, suggestions: [] } : { fix: null, suggestions: [change] };
}

/** Whether none of the parameters that v3 dropped can be sent. */
function sendsNothingLost(usage: EndpointUsage, lost: readonly string[]): boolean {
  if (!lost.length) return true;
  const sent = new URLSearchParams(usage.url.query);
  if (lost.some((name) => sent.has(name)) || usage.url.query.includes('{')) return false;
  const takesMore =
    usage.options === null || usage.options.some((name) => /^(params|qs|query|searchParams)$/.test(name));
  return !takesMore;
}
