import type { ts } from 'ts-morph';
import { matches } from '../requests/match.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** How many functions of the program are entered, one from the other. */
const MAXIMUM_DEPTH = 3;

/**
 * Finds another request that functions make on their way to one: a code that is exchanged for a token, which works once.
 * A second request through these functions makes it again.
 *
 * @param wrappers the functions of the program between a call and the client
 * @param known the calls that lead to the request, and the request
 * @returns how the call of the other request is written, such as `this.exchange`; null where there is none
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
    if (tsc.isCallExpression(node) && !known.has(node) && asks(node, depth)) return node;
    return tsc.forEachChild(node, (child) => otherCallIn(child, depth) ?? undefined) ?? null;
  }

  function asks({ expression }: ts.CallExpression, depth: number): boolean {
    const callees = evaluation.evaluate(expression, EMPTY_CONTEXT);
    if (matches(callees, evaluation).length > 0) return true;
    return callees.some((callee) => callee.kind === 'function' && asksWithin(callee.node, depth));
  }

  function asksWithin(scope: ts.Node, depth: number): boolean {
    if (depth === 0 || entered.has(scope)) return false;
    entered.add(scope);
    return otherCallIn(scope, depth - 1) !== null;
  }
}
