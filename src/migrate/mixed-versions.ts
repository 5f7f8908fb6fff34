import { isInside } from '../model/spans.js';
import type { CleverApi } from '../clever-api/index.js';
import type { Answer, AnswerUse } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import type { Span } from '../model/spans.js';
import { asksForMe, describeEndpoint, isV2, isV3, placeOfVersion, spellPath, targetOf } from '../rule/address.js';
import { askedAt } from './asked-at.js';
import { namesNewId } from './records.js';
import type { Problem, ProjectFacts } from '../rule/rule.js';

/** What mixes two versions. */
export type MixedMessage = 'mixed' | 'compared' | 'linked';

/**
 * The places where what one version answers meets another, where people have another id; each once, with both requests.
 *
 * @param usage the request whose answer holds the ids, or the links
 */
export function mixedProblems(
  usage: EndpointUsage,
  { uses }: Answer,
  api: CleverApi,
  project: ProjectFacts,
): readonly Problem<MixedMessage>[] {
  const met = uses.flatMap((use): readonly Problem<MixedMessage>[] => {
    const other = findMixedRequest(usage, use, project, api);
    if (other) return [problem('mixed', usage, other, use, 'it is requested at', api)];
    const compared = findComparedRequest(usage, use, project.asked, api);
    return compared ? [problem('compared', usage, compared, use, 'it is compared with an id from', api)] : [];
  });
  return [...met, ...mixedLinks(usage, api)];
}

/** Why two calls of different versions stay as they are. */
const EITHER_VERSION = 'either call can change to the version of the other, and the code does not say which';

function problem(
  message: 'mixed' | 'compared',
  usage: EndpointUsage,
  other: EndpointUsage,
  { span, confidence }: AnswerUse,
  meets: string,
  api: CleverApi,
): Problem<MixedMessage> {
  const [from, to] = [spellPath(usage.url), spellPath(other.url)];
  return {
    message,
    topic: 'mixed versions',
    data: { from, to },
    at: span,
    confidence,
    endpoint: describeEndpoint(other, targetOf(other, api)),
    related: [
      { span: placeOfVersion(usage), message: `the id is returned by \`${from}\`` },
      { span: placeOfVersion(other), message: `${meets} \`${to}\`` },
    ],
    refusal: EITHER_VERSION,
  };
}

/** Links of a `/me` of v2 that are followed to read what only a record of v3 has; those of v3 lead to users by themselves. */
function mixedLinks(usage: EndpointUsage, api: CleverApi): readonly Problem<'linked'>[] {
  const { url, answer } = usage;
  if (!asksForMe(url) || !isV2(url.version)) return [];
  const read = answer?.followed
    .flatMap((link) => link.answer.reads)
    .find(({ path, declaration }) => path.join('.') === 'data.roles' && declaration === null);
  if (!read) return [];
  return [
    {
      message: 'linked',
      topic: 'mixed versions',
      data: { from: spellPath(url), version: url.version ?? '' },
      at: read.span,
      confidence: read.confidence,
      endpoint: describeEndpoint(usage, targetOf(usage, api)),
      related: [
        { span: placeOfVersion(usage), message: `the link is returned by \`${spellPath(url)}\`` },
        ...read.trail,
      ],
      refusal: EITHER_VERSION,
    },
  ];
}

/** The request of another version that an id is put into; requests of v1 are reported for themselves. */
function findMixedRequest(
  usage: EndpointUsage,
  use: AnswerUse,
  project: ProjectFacts,
  api: CleverApi,
): EndpointUsage | null {
  const { how } = use;
  if (how.kind !== 'url' || !namesNewId(usage, use, api)) return null;
  const isMixed = (other: EndpointUsage): boolean =>
    areMixed(usage, other) && takesUserId(other, api) && isAskedWith(other, how.at);
  return askedAt(how.at, project).find(isMixed) ?? null;
}

/** The request of v2 with whose ids one of v3 is compared. */
function findComparedRequest(
  usage: EndpointUsage,
  matched: AnswerUse,
  asked: readonly EndpointUsage[],
  api: CleverApi,
): EndpointUsage | null {
  const { how, span } = matched;
  if (how.kind !== 'match' || !isV3(usage.url.version) || !namesNewId(usage, matched, api)) return null;
  const holdsOther = (other: EndpointUsage, use: AnswerUse): boolean =>
    use.how.kind === 'match' && isInside(use.how.other, span) && namesNewId(other, use, api);
  return (
    asked.find((other) => areMixed(usage, other) && other.answer?.uses.some((use) => holdsOther(other, use))) ?? null
  );
}

/** Whether one of two requests is for v3, and the other for v2. */
function areMixed({ url: { version } }: EndpointUsage, { url: other }: EndpointUsage): boolean {
  return (isV3(version) && isV2(other.version)) || (isV2(version) && isV3(other.version));
}

function takesUserId({ url, method }: EndpointUsage, api: CleverApi): boolean {
  if (isV3(url.version)) return /^\/users\/[^/]+/.test(url.path);
  return api.mapping(url.version, method, url.path)?.idParam === 'new-user-id';
}

/** Whether an expression is in the call, or holds a part of the address. */
export function isAskedWith({ span, url }: EndpointUsage, at: Span): boolean {
  return isInside(at, span) || url.pieces.some((piece) => piece.span !== null && isInside(piece.span, at));
}
