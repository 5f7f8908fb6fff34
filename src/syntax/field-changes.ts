import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { isAssignment } from './writes.js';

/** Where code of a class changes a field of `this`: `this.parts.push(…)`, `this.url += …`. */
export type FieldChange =
  | { readonly kind: 'push'; readonly node: ts.CallExpression }
  | { readonly kind: 'assignment'; readonly node: ts.BinaryExpression };

/** The change of a field of `this` whose name stands at an identifier; null where it is only read. */
export function fieldChangeAt(name: ts.Identifier): FieldChange | null {
  const field = name.parent;
  if (!tsc.isPropertyAccessExpression(field) || field.name !== name) return null;
  if (field.expression.kind !== tsc.SyntaxKind.ThisKeyword) return null;
  const { parent } = field;
  if (tsc.isBinaryExpression(parent) && parent.left === field && isAssignment(parent.operatorToken.kind))
    return { kind: 'assignment', node: parent };
  const call = parent.parent;
  const isPush = tsc.isPropertyAccessExpression(parent) && parent.name.text === 'push' && tsc.isCallExpression(call);
  return isPush && call.expression === parent ? { kind: 'push', node: call } : null;
}
