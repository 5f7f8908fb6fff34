import type { CleverApi, Mapping } from '../clever-api/index.js';
import type { Change } from '../model/finding.js';
import type { AnswerRead, AnswerUse } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import { asksForMe, isOnlyShown, isV1, isV3, moveToVersion } from '../rule/address.js';
import { whyAddressStays } from './address-stays.js';
import { offerForMe } from './changes.js';
import { checksOfDroppedId } from './dropped-ids.js';
import { isText, losesRecord, withEscapes, withoutReader } from './escapes.js';
import { asSuggestion, noAnswer, ONLY_SHOWN, refuse, type Offer } from '../rule/offer.js';
import { withDecision } from '../model/edits.js';
import { askingFirst, withCautions } from './cautions.js';
import { checksOfCondition } from './conditional-requests.js';
import { comparingMe, otherIds } from './compared-ids.js';
import { isKeptInMemory } from './kept-in-memory.js';
import { giverOfId } from './id-requests.js';
import { checksOfGivenId, checksOfJoinedIds, withGivenIds } from './ids-between-calls.js';
import {
  adviceOnLost,
  checksOfAskedParts,
  firstLostField,
  lostParameters,
  lostReads,
  readsNewIds,
  sendsNothingLost,
  type LostRead,
} from './losses.js';
import { movePath } from './path-move.js';
import { findMovedField, namesNewId, type MovedField } from './records.js';
import { listed } from './endpoint-advice.js';
import { describeFate } from './endpoint-message.js';
import { askedFromMe } from './record-request.js';
import type { ProjectFacts } from '../rule/rule.js';
import { doubtOfRole } from './role-of-record.js';
import { withSharedReads } from './shared-reads.js';
import {
  hasNoPlaceForNothing,
  isDecorated,
  keepsIds,
  readOfSeveral,
  rosterChange,
  unchangeableRead,
} from './roster-change.js';
import { namingTestedCall } from './tested-calls.js';
import { withTokenChecked } from './sign-in-token.js';
import { checksOfRecords, unlikeBeforeInRecords } from './unlike-before.js';
import { waitForMocks } from './with-mocks.js';

/** The change that moves any other call to the target version, where its row in the table allows one. */
export function offerForEndpoint(usage: EndpointUsage, api: CleverApi, project: ProjectFacts): Offer {
  if (asksForMe(usage.url)) return offerForMe(usage, api, project);
  const judge = (each: EndpointUsage): Offer =>
    project.once('roster offer', each, () => {
      const alone = namingTestedCall(each, offerForRoster(each, api, project), project);
      const own = withCautions([each], alone, api);
      const checks = checksOfCondition(each, project);
      return withTokenChecked(each, checks.length ? askingFirst(own, checks) : own, project, api);
    });
  const offerFor = (call: EndpointUsage): Offer =>
    project.once('offer with mocks', call, () => waitForMocks(call, judge(call), project, judge));
  return withGivenIds(usage, project, api, offerFor);
}

/** What may be done about reads of fields that v3 has elsewhere: they move with their call, if that is one of v1. */
export function offerForFields(usage: EndpointUsage, api: CleverApi, project: ProjectFacts): Offer {
  const { url, origin } = usage;
  if (isV1(url.version)) return offerForEndpoint(usage, api, project);
  if (origin === 'link')
    return refuse('the URL comes from another answer, so change this read together with the call that returns the URL');
  if (isV3(url.version))
    return refuse(`the code already calls ${api.target}, so this tool cannot tell what the code expects`);
  return refuse('the call uses API v2, so change this read together with the version of the call');
}

/** The same for a call by itself. */
function offerForRoster(usage: EndpointUsage, api: CleverApi, project: ProjectFacts): Offer {
  const { version, path } = usage.url;
  if (isOnlyShown(usage)) return refuse(ONLY_SHOWN);
  const me = giverOfId(usage, project, api) ?? comparingMe(usage, project, api);
  if (me) return offerForMe(me, api, project);
  const mapping = api.mapping(version, usage.method, path);
  if (!mapping) return offerForUnmapped(usage, api, project);
  const [lost] = lostReads(usage, api);
  if (lost) return refuse(whyPartLost(lost, api));
  if (tellsEventsApart(usage, mapping))
    return refuse(`the code compares event types, and ${api.target} renamed some of them`);
  return mapping.kind === 'drop-in'
    ? offerForSamePath(usage, mapping, project, api)
    : offerForOtherPath(usage, mapping, project, api);
}

/** A path that the old version never had, or that is not known as a whole. */
function offerForUnmapped(usage: EndpointUsage, api: CleverApi, project: ProjectFacts): Offer {
  const me = askedFromMe(usage, project);
  // One answer, one change: the two of them move together, or neither does.
  if (me) return offerForMe(me, api, project);
  const { version, path } = usage.url;
  const edits = moveToVersion(usage, api.target, api);
  if (!edits) return refuse(whyAddressStays(usage, null, api));
  if (describeFate(usage, api, project).fate === 'unknown')
    return refuse(`this tool does not know what replaces \`${path}\``);
  if (usage.method === null || version === null) return refuse(noCallOf(usage));
  if (api.endpoint(api.target, usage.method, path)) {
    return asSuggestion({
      description: `Call \`/${api.target}${path}\`.`,
      decisions: [
        `Check that the code means this path: API ${version} has no \`${path}\`, so the call does not work today.`,
      ],
      edits,
    });
  }
  const people = api.possiblePaths(version, path).filter(({ target }) => target === `/${api.target}/users/{id}`);
  const id = /^\/[^/]+(\/[^/]+)$/.exec(path)?.[1];
  const moved = people.length && id ? movePath(usage.url, `/users${id}`) : null;
  if (!moved) return refuse('this tool cannot tell which endpoint it calls');
  return asSuggestion({
    description: `Call \`/${api.target}/users${id}\`.`,
    decisions: [`Check that this code requests only people, by their ${api.target} ids.`],
    edits: [...edits, ...moved],
  });
}

/** Of a base that no call in sight uses. */
function noCallOf({ origin }: EndpointUsage): string {
  return origin === 'language'
    ? 'this tool reads this code only as text, so it cannot see every path that the code adds to this URL'
    : 'this tool sees no call that uses this URL';
}

/** Paths that v3 has too: the version moves. */
function offerForSamePath(usage: EndpointUsage, mapping: Mapping, project: ProjectFacts, api: CleverApi): Offer {
  const lost = firstLostField(usage, mapping, api);
  if (lost) return refuse(whyLost(lost, usage, api), lost.span);
  const edits = moveToVersion(usage, api.target, api);
  if (!edits) return refuse(whyAddressStays(usage, null, api));
  const path = mapping.targetPath ?? `/${api.target}${mapping.path}`;
  const sendsLost = !sendsNothingLost(usage, mapping, api);
  const checks = checksOfAskedParts(usage, api);
  if (sendsLost || checks.length) {
    const decisions = [...(sendsLost ? parameterDecisions(usage, mapping, api) : []), ...checks];
    return asSuggestion({ description: `Call \`${path}\`.`, decisions, edits });
  }
  const kept = usage.answer?.escapes.filter(losesRecord) ?? [];
  const added = unlikeBeforeInRecords(usage, api);
  const escapes = [...kept, ...added];
  const more = kept.length ? ', and more fields' : '';
  const sameData = added.length ? '' : ` It returns the same data for every field that the code reads${more}.`;
  const change: Change = { description: `Call \`${path}\`.${sameData}`, edits };
  if (isText(usage)) return asSuggestion(withoutReader(change));
  const isSafe = mapping.autoFix === 'safe' && usage.confidence === 'certain';
  if (isSafe && !escapes.length) return { fix: change, suggestions: [] };
  const isGuarded = usage.answer !== null && !escapes.length && !readsNewIds(usage, api);
  if (mapping.autoFix === 'guarded' && usage.confidence === 'certain' && isGuarded)
    return { fix: change, suggestions: [] };
  const ids = readsNewIds(usage, api) ? [otherIds(usage, api), ...checksOfJoinedIds(usage, project, api)] : [];
  const told = withDecision(change, ...ids);
  return asSuggestion(withEscapes(told, escapes, api));
}

function whyPartLost({ name, beside }: LostRead, { target }: CleverApi): string {
  if (beside === null) return `the ${target} answer has no \`${name}\``;
  return `Clever does not say whether \`${name}\` respects \`${beside}\` on ${target}`;
}

/** Why the path alone cannot move: a field that is read is nowhere in the answer, or in that of another request. */
function whyLost({ path }: AnswerRead, usage: EndpointUsage, api: CleverApi): string {
  const field = findMovedField(usage, path, api);
  const name = `\`${field?.name ?? path.at(-1) ?? ''}\``;
  return field?.fetch.length
    ? `the code reads ${name}, which ${api.target} returns only with another request`
    : `the code reads ${name}, which the ${api.target} answer does not have`;
}

/** What a reader must do about parameters that v3 does not take, or may not. */
function parameterDecisions(usage: EndpointUsage, mapping: Mapping, api: CleverApi): readonly string[] {
  const lost = adviceOnLost(usage, api);
  return lost.length ? lost : [checkOfParameters(mapping, api)];
}

/** Why a call stays for the sake of its parameters: it sends some that v3 does not take, or nobody sees what it sends. */
function whyParameters(usage: EndpointUsage, mapping: Mapping, api: CleverApi): string {
  const sent = lostParameters(usage, mapping, api).map(({ name }) => name);
  if (sent.length > 0) return `the call sends ${listed(sent, 'and')}, which ${api.target} does not accept`;
  const { paramsLost } = mapping;
  const lost = paramsLost.length > 0 ? `${listed(paramsLost, 'or')}, which` : 'a parameter that';
  return `this tool cannot see whether the call sends ${lost} ${api.target} does not accept`;
}

/** Of parameters that are not in sight. */
function checkOfParameters({ paramsLost }: Mapping, { target }: CleverApi): string {
  if (!paramsLost.length)
    return `Check the query parameters, which this tool cannot see: ${target} may not accept all of them.`;
  return `Check that the request does not send ${listed(paramsLost, 'or')}, which ${target} does not accept.`;
}

/** Paths that are others on v3: address and reads move together. */
function offerForOtherPath(asked: EndpointUsage, mapping: Mapping, project: ProjectFacts, api: CleverApi): Offer {
  const usage = withSharedReads(asked, project, api);
  const { answer } = usage;
  if (!answer) return refuse(noAnswer(usage));
  if (!sendsNothingLost(usage, mapping, api)) return refuse(whyParameters(usage, mapping, api));
  const change = rosterChange(usage, mapping, api);
  const staysSame = keepsIds(mapping) || holdsNoNewIds(usage, mapping, api);
  if (!change) return whyNotMoved(usage, mapping, api);
  const stored = staysSame ? null : storedId(usage, project, api);
  if (stored) return refuse(`the code stores ids that change on ${api.target}`, stored.span);
  const escapes = [...answer.escapes.filter(losesRecord), ...unlikeBeforeInRecords(usage, api)];
  if (mapping.was !== mapping.now && escapes.length) return refuse(otherForm(mapping, api));
  const needsNewId = mapping.idParam === 'new-user-id';
  const doubt = doubtOfRole(usage, project, api);
  const checks = [
    ...checksOfRecords(usage, mapping, api),
    ...checksOfDroppedId(usage, mapping, change.edits, project, api),
    ...(doubt === null ? [] : [doubt]),
  ];
  const isSure = usage.confidence === 'certain' && staysSame && !escapes.length && !checks.length;
  if (isSure && mapping.autoFix === 'assisted' && mapping.certainty !== 'inferred')
    return { fix: change, suggestions: [] };
  const isUnsaid = !staysSame && !escapes.length;
  const ids = needsNewId
    ? checksOfGivenId(asked, project, api)
    : isUnsaid
      ? [otherIds(usage, api), ...checksOfJoinedIds(usage, project, api)]
      : [];
  const empty = mapping.was !== mapping.now ? [EMPTY_LIST] : [];
  return asSuggestion(withEscapes(withDecision(change, ...ids, ...checks, ...empty), escapes, api));
}

/** Of one record that v3 answers in a list. */
const EMPTY_LIST = 'Check what the code does if the list is empty.';

/** Why a request stays whose answer is a list on v3, or no longer one, and goes where nobody sees what reads it. */
function otherForm(mapping: Mapping, api: CleverApi): string {
  return `${returnsOtherForm(mapping, api)}, and the code passes the answer to code that this tool cannot follow`;
}

function returnsOtherForm({ now }: Mapping, { target }: CleverApi): string {
  return `${target} returns ${now === 'list' ? 'a list instead of one record' : 'one record instead of a list'}`;
}

/** Why a request cannot move to its path of v3. */
function whyNotMoved(usage: EndpointUsage, mapping: Mapping, api: CleverApi): Offer {
  const { answer } = usage;
  const { targetPath, was, now } = mapping;
  if (targetPath === null) return refuse(noReplacement(mapping, api));
  if (mapping.certainty === 'configured')
    return refuse('your configuration names the replacement, and this tool does not know what it returns');
  const moved = answer?.reads.filter(({ path }) => findMovedField(usage, path, api)) ?? [];
  const shared = moved.find((read) => read.shared);
  if (shared)
    return refuse(
      `the code that reads \`${shared.path.at(-1) ?? ''}\` also handles objects from other sources`,
      shared.span,
    );
  for (const { path, span } of moved) {
    const field = findMovedField(usage, path, api);
    const reason = field && whyFieldStays(field, path.at(-1) ?? '', api);
    if (reason) return refuse(reason, span);
  }
  const decorated = moved.find(isDecorated);
  if (decorated)
    return refuse(
      `a decorator says where \`${decorated.path.at(-1) ?? ''}\` comes from, and this tool does not change decorators`,
      decorated.span,
    );
  const empty = moved.find(hasNoPlaceForNothing);
  if (empty)
    return refuse(`the code that reads \`${empty.path.at(-1) ?? ''}\` also handles objects without it`, empty.span);
  const one = readOfSeveral(moved);
  if (one) return refuse('the code reads several fields in one place, and they move to different places', one.span);
  const asked = unchangeableRead(usage, mapping, api);
  if (asked)
    return refuse(`the code asks for \`${asked.path.at(-1) ?? ''}\` in a way that this tool cannot change`, asked.span);
  return refuse(
    was === now
      ? whyAddressStays(usage, targetPath.replace(`/${api.target}`, ''), api)
      : `${returnsOtherForm(mapping, api)}, and this tool cannot change the code that reads it`,
  );
}

/** Of a call that nothing takes the place of, with what to do instead. */
function noReplacement({ instead }: Mapping, { target }: CleverApi): string {
  const advice = instead?.replace(/\.$/, '') ?? '';
  return `${target} has no replacement${advice ? `: ${advice.charAt(0).toLowerCase()}${advice.slice(1)}` : ''}`;
}

/** Why no edit moves a read of a field; null where one does. */
function whyFieldStays({ change, to, fetch }: MovedField, name: string, { target }: CleverApi): string | null {
  if (fetch.length) return `${target} returns \`${name}\` only with another request`;
  if (!to) return `the ${target} record has no \`${name}\``;
  if (to.includes('[]'))
    return `the ${target} record has \`${name}\` in a list, and this tool cannot tell which entry the code needs`;
  return change === 'moved' ? null : `the ${target} record has \`${name}\` in another form`;
}

/** Whether neither the path nor the program holds an id that is new on v3: of the records, or of people in them. */
function holdsNoNewIds(usage: EndpointUsage, mapping: Mapping, api: CleverApi): boolean {
  if (mapping.idParam === 'new-user-id' || readsNewIds(usage, api) || !isOfUsers(mapping, api)) return false;
  const reads = usage.answer?.reads.filter(({ declaration }) => declaration === null) ?? [];
  return !reads.some((read) => namesNewId(usage, read, api));
}

/** Whether the records are users, or have ids of users in them. */
function isOfUsers(mapping: Mapping, api: CleverApi): boolean {
  const resource = api.resource(mapping.resource ?? '');
  const isUser = resource?.v3Type === 'User' && resource.role !== 'contact';
  return isUser || (resource?.userIdsAt ?? []).length > 0;
}

/** Whether a program tells events apart, whose types are others on v3. */
function tellsEventsApart({ answer }: EndpointUsage, mapping: Mapping): boolean {
  if (mapping.resource !== 'event' || !answer) return false;
  return answer.uses.some(({ path, how }) => path.at(-1) === 'type' && how.kind !== 'url');
}

/** Where an id of people who have other ones on v3 is kept or looked up. */
function storedId(usage: EndpointUsage, project: ProjectFacts, api: CleverApi): AnswerUse | undefined {
  return usage.answer?.uses.find(
    (use) => use.how.kind === 'key' && namesNewId(usage, use, api) && !isKeptInMemory(use, project),
  );
}
