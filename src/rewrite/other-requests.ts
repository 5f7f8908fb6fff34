import type { ts } from 'ts-morph';
import { matches } from '../requests/match.js';
import { tsc } from '../syntax/compiler.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isPromiseMethod } from '../syntax/promises.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** Methods that read the body of an answer. */
const DECODING: ReadonlySet<string> = new Set(['json', 'text', 'arrayBuffer', 'blob', 'bytes', 'formData', 'dump']);

/** How many functions of the program are entered, one from the other; whatever is further in may be done twice. */
const MAXIMUM_DEPTH = 5;

/**
 * Finds something else that functions wait for on their way to a request: a code that is exchanged for a token, which
 * works once. A second request through these functions does it again.
 *
 * @param wrappers the functions of the program between a call and the client
 * @param known the calls that lead to the request, and the request
 * @returns how the call is written, such as `this.exchange`; null where there is none
 */
export function otherRequestIn(
  wrappers: readonly ts.Node[],
  known: ReadonlySet<ts.Node>,
  evaluation: Evaluation,
): string | null {
  const entered = new Set<ts.Node>(wrappers);
  for (const wrapper of wrappers) {
    const found = otherCallIn(wrapper, MAXIMUM_DEPTH);
    if (found) return namesLeadingTo(found.expression).join('.') || found.expression.getText();
  }
  return null;

  function otherCallIn(node: ts.Node, depth: number): ts.CallExpression | null {
    if (tsc.isCallExpression(node) && !known.has(node) && !isTriedAgain(node) && asks(node, depth)) return node;
    return tsc.forEachChild(node, (child) => otherCallIn(child, depth) ?? undefined) ?? null;
  }

  /** Whether a call sends the request itself again, as after a new token. */
  function isTriedAgain(call: ts.CallExpression): boolean {
    const text = call.getText();
    return [...known].some((each) => tsc.isCallExpression(each) && each.getText() === text);
  }

  function asks(call: ts.CallExpression, depth: number): boolean {
    const callees = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
    if (matches(callees, evaluation).length > 0) return true;
    const own = callees.flatMap((callee) => (callee.kind === 'function' ? [callee.node] : []));
    return own.length > 0 ? own.some((scope) => asksWithin(scope, depth)) : isWaitedFor(call);
  }

  /** Whether code waits for a call that nobody knows; the body of an answer is no other request. */
  function isWaitedFor(call: ts.CallExpression): boolean {
    const isDecoded = DECODING.has(namesLeadingTo(promisedBy(call).expression).at(-1) ?? '');
    return tsc.isAwaitExpression(call.parent) && !isDecoded && ![...known].some((each) => holds(call, each));
  }

  function asksWithin(scope: ts.Node, depth: number): boolean {
    if (entered.has(scope)) return false;
    if (depth === 0) return true;
    entered.add(scope);
    return otherCallIn(scope, depth - 1) !== null;
  }
}

/** `response.json()` of `response.json().catch(…)` */
function promisedBy(call: ts.CallExpression): ts.CallExpression {
  const { expression } = call;
  if (!isPromiseMethod(expression) || !tsc.isCallExpression(expression.expression)) return call;
  return promisedBy(expression.expression);
}
