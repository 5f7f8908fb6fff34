import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** Syntax around an expression that leaves its value what it is: parentheses, casts, `!`. */
export type Outer =
  ts.ParenthesizedExpression | ts.AsExpression | ts.SatisfiesExpression | ts.NonNullExpression | ts.TypeAssertion;

/** Whether a node only stands around an expression and has its value. */
export function isOuter(node: ts.Node): node is Outer {
  return (
    tsc.isParenthesizedExpression(node) ||
    tsc.isAsExpression(node) ||
    tsc.isSatisfiesExpression(node) ||
    tsc.isNonNullExpression(node) ||
    tsc.isTypeAssertionExpression(node)
  );
}

/** The expression inside of parentheses and casts. */
export function innerOf(node: ts.Expression): ts.Expression {
  return isOuter(node) ? innerOf(node.expression) : node;
}

/** The expression with all parentheses and casts around it. */
export function outermostOf(node: ts.Node): ts.Node {
  return isOuter(node.parent) ? outermostOf(node.parent) : node;
}
