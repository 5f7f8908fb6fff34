import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';

/** Methods of lists that call what they are given for each element, and are done once they answer. */
const OF_LISTS: ReadonlySet<string> = new Set(
  'every filter find findIndex findLast flatMap forEach map reduce reduceRight some sort'.split(' '),
);

/** Whether a function is written where it is called before the code goes on: for each element of a list, by `new Promise`. */
export function isRunAtOnce(scope: ts.FunctionLikeDeclaration): boolean {
  const { parent } = scope;
  if (tsc.isNewExpression(parent)) return parent.expression.getText() === 'Promise';
  if (!tsc.isCallExpression(parent) || !tsc.isPropertyAccessExpression(parent.expression)) return false;
  return parent.arguments[0] === (scope as ts.Node) && OF_LISTS.has(parent.expression.name.text);
}
