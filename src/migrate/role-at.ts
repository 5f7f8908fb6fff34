import type { CleverApi, Role } from '../clever-api/index.js';
import { oncePerObject } from '../model/once-per-object.js';
import { itemsByPlace } from '../model/place-index.js';
import { isInside } from '../model/spans.js';
import type { AnswerUse } from '../model/answer.js';
import type { Span } from '../model/spans.js';
import { isType } from './me-paths.js';

/** For rules, which see no model. */
export { isInside };

/** The role that a person has at a place, told by a comparison of `type` around it; null for none. */
export function roleAt({ span }: { readonly span: Span }, uses: readonly AnswerUse[], api: CleverApi): Role | null {
  const around = branchesAt(uses)(span).filter((branch) => isInside(span, branch.span));
  const [only, ...others] = new Set(around.map(({ literal }) => literal));
  return only !== undefined && !others.length ? (api.roleNames[only] ?? null) : null;
}

/** The branches that a comparison of `type` decides on, by their place: thousands of reads may ask. */
const branchesAt = oncePerObject((uses: readonly AnswerUse[]) =>
  itemsByPlace(
    uses.flatMap(({ path, how }) => (how.kind === 'compare' && isType(path) ? how.branches : [])),
    ({ span }) => span,
  ),
);
