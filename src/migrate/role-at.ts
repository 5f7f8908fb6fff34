import type { CleverApi, Role } from '../clever-api/index.js';
import { isInside } from '../model/spans.js';
import type { AnswerUse } from '../model/answer.js';
import type { Span } from '../model/spans.js';
import { isType } from './me-paths.js';

/** For rules, which see no model. */
export { isInside };

/** The role that a person has at a place, told by a comparison of `type` around it; null for none. */
export function roleAt({ span }: { readonly span: Span }, uses: readonly AnswerUse[], api: CleverApi): Role | null {
  const literals = uses.flatMap(({ path, how }) => {
    if (how.kind !== 'compare' || !isType(path)) return [];
    return how.branches.filter((branch) => isInside(span, branch.span)).map(({ literal }) => literal);
  });
  const [only, ...others] = new Set(literals);
  return only !== undefined && !others.length ? (api.roleNames[only] ?? null) : null;
}
