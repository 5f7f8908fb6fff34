import type { CleverApi, Mapping } from '../clever-api/index.js';
import { isOnlyShown, isV3 } from '../rule/address.js';
import type { EndpointUsage } from '../model/usage.js';
import { withDecision } from '../model/edits.js';
import { isText, withoutReader } from './escapes.js';
import { asSuggestion, NOT_IN_ONE_PIECE, ONLY_SHOWN, refuse, type Offer } from '../rule/offer.js';
import { movePath } from './path-move.js';
import type { ProjectFacts } from '../rule/rule.js';
import { asksForSomebody } from './shared-reads.js';
import { findMovedField } from './records.js';

/** The path that v3 has in the place of one that only older versions had. */
export interface RightPath {
  /** With its version: `/v3.0/users?role=student`. */
  readonly path: string;
  readonly mapping: Mapping;
  /** The version whose path it was. */
  readonly from: string;
}

/** Versions whose paths are put behind a `/v3.0` by those who change the version alone, the likeliest first. */
const OLD_VERSIONS = ['v2.1', 'v1.2', 'v1.1'] as const;

/** Whether a path is `/users/{id}`, as the `type` of `/me` on v3, which is always `user`, makes it: `/v3.0/${me.type}s/${me.data.id}`. */
export function isUserPath(usage: EndpointUsage, project: ProjectFacts): boolean {
  return asksForSomebody(usage, project, ({ url }) => isV3(url.version));
}

/** What v3 calls a path of before; null for a path that no version had, or that v3 has nothing for. */
export function findRightPath({ url, method }: EndpointUsage, api: CleverApi): RightPath | null {
  for (const from of OLD_VERSIONS) {
    const mapping = api.mapping(from, method, url.path);
    if (mapping?.targetPath) {
      return { path: mapping.targetPath.replace(`/${api.target}/`, `/${url.version}/`), mapping, from };
    }
  }
  return null;
}

/**
 * The change of the path alone, since the version is right.
 *
 * Such a request never worked, so nothing tells what it got before: what is read must be where v3 has it.
 */
export function offerForRightPath(usage: EndpointUsage, right: RightPath | null, api: CleverApi): Offer {
  if (isOnlyShown(usage)) return refuse(ONLY_SHOWN);
  if (!right) return refuse('no version of the API had such a path');
  const { mapping, path, from } = right;
  const edits = movePath(usage.url, path.replace(`/${usage.url.version}`, ''), usage.urlQuery === 'sent');
  if (!edits) return refuse(NOT_IN_ONE_PIECE);
  if (mapping.was !== mapping.now)
    return refuse(
      `\`${path}\` returns ${mapping.now === 'list' ? 'a list' : 'one record'}, and the code expects ${mapping.was === 'list' ? 'a list' : 'one record'}`,
    );
  if (readsAsBefore(usage, from, api)) return refuse('the code reads fields where only older versions had them');
  const change = { description: `Call \`${path}\`.`, edits };
  if (isText(usage)) return asSuggestion(withoutReader(change));
  const takesSameId = mapping.idParam === 'none' || mapping.idParam === 'same';
  const isSure =
    usage.confidence === 'certain' &&
    usage.answer !== null &&
    takesSameId &&
    mapping.autoFix === 'assisted' &&
    !(usage.origin === 'request' && usage.hook);
  if (isSure) return { fix: change, suggestions: [] };
  return asSuggestion(
    takesSameId
      ? change
      : withDecision(change, `Pass the ${api.target} id to \`${path}\`: ${api.target} does not know the old id.`),
  );
}

/** Whether fields are read where only the old records had them. */
function readsAsBefore({ answer, url }: EndpointUsage, from: string, api: CleverApi): boolean {
  return (
    answer?.reads.some(({ path }) => findMovedField({ url: { ...url, version: from } }, path, api) !== null) ?? false
  );
}
