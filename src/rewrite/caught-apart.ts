import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { functionAround } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { PROMISE_METHODS } from '../syntax/promises.js';
import { isCatching, triesAround } from '../syntax/tries.js';

/** Methods, besides those of promises, that hand a failure among their arguments on. */
const HANDING_ON: ReadonlySet<string> = new Set(['all', 'race', 'resolve', 'map', 'flatMap', 'push', 'from', 'of']);

/**
 * Whether a failure to decode an answer comes to other code than a failure to get one: `response.json().catch(…)`, a `try`
 * around one of the two, `fetch(url).catch(…)`, `Promise.allSettled([fetch(url)])`, any function that gets the promise.
 */
export function isCaughtApart(decoder: ts.Node, request: ts.Node): boolean {
  if (isCaughtByItself(decoder) || isCaughtByName(decoder) || isCaughtByName(request)) return true;
  const around = functionAround(request);
  const both = tsc.findAncestor(decoder, (each) => holds(each, request));
  const isShared = both && (around === functionAround(decoder) || functionAround(both) !== undefined);
  if (isShared) return [decoder, request].some((node) => isCaughtWithin(both, node));
  return triesAround(decoder).length > 0 || isCaughtWithin(null, request);
}

/** `response.json().catch(…)`, in a chain of promises. */
function isCaughtByItself(call: ts.Node): boolean {
  const { parent } = call;
  if (!tsc.isPropertyAccessExpression(parent) || parent.expression !== call || !isPromiseCall(parent.parent, parent))
    return false;
  return isCatchOf(parent.parent, parent) || isCaughtByItself(parent.parent);
}

/** `const asked = fetch(url); asked.catch(…)` */
function isCaughtByName(promise: ts.Node): boolean {
  const { parent } = promise;
  const isNamed = tsc.isVariableDeclaration(parent) && parent.initializer === promise && tsc.isIdentifier(parent.name);
  const around = isNamed ? (functionAround(promise) ?? promise.getSourceFile()) : null;
  const isMention = (node: ts.Node): boolean =>
    isNamed && tsc.isIdentifier(node) && node.text === parent.name.getText() && isCaughtByItself(node);
  return around !== null && contains(around, isMention);
}

/** Whether a failure of a node is caught inside of another; without one, by what stands around the promise of its function. */
function isCaughtWithin(outer: ts.Node | null, node: ts.Node): boolean {
  // What is awaited fails by an exception, until a function makes a promise of it.
  let isPromise = true;
  for (let child = node; child.parent && child.parent !== outer; child = child.parent) {
    const { parent } = child;
    if (isCatching(parent) && parent.tryBlock === child) return true;
    if (isPromise && (isCatchOf(parent, child) || isHandedTo(parent, child))) return true;
    if (!outer && tsc.isBlock(parent) && tsc.isFunctionLike(parent.parent)) return false;
    if (tsc.isAwaitExpression(parent)) isPromise = false;
    if (tsc.isFunctionLike(parent)) isPromise = true;
  }
  return false;
}

/** `promise.catch(…)` and `promise.then(…, …)`, asked of what stands in front of the parentheses. */
function isCatchOf(call: ts.Node, callee: ts.Node): boolean {
  if (!isPromiseCall(call, callee)) return false;
  return (callee as ts.PropertyAccessExpression).name.text === 'catch' || call.arguments.length > 1;
}

function isPromiseCall(call: ts.Node, callee: ts.Node): call is ts.CallExpression {
  return (
    tsc.isCallExpression(call) &&
    call.expression === callee &&
    tsc.isPropertyAccessExpression(callee) &&
    PROMISE_METHODS.has(callee.name.text)
  );
}

/** Whether a call gets a node, or a function that ends in it, and may catch its failure. */
function isHandedTo(call: ts.Node, argument: ts.Node): boolean {
  if (!tsc.isCallOrNewExpression(call) || !call.arguments?.some((each) => each === argument)) return false;
  const name = tsc.isPropertyAccessExpression(call.expression) ? call.expression.name.text : '';
  return !PROMISE_METHODS.has(name) && !HANDING_ON.has(name);
}
