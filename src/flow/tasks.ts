import type { ts } from 'ts-morph';
import { holder, type Shape } from '../clients/shape.js';
import { taskOrderOf, type TaskOrder } from '../libraries/tasks.js';
import { tsc } from '../syntax/compiler.js';
import { memberFor } from '../syntax/functions.js';
import { writtenName } from '../syntax/names.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName } from '../values/external.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** A function that comes next, and what each of its parameters holds. */
export interface NextTask {
  readonly callback: ts.Expression;
  readonly parameters: readonly (Shape | null)[];
}

/**
 * `next(null, me)` of a function in `async.waterfall([…], done)`: what is handed on, and to which function.
 *
 * @param next the parameter that is called
 * @param given what each argument of that call holds, the failure first
 * @returns null where the function is no such one
 */
export function taskAfter(
  next: ts.ParameterDeclaration,
  given: readonly (Shape | null)[],
  evaluation: Evaluation,
): NextTask | null {
  const scope = next.parent;
  const member = memberFor(scope);
  const list = member.parent;
  if (scope.parameters.at(-1) !== next || !isList(list) || !tsc.isCallExpression(list.parent)) return null;
  const call = list.parent;
  const order = call.arguments[0] === list ? orderOf(call.expression, evaluation) : null;
  const last = call.arguments.at(-1);
  if (!order || !last || last === list) return null;
  const [, ...values] = given;
  const place = placeOf(member, list);
  if (order === 'together')
    return values[0] && place !== null ? { callback: last, parameters: [null, holder({ [place]: values[0] })] } : null;
  const following = tsc.isArrayLiteralExpression(list) ? list.elements[Number(place) + 1] : undefined;
  return following ? { callback: following, parameters: values } : { callback: last, parameters: [null, ...values] };
}

function isList(node: ts.Node): node is ts.ArrayLiteralExpression | ts.ObjectLiteralExpression {
  return tsc.isArrayLiteralExpression(node) || tsc.isObjectLiteralExpression(node);
}

function orderOf(callee: ts.Expression, evaluation: Evaluation): TaskOrder | null {
  const names = evaluation.evaluate(callee, EMPTY_CONTEXT).map(externalName);
  return names.map((name) => name && taskOrderOf(name)).find((order) => order !== null) ?? null;
}

/** The index of a function in a list, or its name in an object. */
function placeOf(member: ts.Node, list: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression): string | null {
  if (tsc.isArrayLiteralExpression(list)) return String(list.elements.indexOf(member as ts.Expression));
  const { name } = member as ts.ObjectLiteralElementLike;
  return name ? writtenName(name) : null;
}
