import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { ownerOfThis } from '../values/this.js';
import { isAssignmentTarget } from './references.js';

/**
 * The reads of a member that was assigned: of `this.me` in the same class, of `state.me` on the same variable.
 *
 * @param target what the answer is assigned to
 * @returns null where readers cannot be found: the member of a parameter, of a session, of an unknown object
 */
export function assignmentReads(
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  evaluation: Evaluation,
): readonly ts.Expression[] | null {
  if (!tsc.isPropertyAccessExpression(target)) return null;
  const isSame = sameHolder(target.expression, evaluation);
  if (!isSame) return null;
  return evaluation.index
    .identifiers(target.name.text)
    .map((name) => name.parent)
    .filter(
      (access): access is ts.PropertyAccessExpression => tsc.isPropertyAccessExpression(access) && access !== target,
    )
    .filter(
      (access) => access.name.text === target.name.text && !isAssignmentTarget(access) && isSame(access.expression),
    );
}

function sameHolder(holder: ts.Expression, evaluation: Evaluation): ((other: ts.Expression) => boolean) | null {
  if (holder.kind === tsc.SyntaxKind.ThisKeyword) {
    const owner = ownerOfThis(holder, evaluation)?.holder;
    return owner
      ? (other) => other.kind === tsc.SyntaxKind.ThisKeyword && ownerOfThis(other, evaluation)?.holder === owner
      : null;
  }
  if (!tsc.isIdentifier(holder)) return null;
  const symbol = evaluation.checker.getSymbolAtLocation(holder);
  const declaration = symbol?.valueDeclaration;
  // What a parameter's member holds is read by whoever passed it.
  if (!declaration || !tsc.isVariableDeclaration(declaration)) return null;
  return (other) => tsc.isIdentifier(other) && evaluation.checker.getSymbolAtLocation(other) === symbol;
}
