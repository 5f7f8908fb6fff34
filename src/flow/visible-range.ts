import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { holds } from '../syntax/holds.js';
import { isWritten } from '../syntax/writes.js';
import { spanOf } from '../program/program.js';
import type { Span } from '../model/spans.js';
import type { Evaluation } from '../values/evaluation.js';
import { declaredSymbol } from './references.js';

/**
 * Where the constant or parameter that an expression begins with can be read: behind its declaration, in its block; for a
 * variable, behind the last place that sets it.
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
  if (!tsc.isVariableDeclarationList(owner.parent) || !tsc.isVariableStatement(statement)) return null;
  const isConstant = (owner.parent.flags & tsc.NodeFlags.Const) !== 0;
  const start = isConstant ? statement.getEnd() : lastChange(root, statement, evaluation);
  return start === null || holder.pos < start ? null : { ...spanOf(statement.parent), start };
}

/**
 * Where a variable is set for the last time, by the order of the code, so that it is as good as a constant from there on;
 * null where a loop, or another function, may set it again.
 */
function lastChange(
  root: ts.Identifier,
  { parent: block }: ts.VariableStatement,
  evaluation: Evaluation,
): number | null {
  const symbol = declaredSymbol(root, evaluation);
  const changes = evaluation.index
    .identifiers(root.text)
    .filter((each) => holds(block, each) && isWritten(each) && declaredSymbol(each, evaluation) === symbol);
  const isOnce = (change: ts.Node): boolean => {
    const outer = tsc.findAncestor(
      change,
      (each) => each === block || tsc.isFunctionLike(each) || tsc.isIterationStatement(each, false),
    );
    return outer === block;
  };
  return changes.length && changes.every(isOnce)
    ? Math.max(...changes.map((each) => tsc.findAncestor(each, tsc.isStatement)?.end ?? block.end))
    : null;
}

/** The variable that an expression begins with: `user` of `user.data`; null where it begins with none. */
export function rootOf(node: ts.Node): ts.Identifier | null {
  if (tsc.isIdentifier(node)) return node;
  return tsc.isPropertyAccessExpression(node) ? rootOf(node.expression) : null;
}
