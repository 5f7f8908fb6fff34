import type { ts } from 'ts-morph';
import { readsOf } from '../flow/references.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { catchesFailure, isPromiseMethod, PROMISE_METHODS } from '../syntax/promises.js';
import { isCatching, triesAround } from '../syntax/tries.js';
import { isCallee } from './changes.js';
import type { Evaluation } from '../values/evaluation.js';

/** Methods, besides those of promises, that hand a failure among their arguments on. */
const HANDING_ON: ReadonlySet<string> = new Set(['all', 'race', 'resolve', 'map', 'flatMap', 'push', 'from', 'of']);

/**
 * Whether a failure to decode an answer comes to other code than a failure to get one: `response.json().catch(…)`, a `try`
 * around one of the two, `fetch(url).catch(…)`, `Promise.allSettled([fetch(url)])`, any function that gets the promise.
 */
export function isCaughtApart(decoder: ts.Node, request: ts.Node, evaluation: Evaluation): boolean {
  if (isCaughtByItself(decoder) || [decoder, request].some((each) => isCaughtByName(each, evaluation))) return true;
  const around = functionAround(request);
  const both = tsc.findAncestor(decoder, (each) => holds(each, request));
  const isShared = both && (around === functionAround(decoder) || functionAround(both) !== undefined);
  if (isShared) return isSecondOf(both, request) || [decoder, request].some((node) => isCaughtWithin(both, node));
  return triesAround(decoder).length > 0 || isCaughtWithin(null, request);
}

/** `fetch(url).then(read, failed)`: a failure of the request alone comes to the second function. */
function isSecondOf(call: ts.Node, request: ts.Node): boolean {
  return tsc.isCallExpression(call) && catchesFailure(call.expression) && holds(call.expression, request);
}

/** `response.json().catch(…)`, in a chain of promises. */
function isCaughtByItself(promise: ts.Node): boolean {
  const { parent } = promise;
  if (!isPromiseMethod(parent) || parent.expression !== promise || !isCallee(parent)) return false;
  const call: ts.Node = parent.parent;
  return catchesFailure(parent) || isCaughtByItself(call);
}

/** `const asked = fetch(url); asked.catch(…)` */
function isCaughtByName(promise: ts.Node, evaluation: Evaluation): boolean {
  const { parent } = promise;
  if (!tsc.isVariableDeclaration(parent) || parent.initializer !== promise || !tsc.isIdentifier(parent.name))
    return false;
  return readsOf(parent.name, evaluation).some(isCaughtByItself);
}

/** Whether a failure of a node is caught inside of another; without one, by what stands around the promise of its function. */
function isCaughtWithin(outer: ts.Node | null, node: ts.Node): boolean {
  // What is awaited fails by an exception, until a function makes a promise of it.
  let isPromise = true;
  for (let child = node; child.parent && child.parent !== outer; child = child.parent) {
    const { parent } = child;
    if (isCatching(parent) && parent.tryBlock === child) return true;
    if (isPromise && ((isCallee(child as ts.Expression) && catchesFailure(child)) || isHandedTo(parent, child)))
      return true;
    if (!outer && tsc.isBlock(parent) && tsc.isFunctionLike(parent.parent)) return false;
    if (tsc.isAwaitExpression(parent)) isPromise = false;
    if (tsc.isFunctionLike(parent)) isPromise = true;
  }
  return false;
}

/** Whether a call gets a node, or a function that ends in it, and may catch its failure. */
export function isHandedTo(call: ts.Node, argument: ts.Node): boolean {
  if (!tsc.isCallOrNewExpression(call) || !call.arguments?.some((each) => each === argument)) return false;
  const name = tsc.isPropertyAccessExpression(call.expression) ? call.expression.name.text : '';
  return !PROMISE_METHODS.has(name) && !HANDING_ON.has(name);
}
