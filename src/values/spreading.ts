import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from './evaluation.js';
import type { Placed } from './value.js';

/** Elements or arguments, the spread ones replaced by what they hold. */
export function spreadOut(placed: readonly Placed[], evaluation: Evaluation): readonly Placed[] {
  return placed.flatMap((each) => {
    if (!tsc.isSpreadElement(each.node)) return [each];
    const [array] = evaluation.evaluate(each.node.expression, each.context);
    return array?.kind === 'array' ? array.elements : [each];
  });
}
