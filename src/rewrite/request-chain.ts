import type { ts } from 'ts-morph';
import type { AnswerFlow } from '../flow/flow.js';
import { isPiped, promise, type Shape } from '../clients/shape.js';
import { isValueOfObservable } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isPromiseMethod } from '../syntax/promises.js';

/** An expression that makes a request and resolves to its answer. */
export interface RequestChain {
  readonly node: ts.CallExpression;
  readonly shape: Shape & { readonly kind: 'promise' };
}

/**
 * The whole of a request whose client lets it be built up in a chain: `got(url).json()`, `request.get(url).set(…)`.
 *
 * @param call the call that holds the address
 * @returns null where it does not resolve to the answer
 */
export function requestChain(call: ts.CallExpression, flow: AnswerFlow): RequestChain | null {
  for (let node: ts.CallExpression | null = call; node; node = methodCallOn(node)) {
    const shape = flow.shapeAt(node);
    if (shape?.kind !== 'promise') continue;
    const waiting = isPiped(shape) ? waitingFor(node) : null;
    if (waiting && isEnd(waiting)) return { node: waiting, shape: promise(shape.of) as RequestChain['shape'] };
    if (isEnd(node)) return { node, shape };
  }
  return null;
}

/** Whether nothing of a chain stands behind a call, or only what a promise is asked. */
function isEnd(node: ts.CallExpression): boolean {
  return isPromiseMethod(node.parent) || (!methodCallOn(node) && !tsc.isPropertyAccessExpression(node.parent));
}

/** `firstValueFrom(get(url))` around `get(url)`: the promise of what an observable answers. */
function waitingFor(node: ts.CallExpression): ts.CallExpression | null {
  const { parent } = node;
  const isWaiting =
    tsc.isCallExpression(parent) &&
    parent.arguments[0] === node &&
    !parent.typeArguments &&
    isValueOfObservable(namesLeadingTo(parent.expression));
  return isWaiting ? parent : null;
}

/** The call of a method on what a call answers: `get(url).json()` for `get(url)`. */
function methodCallOn({ parent }: ts.CallExpression): ts.CallExpression | null {
  if (!tsc.isPropertyAccessExpression(parent) || !tsc.isCallExpression(parent.parent)) return null;
  return parent.parent.expression === parent ? parent.parent : null;
}

/**
 * The outermost call of a chain that a call begins: `get(url).on('error', fail).end()`.
 *
 * @param call the call that holds the address
 */
export function wholeChain(call: ts.CallExpression): ts.CallExpression {
  const { parent } = call;
  const isLonger = tsc.isPropertyAccessExpression(parent) && parent.expression === call;
  if (!isLonger || !tsc.isCallExpression(parent.parent) || parent.parent.expression !== parent) return call;
  return wholeChain(parent.parent);
}

/** The calls of a chain, from the last to the one with the address. */
export function callsOf(chain: ts.CallExpression, first: ts.CallExpression): readonly ts.CallExpression[] {
  if (chain === first) return [chain];
  const [given] = chain.arguments;
  const isAround = given !== undefined && tsc.isCallExpression(given) && holds(given, first);
  const before = isAround ? given : (chain.expression as ts.PropertyAccessExpression).expression;
  return [chain, ...callsOf(before as ts.CallExpression, first)];
}

/** What the calls of a chain are given, without those of them that are an argument of the next. */
export function givenTo(calls: readonly ts.CallExpression[]): readonly ts.Expression[] {
  return calls.flatMap((call) => call.arguments.filter((each) => !calls.some((other) => other === each)));
}
