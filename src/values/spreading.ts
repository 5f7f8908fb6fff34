import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from './evaluation.js';
import { OTHERS, type Placed, type Values } from './value.js';

/** Elements that other lists may give to one; a few lines can double a list to millions. */
const MAXIMUM_ELEMENTS = 10_000;

/** Elements or arguments, the spread ones replaced by what they hold; one that is too long stays as it is. */
export function spreadOut(placed: readonly Placed[], evaluation: Evaluation): readonly Placed[] {
  return gather(placed, (each) => elementsSpread(each, evaluation)) ?? placed;
}

/** The list of some elements, the spread ones replaced by what they hold; nothing is known of one that is too long. */
export function listOf(placed: readonly Placed[], evaluation: Evaluation): Values {
  return toList(gather(placed, (each) => elementsSpread(each, evaluation)));
}

/** The list of some elements, those that are lists themselves replaced by what they hold. */
export function flatListOf(placed: readonly Placed[], evaluation: Evaluation): Values {
  return toList(
    gather(spreadOut(placed, evaluation), ({ node, context }) => {
      const [value] = evaluation.evaluate(node, context);
      return value?.kind === 'array' ? value.elements : null;
    }),
  );
}

function toList(elements: readonly Placed[] | null): Values {
  return elements ? [{ kind: 'array', elements }] : [OTHERS];
}

function elementsSpread({ node, context }: Placed, evaluation: Evaluation): readonly Placed[] | null {
  if (!tsc.isSpreadElement(node)) return null;
  const [array] = evaluation.evaluate(node.expression, context);
  return array?.kind === 'array' ? array.elements : null;
}

/**
 * Puts elements together.
 *
 * @param inside what an element gives way to; null for one that stays
 * @returns null where there are more than are followed
 */
function gather(
  placed: readonly Placed[],
  inside: (each: Placed) => readonly Placed[] | null,
): readonly Placed[] | null {
  const elements: Placed[] = [];
  let count = 0;
  for (const each of placed) {
    const given = inside(each);
    count += given?.length ?? 0;
    if (count > MAXIMUM_ELEMENTS) return null;
    for (const one of given ?? [each]) elements.push(one);
  }
  return elements;
}
