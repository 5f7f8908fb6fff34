import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** An argument, and where it is an object that is written in place, the values of its members that are no functions. */
export function partsOfArgument(argument: ts.Expression): readonly ts.Expression[] {
  if (!tsc.isObjectLiteralExpression(argument)) return [argument];
  const values = argument.properties.flatMap((each) => {
    if (tsc.isShorthandPropertyAssignment(each)) return [each.name];
    return tsc.isPropertyAssignment(each) ? [each.initializer] : [];
  });
  return [argument, ...values.filter((value) => !tsc.isFunctionLike(value))];
}
