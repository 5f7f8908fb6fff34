import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { symbolOf } from '../values/names.js';
import type { Context } from '../values/value.js';

/**
 * Whether the program comes to the calls that a context chose: not if one stands in a loop over a list that is empty in
 * this context, such as the default of `function routes(noun, more = [])`.
 */
export function isEntered(context: Context, evaluation: Evaluation): boolean {
  for (const site of context.opened.values()) {
    for (let node: ts.Node | undefined = site?.node ?? undefined; node; node = node.parent)
      if (tsc.isForOfStatement(node) && isEmpty(node.expression, context, evaluation)) return false;
  }
  return true;
}

/** Only a parameter is known to be empty: whatever else is written as `[]` may be filled before the loop. */
function isEmpty(list: ts.Expression, context: Context, evaluation: Evaluation): boolean {
  if (!tsc.isIdentifier(list)) return false;
  const isParameter = symbolOf(list, evaluation.checker)?.declarations?.every((each) => tsc.isParameter(each));
  if (!isParameter) return false;
  const values = evaluation.evaluate(list, context);
  return values.length > 0 && values.every((value) => value.kind === 'array' && !value.elements.length);
}
