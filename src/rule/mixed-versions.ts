import { isInside } from './role-at.js';
import type { CleverApi } from '../clever-api/index.js';
import type { Answer, AnswerUse, EndpointUsage, Span } from '../scan/usage.js';
import { describeEndpoint, isV2, isV3, placeOfVersion, targetOf } from './address.js';
import { namesNewId } from './records.js';
import type { Problem, ProjectFacts } from './rule.js';

/**
 * The ids of one version that are asked of another one, where people have another id; each once, with both requests.
 *
 * @param usage the request whose answer holds the ids
 */
export function mixedProblems(
  usage: EndpointUsage,
  { uses }: Answer,
  api: CleverApi,
  { asked }: ProjectFacts,
): readonly Problem<'mixed'>[] {
  return uses.flatMap((use) => {
    const other = findMixedRequest(usage, use, asked, api);
    if (!other) return [];
    const [from, to] = [spell(usage.url), spell(other.url)];
    return [
      {
        message: 'mixed',
        data: { from, to },
        at: use.span,
        confidence: use.confidence,
        endpoint: describeEndpoint(other, targetOf(other, api)),
        related: [
          { span: placeOfVersion(usage), message: `the id is answered by \`${from}\`` },
          { span: placeOfVersion(other), message: `it is asked for at \`${to}\`` },
        ],
      },
    ];
  });
}

/** `/v2.1/teachers/{id}` */
function spell({ version, path }: { readonly version: string | null; readonly path: string }): string {
  return version === null ? path : `/${version}${path}`;
}

/** The request of another version that an id is put into; requests of v1 are reported for themselves. */
function findMixedRequest(
  usage: EndpointUsage,
  { how, path }: AnswerUse,
  asked: readonly EndpointUsage[],
  api: CleverApi,
): EndpointUsage | null {
  if (how.kind !== 'url' || !namesNewId(usage, path, api)) return null;
  const { version } = usage.url;
  return (
    asked.find(
      (other) =>
        ((isV3(version) && isV2(other.url.version)) || (isV2(version) && isV3(other.url.version))) &&
        takesUserId(other, api) &&
        isAskedWith(other, how.at),
    ) ?? null
  );
}

function takesUserId({ url, method }: EndpointUsage, api: CleverApi): boolean {
  if (isV3(url.version)) return /^\/users\/[^/]+/.test(url.path);
  return api.mapping(url.version, method, url.path)?.idParam === 'new-user-id';
}

/** Whether an expression is in the call, or holds a part of the address. */
function isAskedWith({ span, url }: EndpointUsage, at: Span): boolean {
  return isInside(at, span) || url.pieces.some((piece) => piece.span !== null && isInside(piece.span, at));
}
