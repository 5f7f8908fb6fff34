import type { CleverApi } from '../clever-api/index.js';
import type { Change } from '../model/finding.js';
import type { EndpointUsage } from '../model/usage.js';
import { isOnlyShown, isV2, isV3, moveToVersion } from '../rule/address.js';
import { whyAddressStays } from './address-stays.js';
import { withIdRequests } from './id-requests.js';
import { askingFirst, withCautions } from './cautions.js';
import { isText, withEscapes, withoutEchoes, withoutReader } from './escapes.js';
import { comparedCalls, placesOfOwnIds, withComparedCalls, withoutComparisons } from './compared-ids.js';
import { withoutMergedReads } from './merged-reads.js';
import { checksOfCondition } from './conditional-requests.js';
import { adviceOnLost } from './losses.js';
import { withDecision } from '../model/edits.js';
import { findObstacles, isHarmless } from './me-answer.js';
import { isType } from './me-paths.js';
import { asSuggestion, isRefusal, noAnswer, NO_ANSWER, ONLY_SHOWN, refuse, type Offer } from '../rule/offer.js';
import { recordChange, type RecordChange } from './record-change.js';
import { typeInOldPath, recordRequestChange, recordRequestOf } from './record-request.js';
import { reusedRecordChange } from './reused-record.js';
import type { ProjectFacts } from '../rule/rule.js';
import { withSharedReads } from './shared-reads.js';
import { namingTestedCall } from './tested-calls.js';
import { userinfoChange } from './userinfo-change.js';
import { mocksOf, withMocks, type Mocked } from './with-mocks.js';

/**
 * The change that moves a `/me` call to the target version.
 *
 * Where the program uses what v3 answers otherwise, the record of the user takes the place of the answer. Where that
 * does not do either, nothing is offered: the address alone would trade an error for a wrong answer.
 */
export function offerForMe(usage: EndpointUsage, api: CleverApi, project: ProjectFacts): Offer {
  const judge = (call: EndpointUsage): Mocked => ({
    offer: offerForCall(call, api, project),
    asksForRecord: call.answer !== null && !isHarmless(findObstacles(call.answer, call.url.version, api)),
  });
  return project.once('offer with mocks', usage, () =>
    withMocks(usage, offerForCall(usage, api, project), project, judge, api),
  );
}

/** The same for the call without its mocks. */
function offerForCall(usage: EndpointUsage, api: CleverApi, project: ProjectFacts): Offer {
  return project.once('offer', usage, () => {
    const compared = comparedCalls(usage, project, api);
    const ownIds = placesOfOwnIds(usage);
    const own = withoutMergedReads(usage, project, api);
    const settled = withoutComparisons(own, [...ownIds, ...compared.flatMap(({ places }) => places)]);
    const shared = withSharedReads(settled, project, api);
    const alone = namingTestedCall(usage, offerAlone(shared, api, project), project);
    const moved = [usage, ...compared.map(({ call }) => call)];
    const offer = withCautions(moved, withComparedCalls(alone, compared, ownIds.length > 0, api), api);
    // The request for the record sends the same parameters.
    const checks = moved.flatMap((call) => [...adviceOnLost(call, api), ...checksOfCondition(call, project)]);
    return withIdRequests(usage, checks.length ? askingFirst(offer, checks) : offer, project, api);
  });
}

function offerAlone(usage: EndpointUsage, api: CleverApi, project: ProjectFacts): Offer {
  if (isOnlyShown(usage)) return refuse(ONLY_SHOWN);
  if (usage.origin === 'package') return refuse('the call is in a package, and this tool does not change packages');
  if (isV3(usage.url.version)) return offerForV3(usage, api);
  const edits = moveToVersion(usage, api.target, api);
  if (isV2(usage.url.version))
    return refuse(
      `this tool does not move \`/me\` calls of API v2: on ${api.target}, \`/me\` returns another \`type\` and \`id\``,
    );
  if (!edits) return refuse(whyAddressStays(usage, null, api));
  const change: Change = { description: `Call \`/${api.target}/me\`.`, edits };
  if (isText(usage)) return asSuggestion(withoutReader(change));
  if (!usage.answer) return refuse(noAnswer(usage));
  const obstacles = findObstacles(usage.answer, usage.url.version, api);
  if (isHarmless(obstacles))
    return usage.confidence === 'certain' ? { fix: change, suggestions: [] } : asSuggestion(change);
  const request = recordRequestOf(usage, project);
  if (request) {
    const moved = recordRequestChange(usage, edits, obstacles, request, api);
    // Mocks of the request for the record stay where they are, and with them the tests that need them.
    const isMocked = mocksOf(project).length > 0;
    if (isRefusal(moved)) return refuse(moved.refusal, moved.blockedAt);
    return withCautions(
      [request],
      offerWithRequest({ ...moved, isSure: moved.isSure && !isMocked }, request, api),
      api,
    );
  }
  // A path of the old version has no place for the new id, whatever its type is computed from.
  const type = typeInOldPath(usage, project);
  if (type) return refuse('the code puts `type` into the path of a request to the old version', type);
  const withRecord =
    reusedRecordChange(usage, edits, obstacles, project, api) ?? recordChange(usage, edits, obstacles, api);
  if (isRefusal(withRecord)) return refuse(withRecord.refusal, withRecord.blockedAt);
  // What takes the place of `type` says what `type` said, wherever it goes.
  const escapes = obstacles.escapes.filter(({ path }) => !isType(path));
  const isSure = withRecord.isSure && usage.confidence === 'certain' && !escapes.length;
  const alternative = userinfoChange(usage, project, api);
  const others = alternative ? [alternative] : [];
  if (isSure) return { fix: withRecord.change, suggestions: others };
  const told = withoutEchoes(escapes).filter(({ reason }) => !withRecord.asksAboutIds || reason.kind !== 'key of');
  return { fix: null, suggestions: [withEscapes(withRecord.change, told, api, usage.answer), ...others] };
}

/** The record that the program asks for by itself may leave sight as well. */
function offerWithRequest(moved: RecordChange, { answer, url }: EndpointUsage, api: CleverApi): Offer {
  if (!answer) return refuse(NO_ANSWER);
  const { escapes } = findObstacles(answer, url.version, api);
  if (moved.isSure && !escapes.length) return { fix: moved.change, suggestions: [] };
  return asSuggestion(withEscapes(moved.change, escapes, api, answer));
}

/** Why a call to v3 stays whose answer is read right, and whose ids are stored. */
export const STORED_BEFORE = 'only your stored data shows which ids are old';

/** Code that asks v3 already and reads what v3 never answered does not work now, so it is not for a fix to say what it means. */
function offerForV3(usage: EndpointUsage, api: CleverApi): Offer {
  if (!usage.answer) return refuse(NO_ANSWER);
  const obstacles = findObstacles(usage.answer, usage.url.version, api);
  if (obstacles.removed.length + obstacles.types.length === 0) return refuse(STORED_BEFORE);
  const withRecord = recordChange(usage, [], obstacles, api);
  if (isRefusal(withRecord)) return refuse(withRecord.refusal, withRecord.blockedAt);
  const meant = `Check that this is what the code means: \`/${api.target}/me\` never had what it reads, so the code does not work today.`;
  return asSuggestion(withEscapes(withDecision(withRecord.change, meant), obstacles.escapes, api, usage.answer));
}
