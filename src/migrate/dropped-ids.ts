import type { CleverApi, Mapping } from '../clever-api/index.js';
import type { Edit } from '../model/finding.js';
import { isSameSpan, overlaps } from '../model/spans.js';
import { FIXED, type EndpointUsage, type RequestUsage } from '../model/usage.js';
import type { ProjectFacts } from '../rule/rule.js';

/**
 * What a person must decide where the id of a district goes out of a URL, because v3 answers for the district of the
 * token: the code of the id runs no more, and it may have named the district of another token.
 *
 * @param edits those of the change, which take the id out
 */
export function checksOfDroppedId(
  usage: EndpointUsage,
  mapping: Mapping,
  edits: readonly Edit[],
  project: ProjectFacts,
  { target }: CleverApi,
): readonly string[] {
  if (usage.origin !== 'request' || mapping.idParam !== 'dropped') return [];
  return [
    ...(edits.some((edit) => isOfAddress(edit, usage) && usage.mayHaveEffects(edit))
      ? ['Check the code that gets the district id: the new URL has no id, so this code no longer runs.']
      : []),
    ...(sendsOneToken(usage) && asksForSeveral(usage, project)
      ? [`Check which districts the code requests: ${target} answers only for the district of the token.`]
      : []),
  ];
}

function isOfAddress(edit: Edit, { url }: RequestUsage): boolean {
  return url.pieces.some(({ span }) => span !== null && overlaps(span, edit));
}

function sendsOneToken(usage: RequestUsage): boolean {
  const tokens = usage.tokens();
  return tokens !== null && tokens.length > 0 && tokens.every((name) => name.startsWith(FIXED));
}

/** Whether the call may ask for more than one district: for several that are known, or for any that comes in. */
function asksForSeveral({ url, span }: RequestUsage, { asked }: ProjectFacts): boolean {
  const id = url.path.split('/')[2];
  const hole = url.pieces.find(({ hole, text }) => hole && text === id);
  if (hole) return hole.variable === undefined;
  return asked.some((other) => isSameSpan(other.span, span) && other.url.path !== url.path);
}
