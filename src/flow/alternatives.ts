import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import { declaredSymbol } from './references.js';

/**
 * Whether an expression that stands in for an answer may be a thing of the program's own: `{ type: 'guest' }`, what a
 * cache held. Nothing at all is no such thing.
 */
export function isOwnThing(node: ts.Expression, evaluation: Evaluation): boolean {
  return evaluation.evaluate(node, EMPTY_CONTEXT).some((value) => {
    // A list that is still to be filled.
    const isEmptyList = value.kind === 'array' && value.elements.length === 0;
    return value.kind !== 'nothing' && !isEmptyList;
  });
}

/** Whether a variable that is given an answer is given something of the program's own elsewhere. */
export function holdsOwnThings(name: ts.Identifier, evaluation: Evaluation): boolean {
  const symbol = declaredSymbol(name, evaluation);
  const declaration = symbol?.valueDeclaration;
  const isVariable = declaration !== undefined && tsc.isVariableDeclaration(declaration);
  const first = isVariable && declaration.name !== name ? declaration.initializer : undefined;
  if (first && isOwnThing(first, evaluation)) return true;
  return evaluation.index.changesIn(name.getSourceFile(), name.text).some((change) => {
    const { parent } = change;
    if (change === name || !tsc.isBinaryExpression(parent) || parent.left !== change) return false;
    return declaredSymbol(change, evaluation) === symbol && isOwnThing(parent.right, evaluation);
  });
}

/** Whether a function given to `catch` answers something of its own in the place of the answer. */
export function answersOwnThing(callback: ts.Expression | undefined, evaluation: Evaluation): boolean {
  if (!callback) return false;
  return evaluation
    .evaluate(callback, EMPTY_CONTEXT)
    .flatMap((value) => (value.kind === 'function' ? evaluation.index.returnsOf(value.node) : []))
    .some((returned) => isOwnThing(returned, evaluation));
}
