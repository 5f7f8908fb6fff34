import type { ts } from 'ts-morph';
import { isWrittenText } from '../written-texts.js';
import { tsc } from '../../syntax/compiler.js';
import { functionAround } from '../../syntax/functions.js';
import { outermostOf } from '../../syntax/outer.js';
import { spanOf } from '../../program/program.js';
import type { Branch } from '../../model/answer.js';
import type { Span } from '../../model/spans.js';
import type { Evaluation } from '../../values/evaluation.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import { readsOf } from '../references.js';

/**
 * The code that runs only where a comparison held.
 *
 * @param comparison `type === 'teacher'`, or `type !== 'teacher'`
 * @param literal what is compared with
 */
export function branchesOf(
  comparison: ts.Expression,
  isNegated: boolean,
  literal: string,
  evaluation: Evaluation,
): readonly Branch[] {
  const named = readsOfConstant(outermostOf(comparison), evaluation);
  return [comparison, ...named].flatMap((each) => heldIn(each, isNegated)).map((span) => ({ literal, span }));
}

/** Where a constant is read that an expression is given to: `const isStudent = me.type === 'student'`. */
function readsOfConstant({ parent }: ts.Node, evaluation: Evaluation): readonly ts.Expression[] {
  if (!tsc.isVariableDeclaration(parent) || !tsc.isIdentifier(parent.name)) return [];
  if (!(tsc.getCombinedNodeFlags(parent) & tsc.NodeFlags.Const)) return [];
  // Elsewhere the function may be about another person.
  return readsOf(parent.name, evaluation).filter((each) => functionAround(each) === functionAround(parent));
}

/** Where a condition is known to have held, or to have failed. */
function heldIn(condition: ts.Expression, isNegated: boolean): readonly Span[] {
  const { parent } = condition;
  if (tsc.isParenthesizedExpression(parent)) return heldIn(parent, isNegated);
  if (tsc.isPrefixUnaryExpression(parent) && parent.operator === tsc.SyntaxKind.ExclamationToken)
    return heldIn(parent, !isNegated);
  if (tsc.isBinaryExpression(parent) && parent.operatorToken.kind === tsc.SyntaxKind.AmpersandAmpersandToken) {
    if (isNegated) return [];
    const right = parent.left === condition ? [spanOf(parent.right)] : [];
    return [...right, ...heldIn(parent, false)];
  }
  if (tsc.isConditionalExpression(parent) && parent.condition === condition)
    return [spanOf(isNegated ? parent.whenFalse : parent.whenTrue)];
  if (!tsc.isIfStatement(parent) || parent.expression !== condition) return [];
  if (!isNegated) return [spanOf(parent.thenStatement)];
  if (parent.elseStatement) return [spanOf(parent.elseStatement)];
  return leaves(parent.thenStatement) ? behind(parent) : [];
}

/** The statements of a block behind one of them. */
function behind(statement: ts.Statement): readonly Span[] {
  const { parent } = statement;
  if (!tsc.isBlock(parent)) return [];
  const span = spanOf(parent);
  return [{ ...span, start: statement.getEnd() }];
}

/** `case 'teacher': … break;`, into which no other case falls but those that stand with it: `case 'a': case 'b': …`. */
export function branchesOfSwitch({ caseBlock }: ts.SwitchStatement, evaluation: Evaluation): readonly Branch[] {
  let together: readonly ts.CaseOrDefaultClause[] = [];
  let isEntered = true;
  return caseBlock.clauses.flatMap((clause): readonly Branch[] => {
    together = [...together, clause];
    const [first] = clause.statements;
    const last = clause.statements.at(-1);
    if (!first || !last) return [];
    const literals = isEntered ? together.map((each) => literalOf(each, evaluation)) : [];
    isEntered = leaves(last);
    together = [];
    if (!literals.every((literal) => literal !== null)) return [];
    return literals.map((literal) => ({ literal, span: { ...spanOf(first), end: last.getEnd() } }));
  });
}

/** The text of a case; null for a default, and where it may be another text. */
function literalOf(clause: ts.CaseOrDefaultClause, evaluation: Evaluation): string | null {
  if (!tsc.isCaseClause(clause) || !isWrittenText(clause.expression, evaluation)) return null;
  const [literal, ...others] = evaluation.evaluate(clause.expression, EMPTY_CONTEXT).map(knownText);
  return others.length ? null : (literal ?? null);
}

/** Whether nothing behind a statement runs after it. */
function leaves(statement: ts.Statement): boolean {
  const last = tsc.isBlock(statement) ? statement.statements.at(-1) : statement;
  if (!last) return false;
  return (
    tsc.isReturnStatement(last) ||
    tsc.isThrowStatement(last) ||
    tsc.isBreakStatement(last) ||
    tsc.isContinueStatement(last)
  );
}
