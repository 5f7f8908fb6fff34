import type { CleverApi } from '../clever-api/index.js';
import type { Change } from '../engine/finding.js';
import type { AnswerEscape, EndpointUsage } from '../scan/usage.js';
import { asksForMe, moveToVersion } from './address.js';
import { findObstacles, isHarmless } from './me-answer.js';
import { recordChange } from './record-change.js';

/** What may be done about a call: at most one of them is offered. */
export interface Offer {
  readonly fix: Change | null;
  readonly suggestions: readonly Change[];
}

export const NO_OFFER: Offer = { fix: null, suggestions: [] };

/**
 * The change that moves a `/me` call to the target version.
 *
 * Where the program uses what v3 answers otherwise, the record of the user takes the place of the answer. Where that
 * does not do either, nothing is offered: the address alone would trade an error for a wrong answer.
 */
export function offerForMe(usage: EndpointUsage, api: CleverApi): Offer {
  const edits = moveToVersion(usage, api.target, api);
  if (!edits) return NO_OFFER;
  const change: Change = { description: `Ask for \`/${api.target}/me\`.`, edits };
  if (!usage.answer) return { fix: null, suggestions: [change] };
  const obstacles = findObstacles(usage.answer, api);
  if (isHarmless(obstacles))
    return usage.confidence === 'certain' ? { fix: change, suggestions: [] } : asSuggestion(change);
  const withRecord = recordChange(usage, edits, obstacles, api);
  if (!withRecord) return NO_OFFER;
  const { escapes } = obstacles;
  if (usage.confidence === 'certain' && !escapes.length) return { fix: withRecord, suggestions: [] };
  return asSuggestion(withEscapes(withRecord, escapes));
}

function asSuggestion(change: Change): Offer {
  return { fix: null, suggestions: [change] };
}

/** Says why a change is not made without asking. */
function withEscapes(change: Change, escapes: readonly AnswerEscape[]): Change {
  const reasons = [
    ...new Set(
      escapes.map(({ path, reason }) => `${path.length ? `\`${path.join('.')}\`` : 'the answer'} is ${reason}`),
    ),
  ];
  if (!reasons.length) return change;
  return { ...change, description: `${change.description} Look first where it goes: ${reasons.join('; ')}.` };
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
