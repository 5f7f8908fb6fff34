import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from './evaluation.js';
import type { Placed } from './value.js';

/** Elements that a list is followed with; a few lines can double one to millions. */
const MAXIMUM_ELEMENTS = 10_000;

/** Elements or arguments, the spread ones replaced by what they hold. */
export function spreadOut(placed: readonly Placed[], evaluation: Evaluation): readonly Placed[] {
  let count = 0;
  return placed.flatMap((each) => {
    if (!tsc.isSpreadElement(each.node)) return [each];
    const [array] = evaluation.evaluate(each.node.expression, each.context);
    if (array?.kind !== 'array') return [each];
    count += array.elements.length;
    if (count <= MAXIMUM_ELEMENTS) return array.elements;
    evaluation.cut([]);
    return [];
  });
}
