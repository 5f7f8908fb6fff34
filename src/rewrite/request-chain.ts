import type { ts } from 'ts-morph';
import type { AnswerFlow } from '../flow/flow.js';
import type { Shape } from '../clients/shape.js';
import { tsc } from '../syntax/compiler.js';
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
    const isLast = !methodCallOn(node) && !tsc.isPropertyAccessExpression(node.parent);
    if (shape?.kind === 'promise' && (isLast || isPromiseMethod(node.parent))) return { node, shape };
  }
  return null;
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
  const before = (chain.expression as ts.PropertyAccessExpression).expression;
  return [chain, ...callsOf(before as ts.CallExpression, first)];
}
