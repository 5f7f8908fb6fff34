import type { CleverApi } from '../clever-api/index.js';
import type { AnswerRead } from '../model/answer.js';
import type { Span } from '../model/spans.js';
import { groupBy } from '../model/group-by.js';
import { joinChanges, withDecision } from '../model/edits.js';
import type { EndpointUsage } from '../model/usage.js';
import { asksForMe, isV3, spellPath, targetOf } from '../rule/address.js';
import { asSuggestion, offeredBy, type Offer } from '../rule/offer.js';
import type { ProjectFacts } from '../rule/rule.js';
import { askedAt } from './asked-at.js';
import { askingFirst } from './cautions.js';
import { isAskedWith } from './mixed-versions.js';
import { belowRecord } from './below-record.js';
import { namesNewId } from './records.js';

/** Whether a member of an answer is the id of a person who has another one on v3: of a record, or of people in it. */
export function isNewId(call: EndpointUsage, read: Pick<AnswerRead, 'path' | 'span'>, api: CleverApi): boolean {
  const { path } = read;
  const shape = api.resourceOf(call.url.version, call.url.path);
  const field = (shape && belowRecord(path, shape.list, shape.unwrapped)?.[0]) ?? '';
  const people = api.resource(shape?.resource ?? '')?.userIdsAt ?? [];
  return people.includes(field) || namesNewId(call, read, api);
}

/**
 * The offer for a request that takes ids of people out of the answer of another one, or that gives them: both move in one
 * change, so that the ids are those of v3.
 *
 * @param offerFor the offer for a call by itself
 */
export function withGivenIds(
  usage: EndpointUsage,
  project: ProjectFacts,
  api: CleverApi,
  offerFor: (call: EndpointUsage) => Offer,
): Offer {
  const own = offerFor(usage);
  const given = givenIds(project, api);
  const giver = given.giverOf.get(usage) ?? usage;
  const takers = given.takersOf.get(giver) ?? [];
  if (!takers.length || !offeredBy(own) || isV3(giver.url.version)) return own;
  const [change, ...moves] = [giver, ...takers].map((call) => offeredBy(offerFor(call)));
  if (!change) return askingFirst(own, [giveFirst(giver)]);
  const left = takers.filter((_, index) => !moves[index]).map((taker) => takesTheseIds(taker, api));
  return asSuggestion(withDecision(joinChanges([change, ...moves.filter((move) => move !== null)]), ...left));
}

/** What a reader must do for a request that takes the id of a person, in sentences; nothing where another answer gives it. */
export function checksOfGivenId(usage: EndpointUsage, project: ProjectFacts, api: CleverApi): readonly string[] {
  if (givenIds(project, api).giverOf.has(usage) || getsNewId(usage, project, api)) return [];
  const to = targetOf(usage, api) ?? `/${api.target}/users/{id}`;
  return [`Pass the ${api.target} id to \`${to}\`: ${api.target} does not know the old id.`];
}

/** Whether the ids that a request takes come out of answers of v3, and nowhere else. */
export function getsNewId(usage: EndpointUsage, project: ProjectFacts, api: CleverApi): boolean {
  const givers = givenIds(project, api).giversOf.get(usage) ?? [];
  return givers.length > 0 && givers.every(({ url }) => isV3(url.version));
}

/** Which calls give the ids that others take. */
interface GivenIds {
  /** The one call whose answer gives the only id in the path of a request, where no other value may come in. */
  readonly giverOf: ReadonlyMap<EndpointUsage, EndpointUsage>;
  readonly takersOf: ReadonlyMap<EndpointUsage, readonly EndpointUsage[]>;
  /** All calls whose answers give the only id in the path of a request, as far as they are in sight. */
  readonly giversOf: ReadonlyMap<EndpointUsage, readonly EndpointUsage[]>;
}

function givenIds(project: ProjectFacts, api: CleverApi): GivenIds {
  const { asked } = project;
  return project.once('ids given by calls', asked, () => {
    const ways = asked.flatMap((giver) => waysOfIds(giver, project, api));
    const pairs = [...groupBy(ways, ({ taker }) => taker)].flatMap(([taker, known]) => {
      const [giver, ...others] = new Set(known.map((way) => way.giver));
      const isOnlyId = taker.url.pieces.filter(({ hole }) => hole).length === 1;
      const isSure = isOnlyId && !others.length && known.every((way) => way.isSure);
      // What takes the id of a `/me` answer moves with that call already.
      return giver && isSure && !takesId(giver, api) && !asksForMe(giver.url) ? [{ giver, taker }] : [];
    });
    const takersOf = [...groupBy(pairs, ({ giver }) => giver)].map(
      ([giver, known]) => [giver, known.map(({ taker }) => taker)] as const,
    );
    const giversOf = [...groupBy(ways, ({ taker }) => taker)].map(([taker, known]) => {
      const isSure = taker.url.pieces.filter(({ hole }) => hole).length === 1 && known.every((way) => way.isSure);
      return [taker, isSure ? known.map(({ giver }) => giver) : []] as const;
    });
    return {
      giversOf: new Map(giversOf),
      giverOf: new Map(pairs.map(({ giver, taker }) => [taker, giver])),
      takersOf: new Map(takersOf),
    };
  });
}

/** An id on its way from the answer of a call into the URL of another one. */
interface WayOfId {
  readonly giver: EndpointUsage;
  readonly taker: EndpointUsage;
  readonly isSure: boolean;
}

function waysOfIds(giver: EndpointUsage, project: ProjectFacts, api: CleverApi): readonly WayOfId[] {
  if (giver.origin !== 'request') return [];
  return (giver.answer?.uses ?? []).flatMap((use) => {
    const { how, shared, confidence } = use;
    if (how.kind !== 'url' || !isNewId(giver, use, api)) return [];
    const { at } = how;
    const takers = askedAt(at, project).filter((taker) => takesId(taker, api) && isAskedWith(taker, at));
    return takers.map((taker) => ({ giver, taker, isSure: !shared && confidence === 'certain' }));
  });
}

function takesId({ origin, url, method }: EndpointUsage, api: CleverApi): boolean {
  return origin === 'request' && api.mapping(url.version, method, url.path)?.idParam === 'new-user-id';
}

function giveFirst({ url }: EndpointUsage): string {
  return `Change \`${spellPath(url)}\` by hand first: this request uses the ids in its answer.`;
}

function takesTheseIds({ url }: EndpointUsage, { target }: CleverApi): string {
  return `Change \`${spellPath(url)}\` by hand first: it uses the ids in this answer, and they change on ${target}.`;
}

/**
 * What must happen to other calls whose ids the code keeps in the same object, such as a map that joins two lists, in
 * sentences.
 */
export function checksOfJoinedIds(usage: EndpointUsage, project: ProjectFacts, api: CleverApi): readonly string[] {
  const { asked } = project;
  const keeping = project.once('objects that are given ids', asked, () => {
    const calls = asked.filter(({ origin, url }) => origin === 'request' && !isV3(url.version));
    return groupBy(
      calls.flatMap((call) => keepersOf(call, api).map((keeper) => ({ call, keeper }))),
      ({ keeper }) => keyOf(keeper),
    );
  });
  const own = spellPath(usage.url);
  return keepersOf(usage, api).flatMap((keeper) => {
    const others = new Set((keeping.get(keyOf(keeper)) ?? []).map(({ call }) => spellPath(call.url)));
    return [...others].filter((path) => path !== own).map((path) => joinedBy(keeper, path, api));
  });
}

function joinedBy({ name }: Keeper, path: string, { target }: CleverApi): string {
  return `Change \`${path}\` at the same time: \`${name}\` joins the two answers by ids, which change on ${target}.`;
}

/** An object of the program that is given ids, by what it is called in a file. */
interface Keeper {
  readonly at: Span;
  readonly name: string;
}

function keyOf({ at, name }: Keeper): string {
  return `${at.file}:${name}`;
}

/** `rows` of `rows.get(section.teacher)` */
function keepersOf(usage: EndpointUsage, api: CleverApi): readonly Keeper[] {
  const { uses, escapes } = usage.answer ?? { uses: [], escapes: [] };
  const calls = [
    ...uses.flatMap(({ path, span, how }) => (how.kind === 'key' ? [{ path, at: span, code: how.store }] : [])),
    ...escapes.flatMap(({ path, span, reason }) =>
      reason.kind === 'passed to' || reason.kind === 'key of' ? [{ path, at: span, code: reason.code }] : [],
    ),
  ];
  return calls.flatMap(({ path, at, code }) => {
    const name = code.slice(0, Math.max(code.lastIndexOf('.'), 0));
    return name !== '' && isNewId(usage, { path, span: at }, api) ? [{ at, name }] : [];
  });
}
