import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { spanOf } from '../program/program.js';
import type { Span } from '../model/spans.js';
import type { Evaluation } from '../values/evaluation.js';
import { declaredSymbol } from './references.js';

/**
 * Where the constant or parameter that an expression begins with can be read: behind its declaration, in its block.
 *
 * @param holder `user` or `user.data`
 * @returns null for what begins with anything else
 */
export function visibleRange(holder: ts.Node, evaluation: Evaluation): Span | null {
  const root = rootOf(holder);
  const declaration = root && declaredSymbol(root, evaluation)?.valueDeclaration;
  if (!declaration) return null;
  const owner = tsc.findAncestor(declaration, (each) => tsc.isVariableDeclaration(each) || tsc.isParameter(each));
  if (!owner) return null;
  if (tsc.isParameter(owner)) {
    const body = 'body' in owner.parent ? owner.parent.body : undefined;
    return body ? spanOf(body) : null;
  }
  const statement = owner.parent.parent;
  const isConstant = tsc.isVariableDeclarationList(owner.parent) && (owner.parent.flags & tsc.NodeFlags.Const) !== 0;
  if (!isConstant || !tsc.isVariableStatement(statement)) return null;
  return { ...spanOf(statement.parent), start: statement.getEnd() };
}

/** The variable that an expression begins with: `user` of `user.data`; null where it begins with none. */
export function rootOf(node: ts.Node): ts.Identifier | null {
  if (tsc.isIdentifier(node)) return node;
  return tsc.isPropertyAccessExpression(node) ? rootOf(node.expression) : null;
}
