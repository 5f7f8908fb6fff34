import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** From here on the way up is remembered: in a sum of thousands each summand asks for it. */
const LONG_WAY = 50;

const outermost = new WeakMap<ts.Node, ts.BinaryExpression>();

/** Whether a node is `before + after`. */
export function isSum(node: ts.Node): node is ts.BinaryExpression {
  return tsc.isBinaryExpression(node) && node.operatorToken.kind === tsc.SyntaxKind.PlusToken;
}

/** The whole of a sum that a sum is a part of: `a + b + c` for `a + b`. */
export function outermostSum(sum: ts.BinaryExpression): ts.BinaryExpression {
  const passed: ts.BinaryExpression[] = [];
  let at = sum;
  while (isSum(at.parent)) {
    const known = passed.length > LONG_WAY ? outermost.get(at) : undefined;
    passed.push(at);
    at = known ?? at.parent;
  }
  if (passed.length > LONG_WAY) for (const each of passed) outermost.set(each, at);
  return at;
}

/** What a sum adds up, from the left: `a`, `b` and `c` of `a + b + c`, however many there are; anything else is one by itself. */
export function operandsOf<Node extends ts.Node>(node: Node): readonly (Node | ts.Expression)[] {
  const operands: (Node | ts.Expression)[] = [];
  let left: Node | ts.Expression = node;
  for (; isSum(left); left = left.left) operands.push(left.right);
  return [...operands, left].reverse();
}
