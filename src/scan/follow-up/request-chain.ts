import type { ts } from 'ts-morph';
import type { AnswerFlow } from '../answers/flow.js';
import type { Shape } from '../answers/shape.js';
import { tsc } from '../compiler.js';

/** An expression that makes a request and resolves to its answer. */
export interface RequestChain {
  readonly node: ts.CallExpression;
  readonly shape: Shape & { readonly kind: 'promise' };
}

/** Methods of every promise; what stands before them is the request. */
const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/**
 * The whole of a request whose client lets it be built up in a chain: `got(url).json()`, `request.get(url).set(…)`.
 *
 * @param call the call that holds the address
 * @returns null where it does not resolve to the answer
 */
export function requestChain(call: ts.CallExpression, flow: AnswerFlow): RequestChain | null {
  let node = call;
  for (;;) {
    const shape = flow.shapeAt(node);
    if (shape?.kind !== 'promise') return null;
    const member = node.parent;
    if (!tsc.isPropertyAccessExpression(member) || PROMISE_METHODS.has(member.name.text)) return { node, shape };
    if (!tsc.isCallExpression(member.parent) || member.parent.expression !== member) return null;
    node = member.parent;
  }
}
