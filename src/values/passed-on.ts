import type { Evaluation } from './evaluation.js';
import type { Placed } from './value.js';

/** The arguments that `.call` and `.apply` hand on. */
export function passedOn(name: string, given: readonly Placed[], evaluation: Evaluation): readonly Placed[] {
  const [, ...rest] = given;
  if (name !== 'apply') return rest;
  return rest.flatMap(({ node, context }) => {
    const [list] = evaluation.evaluate(node, context);
    return list?.kind === 'array' ? list.elements : [];
  });
}
