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
 * `next(null, me)` of a function in `async.waterfall([…], done)`: what is handed on, and to which functions.
 *
 * @param next the parameter that is called
 * @param given what each argument of that call holds, the failure first
 * @returns empty where the function is no such one
 */
export function tasksAfter(
  next: ts.ParameterDeclaration,
  given: readonly (Shape | null)[],
  evaluation: Evaluation,
): readonly NextTask[] {
  const scope = next.parent;
  const member = memberOfList(scope);
  const list = member.parent;
  if (scope.parameters.at(-1) !== next || !isList(list) || !tsc.isCallExpression(list.parent)) return [];
  const call = list.parent;
  const order = call.arguments[0] === list ? orderOf(call.expression, evaluation) : null;
  const last = call.arguments.at(-1);
  if (!order) return [];
  const [, ...values] = given;
  const place = placeOf(member, list);
  const behind = last && last !== list ? [last] : [];
  if (order !== 'one after the other') {
    const handed = values[0] && place !== null ? holder({ [place]: values[0] }) : null;
    if (!handed) return [];
    const waiting = order === 'together' ? [] : waitingIn(list, scope);
    return [
      ...behind.map((callback) => ({ callback, parameters: [null, handed] })),
      ...waiting.map((callback) => ({ callback, parameters: [handed] })),
    ];
  }
  const following = tsc.isArrayLiteralExpression(list) ? list.elements[Number(place) + 1] : undefined;
  if (following && behind.length) return [{ callback: following, parameters: values }];
  return behind.map((callback) => ({ callback, parameters: [null, ...values] }));
}

/** A function of such a list as its member, also where the names of those that it waits for stand before it. */
function memberOfList(scope: ts.SignatureDeclaration): ts.Node {
  const { parent } = scope;
  const isWaiting = tsc.isArrayLiteralExpression(parent) && tsc.isPropertyAssignment(parent.parent);
  return isWaiting ? parent.parent : memberFor(scope);
}

/** The functions of a list that wait for others: `['me', (results, next) => …]`. */
function waitingIn(list: ts.Node, own: ts.Node): readonly ts.Expression[] {
  if (!tsc.isObjectLiteralExpression(list)) return [];
  return list.properties.flatMap((each) => {
    const parts =
      tsc.isPropertyAssignment(each) && tsc.isArrayLiteralExpression(each.initializer) ? each.initializer.elements : [];
    const task = parts.length > 1 ? parts.at(-1) : undefined;
    return task && task !== own ? [task] : [];
  });
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
