import type { CleverApi } from '../clever-api/index.js';
import type { Change, Edit } from '../model/finding.js';
import type { Answer, AnswerRead, AnswerUse } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import type { Span } from '../model/spans.js';
import { isV1, isV3, moveToVersion } from '../rule/address.js';
import { distinctEdits } from '../model/edits.js';
import { whyAddressStays } from './address-stays.js';
import { findObstacles, readOfLinks, type Obstacles } from './me-answer.js';
import { meCalls } from './me-calls.js';
import { isId, isType } from './me-paths.js';
import { movePath } from './path-move.js';
import { describeEscape } from '../model/escape-words.js';
import { declaredEdits, rolesNeeded } from './declared-edits.js';
import { fieldEdits, fieldOfRole, isWholeField, losesField, whichRole, type RecordChange } from './record-change.js';
import { NO_ANSWER, refuse, type Refusal } from '../rule/offer.js';
import { movesForSome } from './records.js';
import { isInside } from '../model/spans.js';
import type { ProjectFacts } from '../rule/rule.js';
import { askedAt } from './asked-at.js';

/** `/{type}s/{id}`: the collection is named by the type of the person. */
const RECORD_BY_TYPE = /^\/\{[^/{}]+\}s(\/\{[^/{}]+\})$/;

/**
 * The request that asks for the record of whom `/me` answered, by the type and the id of that answer.
 *
 * On v3 it is the lookup itself, whatever the role, so no other one is needed.
 *
 * @param usage the `/me` call
 * @returns null where there is none, or more than one
 */
export function recordRequestOf(usage: EndpointUsage, project: ProjectFacts): EndpointUsage | null {
  const uses = usage.answer?.uses.filter(({ how, confidence }) => how.kind === 'url' && confidence === 'certain') ?? [];
  if (!uses.some(({ path }) => isType(path)) || !uses.some(({ path }) => isId(path))) return null;
  const near = new Set(uses.flatMap(({ span }) => askedAt(span, project)));
  const [only, ...others] = [...near].filter((other) => isAskedByTypeAndId(other, uses));
  return only && !others.length ? only : null;
}

/** The `/me` call whose answer names the collection of a request; null if there is none. */
export function askedFromMe(request: EndpointUsage, project: ProjectFacts): EndpointUsage | null {
  const { asked } = project;
  const naming = project.once('types of /me in URLs', asked, () =>
    meCalls(project)
      .map((me) => ({ me, types: typesInUrls(me.answer) }))
      .filter(({ types }) => types.length > 0),
  );
  return naming.find(({ types }) => types.some(isInPath(request)))?.me ?? null;
}

/** Where the type of a `/me` answer becomes a part of the path of an old request; null for nowhere. */
export function typeInOldPath({ answer }: EndpointUsage, project: ProjectFacts): Span | null {
  const isNaming = (type: Span): boolean => askedAt(type, project).some((request) => isInPath(request)(type));
  return typesInUrls(answer).find(isNaming) ?? null;
}

/** Where the type of an answer goes into a URL. */
function typesInUrls(answer: Answer | null): readonly Span[] {
  const uses = answer?.uses ?? [];
  return uses.flatMap(({ path, how, span }) => (how.kind === 'url' && isType(path) ? [span] : []));
}

/** Whether what stands at a place is a part of the path of an old request. */
function isInPath({ url }: EndpointUsage): (place: Span) => boolean {
  const holes = isV3(url.version) ? [] : url.pieces.flatMap(({ hole, span }) => (hole && span ? [span] : []));
  return (place) => holes.some((hole) => isInside(place, hole));
}

function isAskedByTypeAndId({ origin, url }: EndpointUsage, uses: readonly AnswerUse[]): boolean {
  if (origin !== 'request' || !isV1(url.version) || !RECORD_BY_TYPE.test(url.path)) return false;
  const [type, id, ...others] = url.pieces.filter(({ hole }) => hole);
  const isUseOf = (span: Span | null | undefined, names: (path: readonly string[]) => boolean): boolean =>
    uses.some((use) => names(use.path) && span?.file === use.span.file && isInside(use.span, span));
  return !others.length && isUseOf(type?.span, isType) && isUseOf(id?.span, isId);
}

/**
 * The change that moves a `/me` call and the request for the record of its answer together.
 *
 * @param usage the `/me` call
 * @param address the edits that move it
 * @param obstacles what v3 answers the `/me` call otherwise
 * @param request the request for the record
 * @returns the reason where the program uses the type for something else as well, or the answers as v3 does not give them
 */
export function recordRequestChange(
  usage: EndpointUsage,
  address: readonly Edit[],
  obstacles: Obstacles,
  request: EndpointUsage,
  api: CleverApi,
): RecordChange | Refusal {
  const { answer, url, method } = request;
  // What a function asks of other people too must stay as it is.
  const shared = usage.answer?.reads.find((read) => read.shared && (isId(read.path) || isType(read.path)));
  if (shared) return refuse('the same code requests the records of other people too', shared.span);
  const id = RECORD_BY_TYPE.exec(url.path)?.[1];
  if (!answer) return refuse(NO_ANSWER);
  if (method !== 'GET' || url.query || request.parameters?.length)
    return refuse('the request for the record sends more than the id', request.span);
  const [more] = [...obstacles.removed, ...obstacles.links];
  if (more) return refuse(`the code also reads \`${more.path.join('.')}\` of the answer of \`/me\``, more.span);
  const [escape] = obstacles.escapes;
  if (escape) return refuse(`\`${escape.path.join('.') || 'data'}\` is ${describeEscape(escape.reason)}`, escape.span);
  const version = moveToVersion(request, api.target, api);
  const path = movePath(url, `/users${id ?? ''}`);
  if (!version || !path) return refuse(whyAddressStays(request, null, api));
  const kept = obstacles.types.find((read) => !isGoneWith(path, read));
  if (kept) return refuse('the code uses `type` for more than the path of the record', kept.span);
  const reads = readEdits(request, answer, api);
  if (typeof reads === 'string') return refuse(reads);
  const unused = obstacles.types.flatMap(({ element }) => (element?.removal ? [{ ...element.removal, text: '' }] : []));
  // One constant may hold the version of both requests.
  const edits = distinctEdits([...address, ...version, ...path, ...unused, ...reads.edits]);
  const isSure = !reads.guessed.length && usage.confidence === 'certain' && request.confidence === 'certain';
  return {
    change: {
      description: describe(api),
      ...(reads.guessed.length ? { decisions: [whichRole(reads.edits, reads.guessed, api)] } : {}),
      edits,
    },
    isSure,
  };
}

function describe(api: CleverApi): Change['description'] {
  return `Call \`/${api.target}/me\` for the id, then \`/${api.target}/users/{id}\` for the record, whatever the role.`;
}

/** Whether nothing reads a member any more once edits are made. */
function isGoneWith(edits: readonly Edit[], { expression, element }: AnswerRead): boolean {
  const isGone = (span: Span): boolean => edits.some((edit) => isInside(span, edit));
  return expression ? isGone(expression) : (element?.readers?.every(isGone) ?? false);
}

/** The edits of what the program reads off the record; a reason where there are none. */
interface ReadEdits {
  readonly edits: readonly Edit[];
  /** The reads of fields of which the program does not say which role is meant. */
  readonly guessed: readonly AnswerRead[];
}

function readEdits({ url }: EndpointUsage, answer: Answer, api: CleverApi): ReadEdits | string {
  const { removed, types } = findObstacles(answer, url.version, api);
  if (types.length) return 'the code reads `type` of the record too';
  if (readOfLinks(answer)) return 'the code reads the links of the record too';
  if (answer.uses.some(isKeptOrCompared))
    return `the code stores or compares the id of the record, which changes on ${api.target}`;
  const several = `the fields that the code reads belong to several roles on ${api.target}`;
  const moved = answer.reads.filter((read) => losesField(read, api) || movesForSome(read.path, url.version, api));
  // What has moved and has no place on the record under a role cannot be read there.
  if (moved.some((read) => !removed.includes(read) || read.shared)) return several;
  const whole = moved.filter((read) => isWholeField(read, api));
  const fields = whole.flatMap((read) => fieldOfRole(read, null, api) ?? []);
  if (fields.length < whole.length) return several;
  return {
    edits: [
      ...fieldEdits(fields),
      ...declaredEdits(answer.reads, fields.length ? rolesNeeded(whole, fields) : null, api),
    ],
    guessed: fields.length > 0 ? whole : [],
  };
}

/** Whether the id, which is new on v3, is looked for among those of before. */
function isKeptOrCompared({ path, how }: AnswerUse): boolean {
  return isId(path) && how.kind !== 'url';
}
