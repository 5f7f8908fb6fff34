import type { CleverApi, Mapping } from '../clever-api/index.js';
import type { Change } from '../engine/finding.js';
import type { AnswerEscape, EndpointUsage } from '../scan/usage.js';
import { asksForMe, isV2, isV3, moveToVersion } from './address.js';
import { findObstacles, isHarmless } from './me-answer.js';
import { belowRecord, findMovedField, namesNewId } from './records.js';
import { keepsIds, rosterChange } from './roster-change.js';
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
  if (usage.origin === 'document') return NO_OFFER;
  if (isV3(usage.url.version)) return offerForV3(usage, api);
  const edits = moveToVersion(usage, api.target, api);
  if (!edits || isV2(usage.url.version)) return NO_OFFER;
  const change: Change = { description: `Ask for \`/${api.target}/me\`.`, edits };
  if (isText(usage)) return asSuggestion(withoutReader(change));
  if (!usage.answer) return { fix: null, suggestions: [change] };
  const obstacles = findObstacles(usage.answer, api);
  if (isHarmless(obstacles))
    return usage.confidence === 'certain' ? { fix: change, suggestions: [] } : asSuggestion(change);
  const withRecord = recordChange(usage, edits, obstacles, api);
  if (!withRecord) return NO_OFFER;
  const { escapes } = obstacles;
  const isSure = withRecord.isSure && usage.confidence === 'certain' && !escapes.length;
  if (isSure) return { fix: withRecord.change, suggestions: [] };
  return asSuggestion(withEscapes(withRecord.change, escapes));
}

/** Code that asks v3 already and reads what v3 never answered does not work now, so it is not for a fix to say what it means. */
function offerForV3(usage: EndpointUsage, api: CleverApi): Offer {
  if (!usage.answer) return NO_OFFER;
  const obstacles = findObstacles(usage.answer, api);
  if (obstacles.removed.length + obstacles.types.length === 0) return NO_OFFER;
  const withRecord = recordChange(usage, [], obstacles, api);
  return withRecord ? asSuggestion(withEscapes(withRecord.change, obstacles.escapes)) : NO_OFFER;
}

function asSuggestion(change: Change): Offer {
  return { fix: null, suggestions: [change] };
}

/** Whether nothing is known of a URL but that it is written somewhere. */
function isText({ origin }: EndpointUsage): boolean {
  return origin === 'text' || origin === 'language' || origin === 'document';
}

function withoutReader(change: Change): Change {
  return { ...change, description: `${change.description} Look first: what reads the answer is not in sight.` };
}

/** Says why a change is not made without asking. */
function withEscapes(change: Change, escapes: readonly AnswerEscape[]): Change {
  const reasons = [...new Set(escapes.map(({ path, reason }) => `${nameOf(path)} is ${reason}`))];
  if (!reasons.length) return change;
  return { ...change, description: `${change.description} Look first: ${reasons.join('; ')}.` };
}

/** The change that moves any other v1 call to the target version, where its row in the table allows one. */
export function offerForEndpoint(usage: EndpointUsage, api: CleverApi): Offer {
  if (asksForMe(usage.url)) return offerForMe(usage, api);
  const mapping = api.mapping(usage.url.version, usage.method, usage.url.path);
  if (mapping?.autoFix === 'assisted') return offerForList(usage, mapping, api);
  if (!mapping || mapping.kind !== 'drop-in' || readsWhatIsLost(usage, mapping, api)) return NO_OFFER;
  const edits = moveToVersion(usage, api.target, api);
  if (!edits) return NO_OFFER;
  const takesAll = sendsNothingLost(usage, mapping, api);
  const description = takesAll
    ? `Ask \`/${api.target}\`, which answers the same here.`
    : `Ask \`/${api.target}\`. It does not take every parameter of before; see to those first.`;
  const change: Change = { description, edits };
  if (isText(usage)) return usage.origin === 'document' ? NO_OFFER : asSuggestion(withoutReader(change));
  const isSafe = mapping.autoFix === 'safe' && usage.confidence === 'certain' && takesAll;
  return isSafe ? { fix: change, suggestions: [] } : { fix: null, suggestions: [change] };
}

/** Lists of people, whose address and reads move together. */
function offerForList(usage: EndpointUsage, mapping: Mapping, api: CleverApi): Offer {
  if (!usage.answer || !sendsNothingLost(usage, mapping, api)) return NO_OFFER;
  const change = rosterChange(usage, mapping, api);
  if (!change || (!keepsIds(mapping) && storesIds(usage, api))) return NO_OFFER;
  const escapes = usage.answer.escapes.filter(({ path }) => isRecordOrMore(path));
  const isSure = usage.confidence === 'certain' && keepsIds(mapping) && !escapes.length;
  return isSure ? { fix: change, suggestions: [] } : asSuggestion(withEscapes(change, escapes));
}

function nameOf(path: readonly string[]): string {
  return path.length ? `\`${path.join('.')}\`` : 'the answer';
}

/** Whether ids of people who have other ones on v3 are kept or looked up. */
function storesIds({ answer, url }: EndpointUsage, api: CleverApi): boolean {
  return answer?.uses.some(({ how, path }) => how.kind === 'key' && namesNewId(url, path, api)) ?? false;
}

/** Whether a path is the body, its list, or a whole record; single fields and the links may go anywhere. */
function isRecordOrMore(path: readonly string[]): boolean {
  return ['', 'data', 'data.[]', 'data.[].data'].includes(path.join('.'));
}

/** Whether the program reads a field that the same path of v3 does not answer. */
function readsWhatIsLost({ answer, url }: EndpointUsage, mapping: Mapping, api: CleverApi): boolean {
  const shape = api.resourceOf(url.version, url.path);
  if (!answer || !shape) return false;
  return answer.reads.some(({ path }) => {
    const below = belowRecord(path, shape.list, shape.unwrapped);
    return findMovedField(url, path, api) !== null || (mapping.fieldsLost ?? []).includes(below?.join('.') ?? '');
  });
}

/** Whether none of the parameters that v3 dropped can be sent. */
function sendsNothingLost({ url, options }: EndpointUsage, mapping: Mapping, api: CleverApi): boolean {
  const names = [...new URLSearchParams(url.query).keys()];
  if (url.query.includes('{') || names.some((name) => api.lostParameter(mapping, name) !== null)) return false;
  if (options === null) return mapping.was === 'single';
  return !options.some((name) => /^(params|qs|query|searchParams)$/.test(name));
}
