import type { Evaluation } from './evaluation.js';
import type { Values } from './value.js';

/**
 * What stands under a path of members: `clever.base` in `{ clever: { base: … } }`.
 *
 * @param holders what the first member is asked of
 * @returns empty if there is no such member
 */
export function membersAt(holders: Values, path: readonly string[], evaluation: Evaluation): Values {
  return path.reduce<Values>((values, name) => values.flatMap((value) => evaluation.member(value, name)), holders);
}
