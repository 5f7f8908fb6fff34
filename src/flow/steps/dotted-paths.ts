import type { ts } from 'ts-morph';
import { calleeName } from '../../program/syntax-index.js';
import { contains } from '../../syntax/contains.js';
import { tsc } from '../../syntax/compiler.js';
import { innerOf } from '../../syntax/outer.js';
import { givenParameters } from '../../syntax/functions.js';
import { symbolOf } from '../../values/names.js';
import { move, type Following } from '../following.js';
import { parameterOf } from '../members.js';
import type { Position } from '../position.js';
import { shapeAtPath } from './utilities.js';

/**
 * `path.split('.').reduce((value, key) => value && value[key], me)`: the member at the path, which a caller may say.
 *
 * @returns whether the call goes along a path
 */
export function walkedByPath(
  position: Position,
  call: ts.CallExpression,
  index: number,
  following: Following,
): boolean {
  const [step] = call.arguments;
  if (index !== 1 || !step || !tsc.isPropertyAccessExpression(call.expression)) return false;
  if (call.expression.name.text !== 'reduce' || !readsByKey(step, following)) return false;
  const path = pathOf(call.expression.expression, position, following);
  if (!path) return false;
  move(position, call, shapeAtPath(position, path, following), following);
  following.settle();
  return true;
}

/** Whether a function reads a member of its first parameter by its second, and calls nothing. */
function readsByKey(step: ts.Expression, { evaluation }: Following): boolean {
  if (!tsc.isArrowFunction(step) && !tsc.isFunctionExpression(step)) return false;
  const [value, key] = givenParameters(step).map(({ name }) => (tsc.isIdentifier(name) ? name : null));
  if (!value || !key || contains(step.body, (each) => tsc.isCallExpression(each))) return false;
  const isNamed = (node: ts.Expression, name: ts.Identifier): boolean =>
    tsc.isIdentifier(node) && symbolOf(node, evaluation.checker) === symbolOf(name, evaluation.checker);
  return contains(
    step.body,
    (each) =>
      tsc.isElementAccessExpression(each) &&
      isNamed(innerOf(each.expression), value) &&
      isNamed(each.argumentExpression, key),
  );
}

/** What says the path that a list of keys is made of: an array, a text that is split at its dots, what was passed for it. */
function pathOf(keys: ts.Expression, position: Position, following: Following): ts.Expression | null {
  const inner = innerOf(keys);
  if (tsc.isArrayLiteralExpression(inner)) return inner;
  if (!tsc.isCallExpression(inner)) return passedFor(inner, position, following);
  const [separator] = inner.arguments;
  const isSplit =
    tsc.isPropertyAccessExpression(inner.expression) &&
    calleeName(inner.expression) === 'split' &&
    separator !== undefined &&
    tsc.isStringLiteral(separator) &&
    separator.text === '.';
  return isSplit ? (passedFor(inner.expression.expression, position, following) ?? inner.expression.expression) : null;
}

/** What the call, through which the answer came into a function, passed for another parameter of it. */
function passedFor(node: ts.Expression, { descent }: Position, { evaluation }: Following): ts.Expression | null {
  const parameter = parameterOf(node, evaluation);
  for (let each = descent; parameter && each; each = each.outer) {
    if (each.scope !== parameter.parent || !tsc.isCallExpression(each.call)) continue;
    return each.call.arguments[givenParameters(each.scope).indexOf(parameter)] ?? null;
  }
  return null;
}
