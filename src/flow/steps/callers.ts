import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { functionAround, givenParameters } from '../../syntax/functions.js';
import type { Caller } from '../../values/callers.js';
import { scopeOfFunction } from '../../values/functions.js';
import type { Scope } from '../../values/value.js';
import type { Following } from '../following.js';
import { MAXIMUM_LEVELS } from '../limits.js';
import { parameterOf } from '../members.js';
import { mayBeCalledFromOutside } from '../outside-callers.js';
import type { Descent } from '../position.js';
import { mayBeCalledUnseen } from '../unseen-callers.js';

/** A call of a function, and the descent it was itself made in. */
export interface CallOf {
  readonly node: ts.CallExpression | ts.NewExpression;
  readonly outer: Descent | null;
}

/**
 * The calls of a function: the one that the answer came through, the one the request was found by, or all that can be
 * calls of this very function.
 */
export function callersOf(
  scope: ts.FunctionLikeDeclaration,
  descent: Descent | null,
  following: Following,
  level = 0,
): readonly CallOf[] {
  for (let each = descent; each; each = each.outer) {
    if (each.scope === scope && tsc.isCallExpression(each.call)) return [{ node: each.call, outer: each.outer }];
  }
  const opened = following.request.context.opened.get(scope)?.node;
  if (opened) return [{ node: opened, outer: null }];
  return following.callers
    .of(scopeOfFunction(scope))
    .filter((caller) => isMadeHere(caller, descent, following))
    .flatMap(({ site: { node }, around }): readonly CallOf[] => {
      if (!node) return [];
      const ways = level > MAXIMUM_LEVELS ? [] : waysInto(node, scope, descent, following, level);
      return ways.length ? ways.map((outer) => ({ node, outer })) : [{ node, outer: wayAround(node, around, descent) }];
    });
}

/** Whether a function may have callers beside those that are known; the one the request was found by is the only one. */
export function hasOtherCallers(
  scope: ts.FunctionLikeDeclaration,
  callers: readonly CallOf[],
  following: Following,
): boolean {
  if (following.request.context.opened.get(scope)) return false;
  const calls = callers.map(({ node }) => node);
  return mayBeCalledUnseen(scope, following) || mayBeCalledFromOutside(scope, calls, following.evaluation);
}

/** The calls of the functions around a call by which it is known to call what it does; null where any will do. */
function wayAround(node: ts.Node, around: Caller['around'], descent: Descent | null): Descent | null {
  const scope = functionAround(node);
  const call = around.find(([each]) => each === scope)?.[1].node;
  return scope && call ? entering(scope, call, descent) : null;
}

/** A function is entered by a call, which answers what the function returns. */
function entering(scope: ts.FunctionLikeDeclaration, call: Descent['call'], outer: Descent | null): Descent {
  return { scope, call, wrap: (returned) => returned, outer };
}

/** Whether a call is handed a function where it is written, and so calls it with what it has: `steps.reduce((done, step) => …)`. */
export function isHandedTo({ arguments: given }: CallOf['node'], scope: ts.FunctionLikeDeclaration): boolean {
  return given?.some((each) => each === (scope as ts.Node)) ?? false;
}

/** Whether a function can be the one at hand, made by the calls that the answer came through. */
export function isMadeHere(
  { around }: Pick<Caller, 'around'>,
  descent: Descent | null,
  { request }: Following,
): boolean {
  return around.every(([scope, { node }]) => {
    const opened = request.context.opened.get(scope);
    return (!opened || opened.node === node) && mayComeThrough(scope, node, descent);
  });
}

/** Whether the answer came through this call of a function, or through none of its calls. */
export function mayComeThrough(scope: Scope, call: ts.Node | null, descent: Descent | null): boolean {
  for (let each = descent; each; each = each.outer) if (each.scope === scope) return each.call === call;
  return true;
}

/**
 * The calls that handed a function to the parameter by which it is called: what it answers comes out of these alone.
 *
 * @param call `work()` of `async function retry(work) { … await work() … }`
 * @returns nothing where it is not called by a parameter
 */
function waysInto(
  call: ts.CallExpression | ts.NewExpression,
  called: ts.FunctionLikeDeclaration,
  descent: Descent | null,
  following: Following,
  level: number,
): readonly Descent[] {
  const parameter = parameterOf(call.expression, following.evaluation);
  return parameter ? waysToParameter(parameter, called, descent, following, level) : [];
}

function waysToParameter(
  parameter: ts.ParameterDeclaration,
  called: ts.FunctionLikeDeclaration,
  descent: Descent | null,
  following: Following,
  level: number,
): readonly Descent[] {
  const scope = parameter.parent as ts.FunctionLikeDeclaration;
  const index = givenParameters(scope).indexOf(parameter);
  if (level > MAXIMUM_LEVELS) return [];
  return callersOf(scope, descent, following, level + 1).flatMap(({ node }): readonly Descent[] => {
    const given = node.arguments?.[index];
    if (!given) return [];
    const enter = (outer: Descent | null): Descent => entering(scope, node, outer);
    const handed = parameterOf(given, following.evaluation);
    if (handed) return waysToParameter(handed, called, descent, following, level + 1).map(enter);
    return isFunction(given, called, following) ? [enter(descent)] : [];
  });
}

function isFunction(
  given: ts.Expression,
  called: ts.FunctionLikeDeclaration,
  { evaluation, request }: Following,
): boolean {
  if (given === called) return true;
  return evaluation
    .evaluate(given, request.context)
    .some((value) => value.kind === 'function' && value.node === called);
}
