import type { ts } from 'ts-morph';
import { isAccess } from '../syntax/accesses.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { isOuter } from '../syntax/outer.js';

/**
 * Whether nothing behind an expression in its function runs before its answer is there: it is awaited at once, or what the
 * function returns.
 */
export function isWaitedFor(node: ts.Expression): boolean {
  let outer: ts.Node = node;
  while (isPassedOn(outer)) outer = outer.parent;
  const { parent } = outer;
  if (tsc.isAwaitExpression(parent) || tsc.isYieldExpression(parent)) return true;
  if (tsc.isArrowFunction(parent)) return parent.body === outer;
  return tsc.isReturnStatement(parent) && !isFollowed(parent);
}

/** `get(…)` of `get(…).then(…)`, `(get(…))`, `test ? get(…) : null`, `unwrap(get(…))`. */
function isPassedOn({ parent }: ts.Node): boolean {
  return isAccess(parent) || tsc.isCallExpression(parent) || isOuter(parent) || tsc.isConditionalExpression(parent);
}

/** `try { return get(…); } finally { … }` */
function isFollowed(statement: ts.ReturnStatement): boolean {
  const scope = functionAround(statement);
  const isFinal = (node: ts.Node): boolean => tsc.isTryStatement(node) && node.finallyBlock !== undefined;
  return tsc.findAncestor(statement, (node) => (node === scope ? 'quit' : isFinal(node))) !== undefined;
}
