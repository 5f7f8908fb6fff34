import type { CleverApi } from '../clever-api/index.js';
import type { Change } from '../model/finding.js';
import type { AnswerRead, AnswerUse } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import type { Span } from '../model/spans.js';
import { joinChanges, withDecision } from '../model/edits.js';
import { asksForMe, isV3, moveToVersion, spellPath } from '../rule/address.js';
import { asSuggestion, offeredBy, refuse, type Offer } from '../rule/offer.js';
import type { ProjectFacts } from '../rule/rule.js';
import { listed } from './endpoint-advice.js';
import { losesRecord, withEscapes } from './escapes.js';
import { lostReads, firstLostField, sendsNothingLost } from './losses.js';
import { isNewId } from './ids-between-calls.js';
import { meCalls } from './me-calls.js';
import { isId } from './me-paths.js';
import { belowRecord } from './below-record.js';
import { rosterChange } from './roster-change.js';
import { checksOfRecords, unlikeBeforeInRecords } from './unlike-before.js';
import { isInside } from '../model/spans.js';

/** What the program may rely on, by the ids that it reads: that who was known by one still has it. */
export function otherIds(usage: EndpointUsage, api: CleverApi): string {
  const reads = (usage.answer?.reads ?? []).filter((read) => !read.declaration && isNewId(usage, read, api));
  const names = [...new Set(reads.map(({ path }) => path.join('.').replaceAll('.[]', '[]')))];
  return names.length
    ? `Check which code relies on ${listed(names, 'and')}: these ids change on ${api.target}.`
    : `Check whether code relies on ids in this answer: the ids of people change on ${api.target}.`;
}

/** Another call whose answer has the ids that the id of a `/me` answer is compared with. */
export interface Compared {
  readonly call: EndpointUsage;
  /** Where these ids are read. */
  readonly places: readonly Span[];
}

/**
 * The calls of older versions whose answers have the ids that the id of a `/me` answer is compared with.
 *
 * Both ids are Clever's. Where both calls move, both are new, so none of them is a stored id.
 */
export function comparedCalls(usage: EndpointUsage, project: ProjectFacts, api: CleverApi): readonly Compared[] {
  return project.once('compared calls', usage, () => findCompared(usage, project.asked, api));
}

function findCompared(usage: EndpointUsage, asked: readonly EndpointUsage[], api: CleverApi): readonly Compared[] {
  const matches = idMatches(usage);
  const places = matches.map(({ other }) => other);
  if (!places.length || isV3(usage.url.version)) return [];
  const others = asked.filter(({ origin, url }) => origin === 'request' && !asksForMe(url) && !isV3(url.version));
  return others.flatMap((call): readonly Compared[] => {
    const own = idReads(call, api).flatMap(({ expression, shared }) => (expression && !shared ? [expression] : []));
    const shared = places.filter((place) => own.some((read) => isSame(read, place)));
    return shared.length ? [{ call, places: shared }] : [];
  });
}

/** An id of a `/me` answer, and what it is compared with. */
interface IdMatch {
  readonly span: Span;
  readonly other: Span;
  readonly shared: boolean;
}

function idMatches({ answer }: EndpointUsage): readonly IdMatch[] {
  return (answer?.uses ?? []).flatMap(({ path, how, span, shared }) =>
    isId(path) && how.kind === 'match' ? [{ span, other: how.other, shared }] : [],
  );
}

/** The places where ids of a `/me` answer meet ids of another answer of the same call: `first.id === second.id`. */
export function placesOfOwnIds(usage: EndpointUsage): readonly Span[] {
  const matches = isV3(usage.url.version) ? [] : idMatches(usage).filter(({ shared }) => !shared);
  const isOwn = (place: Span): boolean => matches.some(({ span }) => isSame(span, place));
  return matches.filter(({ other }) => isOwn(other)).map(({ other }) => other);
}

/** The `/me` call whose id is compared with ids of an answer, so that neither call can move alone; null if there is none. */
export function comparingMe(call: EndpointUsage, project: ProjectFacts, api: CleverApi): EndpointUsage | null {
  if (asksForMe(call.url) || !idReads(call, api).length) return null;
  const isCompared = (me: EndpointUsage): boolean => comparedCalls(me, project, api).some((each) => each.call === call);
  return meCalls(project).find((me) => me.origin === 'request' && isCompared(me)) ?? null;
}

/**
 * A `/me` call whose comparisons with ids that move together with its own are no comparisons with stored ids.
 *
 * @param places where those ids are read
 */
export function withoutComparisons(usage: EndpointUsage, places: readonly Span[]): EndpointUsage {
  const { answer } = usage;
  if (!answer || !places.length) return usage;
  const settled = answer.uses.flatMap(({ how, span }) =>
    how.kind === 'match' && places.some((place) => isSame(place, how.other)) ? [span] : [],
  );
  const isOpen = ({ path, span }: { readonly path: readonly string[]; readonly span: Span }): boolean =>
    !isId(path) || !settled.some((place) => isSame(place, span));
  const uses = answer.uses.flatMap((use): readonly AnswerUse[] => {
    if (isOpen(use)) return [use];
    return use.how.kind === 'match' ? [{ ...use, how: { kind: 'moves along' } }] : [];
  });
  return { ...usage, answer: { ...answer, uses, escapes: answer.escapes.filter(isOpen) } };
}

/**
 * The offer for a `/me` call, joined with the change of the calls whose ids its id is compared with.
 *
 * It is for a person to make: whoever has several roles had an id for each before, and has one on v3.
 *
 * @param comparesOwn whether the code compares ids of two of its answers
 */
export function withComparedCalls(
  own: Offer,
  compared: readonly Compared[],
  comparesOwn: boolean,
  api: CleverApi,
): Offer {
  const change = offeredBy(own);
  if (!change || !(compared.length || comparesOwn)) return own;
  const moves = compared.map((each) => changeOf(each, api));
  const stays = compared[moves.indexOf(null)];
  if (stays)
    return refuse(
      `the code compares its id with ids from ${nameOf(stays.call)}, and this tool cannot change that call`,
    );
  return asSuggestion(withDecision(joinChanges([change, ...moves.filter((move) => move !== null)]), oneId(api)));
}

function oneId({ target }: CleverApi): string {
  return `Check people with several roles: they had one id per role and have only one on ${target}, so ids that used to differ can be equal.`;
}

function nameOf({ url }: EndpointUsage): string {
  return `\`${spellPath(url)}\``;
}

/** The change that moves a call whose ids are compared with that of `/me`; null where it has to stay. */
function changeOf({ call, places }: Compared, api: CleverApi): Change | null {
  const { url, method, answer } = call;
  const mapping = api.mapping(url.version, method, url.path);
  if (!mapping || !answer || lostReads(call, api).length || !sendsNothingLost(call, mapping, api)) return null;
  const moved =
    mapping.kind === 'drop-in' && !firstLostField(call, mapping, api) ? moveToVersion(call, api.target, api) : null;
  const change = moved
    ? { description: `Call \`${mapping.targetPath ?? ''}\`: the code compares its ids with the new id.`, edits: moved }
    : rosterChange(call, mapping, api);
  if (!change) return null;
  const isCompared = ({ expression }: AnswerRead): boolean =>
    expression !== null && places.some((place) => isSame(place, expression));
  // Whether two ids are equal does not depend on the order of the list; what else is read may.
  const reads = answer.reads.filter((read) => !isCompared(read) && fieldOf(call, read, api) !== null);
  const others = { ...call, answer: { ...answer, reads } };
  const ids = idReads(others, api).length ? [otherIds(others, api)] : [];
  const told = withDecision(change, ...ids, ...checksOfRecords(others, mapping, api));
  return withEscapes(told, [...answer.escapes.filter(losesRecord), ...unlikeBeforeInRecords(call, api)], api);
}

/** Reads of ids that change on v3: of the records themselves, and of people in them. */
function idReads(call: EndpointUsage, api: CleverApi): readonly AnswerRead[] {
  return (call.answer?.reads ?? []).filter((read) => read.declaration === null && isNewId(call, read, api));
}

/** The field of a record that is read; null for a record as a whole. */
function fieldOf({ url }: EndpointUsage, { path }: AnswerRead, api: CleverApi): string | null {
  const shape = api.resourceOf(url.version, url.path);
  return (shape && belowRecord(path, shape.list, shape.unwrapped)?.[0]) ?? null;
}

function isSame(one: Span, other: Span): boolean {
  return isInside(one, other) && isInside(other, one);
}
