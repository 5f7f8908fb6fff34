import type { CleverApi, Mapping } from '../clever-api/index.js';
import type { Change } from '../model/finding.js';
import type { AnswerUse } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import { isV1, spellPath } from '../rule/address.js';
import { joinChanges, withDecision } from '../model/edits.js';
import { withCautions } from './cautions.js';
import { otherIds } from './compared-ids.js';
import { losesRecord, withEscapes } from './escapes.js';
import { meCalls } from './me-calls.js';
import { isId } from './me-paths.js';
import { lostReads, readsNewIds, sendsNothingLost } from './losses.js';
import { asSuggestion, offeredBy, type Offer } from '../rule/offer.js';
import { doubtOfRole, idsFor } from './role-of-record.js';
import type { ProjectFacts } from '../rule/rule.js';
import { rosterChange } from './roster-change.js';
import { withSharedReads } from './shared-reads.js';
import { checkOfToken } from './sign-in-token.js';
import { checksOfRecords, unlikeBeforeInRecords } from './unlike-before.js';
import { mocksOf } from './with-mocks.js';

/**
 * Moves the requests of v1 that are given the id of a `/me` answer together with that call: on v3 the id is another one,
 * and it is the one that those requests take there.
 *
 * @param usage the `/me` call
 * @param own what may be done about it by itself
 * @returns the offer as it was where no request takes its id
 */
export function withIdRequests(usage: EndpointUsage, own: Offer, project: ProjectFacts, api: CleverApi): Offer {
  const { asked } = project;
  const taking = project.once('requests by a new id', asked, () => asked.filter((each) => takesNewId(each, api)));
  const requests = taking.filter((request) => givesId(usage, request));
  const change = offeredBy(own);
  if (!requests.length || !change) return own;
  const moves = requests.map((request) => idRequestChange(usage, request, project, api));
  const left = requests.filter((_, index) => !moves[index]);
  if (left.length) return asSuggestion(leavingBehind(change, left, api));
  const doubts = requests.flatMap((request) => doubtOfRole(request, project, api) ?? []);
  const joint = withDecision(joinChanges([change, ...moves.filter((move) => move !== null)]), ...new Set(doubts));
  const isCertain = own.fix !== null && requests.every(({ confidence }) => confidence === 'certain');
  const isSure = isCertain && !mocksOf(project).length && !joint.decisions?.length;
  return withCautions(requests, isSure ? { fix: joint, suggestions: [] } : asSuggestion(joint), api);
}

/**
 * The `/me` call that moves together with a request, because its answer gives the id.
 *
 * @returns null where there is none, and where the request cannot be moved
 */
export function giverOfId(request: EndpointUsage, project: ProjectFacts, api: CleverApi): EndpointUsage | null {
  if (!takesNewId(request, api)) return null;
  const me = meCalls(project).find((each) => givesId(each, request));
  return me && idRequestChange(me, request, project, api) ? me : null;
}

function takesNewId({ origin, url, method }: EndpointUsage, api: CleverApi): boolean {
  return (
    origin === 'request' && isV1(url.version) && api.mapping(url.version, method, url.path)?.idParam === 'new-user-id'
  );
}

function givesId(me: EndpointUsage, request: EndpointUsage): boolean {
  return usesIn(me, request).length > 0;
}

/** The places where the id of a `/me` answer goes into the path of a request, which has no room for another value. */
function usesIn({ answer }: EndpointUsage, request: EndpointUsage): readonly AnswerUse[] {
  return request.url.pieces.filter(({ hole }) => hole).length === 1 ? idsFor(request, answer) : [];
}

/**
 * The change of a request that is given the id of v3, with what a reader must check of it.
 *
 * @returns null where it is given other ids too, or its answer cannot be had
 */
function idRequestChange(
  me: EndpointUsage,
  asked: EndpointUsage,
  project: ProjectFacts,
  api: CleverApi,
): Change | null {
  // The same code may read what another request answers, in which a field has another place.
  const request = withSharedReads(asked, project, api);
  const { url, method, answer } = request;
  const mapping = api.mapping(url.version, method, url.path);
  if (!mapping || !answer) return null;
  if (usesIn(me, request).some((use) => use.shared || use.confidence !== 'certain')) return null;
  if (lostReads(request, api).length || !sendsNothingLost(request, mapping, api)) return null;
  const change = rosterChange(request, mapping, api);
  if (!change) return null;
  const isKept = answer.uses.some(({ path, how }) => isId(path) && how.kind !== 'url') || readsNewIds(request, api);
  const checks = [
    ...(reachesOwn(mapping) ? [] : [checkOfToken(mapping)]),
    ...(isKept ? [otherIds(request, api)] : []),
    ...checksOfRecords(request, mapping, api),
  ];
  const lost = answer.escapes.filter((escape) => losesRecord(escape) || isId(escape.path));
  return withEscapes(withDecision(change, ...checks), [...lost, ...unlikeBeforeInRecords(request, api)], api);
}

/** Whether the token of somebody who signs in reaches the path on v3 where it did before. */
function reachesOwn({ ssoToken }: Mapping): boolean {
  return ssoToken === 'yes' || ssoToken === 'own-id-only';
}

function leavingBehind(change: Change, requests: readonly EndpointUsage[], { target }: CleverApi): Change {
  const names = [...new Set(requests.map(({ url }) => `\`${spellPath(url)}\``))];
  return withDecision(
    change,
    `Change ${names.join(', ')} by hand first: it uses the id in this answer, and that id changes on ${target}.`,
  );
}
