import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** `value.name`, `value[key]` */
export type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** Whether an expression reads a member of another. */
export function isAccess(node: ts.Node): node is Access {
  return tsc.isPropertyAccessExpression(node) || tsc.isElementAccessExpression(node);
}

/** The longest access that begins with an expression: `session.headers.token` for `session`. */
export function wholeAccess(node: ts.Expression): ts.Expression {
  let access = node;
  while (isAccess(access.parent) && access.parent.expression === access) access = access.parent;
  return access;
}
