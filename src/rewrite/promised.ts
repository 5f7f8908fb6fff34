import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { functionAround, isAsync } from '../syntax/functions.js';
import { outermostOf } from '../syntax/outer.js';
import { isPromiseMethod } from '../syntax/promises.js';
import { namesLeadingTo } from '../syntax/names.js';
import type { Request } from '../requests/requests.js';
import type { Evaluation } from '../values/evaluation.js';

/**
 * Whether a call is known to answer a promise, so that `.then` can be called on it. A task is none, although it is made of a
 * request: `TE.tryCatch(() => fetch(url))`.
 *
 * @param wrappers the functions of the program between the call and the client
 */
export function isPromised(
  call: ts.CallExpression,
  request: Request,
  wrappers: readonly ts.Node[],
  { checker }: Evaluation,
): boolean {
  if (isTakenAsPromise(call)) return true;
  const type = checker.getTypeAtLocation(call);
  if (!isUntyped(type)) return type.getProperty('then') !== undefined;
  const around = functionAround(request.call);
  return call === request.call || around === functionAround(call) || wrappers.some((each) => each === around);
}

/** `await get()`, `get().then(…)`, `Promise.all([get()])` */
function isTakenAsPromise(call: ts.CallExpression): boolean {
  const { parent } = outermostOf(call);
  if (tsc.isAwaitExpression(parent) || isPromiseMethod(parent)) return true;
  const taker = tsc.isArrayLiteralExpression(parent) ? parent.parent : parent;
  return tsc.isCallExpression(taker) && namesLeadingTo(taker.expression)[0] === 'Promise';
}

/**
 * Whether code may wait for a promise that a call answers beside calling a function with the answer: what stands behind
 * would go on before the second request is answered.
 *
 * @param wrappers the functions of the program between the call and the client
 */
export function mayBeWaitedFor(
  call: ts.CallExpression,
  wrappers: readonly ts.Node[],
  { checker }: Evaluation,
): boolean {
  const { parent } = outermostOf(call);
  if (tsc.isExpressionStatement(parent) || tsc.isVoidExpression(parent)) return false;
  const type = checker.getTypeAtLocation(call);
  return isUntyped(type) ? wrappers.some(makesPromise) : type.getProperty('then') !== undefined;
}

function isUntyped({ flags }: ts.Type): boolean {
  return (flags & (tsc.TypeFlags.Any | tsc.TypeFlags.Unknown)) !== 0;
}

function makesPromise(scope: ts.Node): boolean {
  if (isAsync(scope)) return true;
  return contains(scope, (node) => tsc.isCallExpression(node) && isPromiseMethod(node.expression));
}
