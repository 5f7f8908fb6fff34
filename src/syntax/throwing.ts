import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { namesLeadingTo } from './names.js';

/** A statement, or the last one of a block. */
export function lastOf(statement: ts.Statement): ts.Statement | undefined {
  return tsc.isBlock(statement) ? statement.statements.at(-1) : statement;
}

/** `throw …`, `return Promise.reject(…)`, and a block that ends so. */
export function endsInThrow(statement: ts.Statement | undefined): boolean {
  const last = statement && lastOf(statement);
  if (!last) return false;
  return tsc.isThrowStatement(last) || (tsc.isReturnStatement(last) && isRejection(last.expression));
}

/** `Promise.reject(…)` */
export function isRejection(node: ts.Expression | undefined): boolean {
  return (
    node !== undefined && tsc.isCallExpression(node) && namesLeadingTo(node.expression).join('.') === 'Promise.reject'
  );
}
