import type { ts } from 'ts-morph';
import { comparisonAt } from '../comparison.js';
import { tsc } from '../../syntax/compiler.js';
import { isSteady } from '../repeatable.js';
import { spanOf } from '../../program/program.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import { isOwnThing } from '../alternatives.js';
import { move, type Following, type StepForm } from '../following.js';
import { doubted, type Position } from '../position.js';
import { awaited, holdsId, memberShape } from '../../clients/shape.js';
import { comparedKey } from '../stores.js';
import { branchesOf, branchesOfSwitch } from './branches.js';
import { foldCase, noteTable, spanOfText, textsOf } from './comparisons.js';
import { isFailedResponse } from './failed.js';
import { assign } from './keeping.js';
import { text } from './texts.js';
import { tieType } from './ties.js';

/** Parentheses and `!`. */
export const wrapped: StepForm<ts.Expression> = (position, parent, following) =>
  move(position, parent, position.shape, following);

/** A cast also says what type the answer is taken for. */
export const cast: StepForm<ts.AsExpression | ts.TypeAssertion | ts.SatisfiesExpression> = (
  position,
  parent,
  following,
) => {
  tieType(parent.type, position, following);
  move(position, parent, position.shape, following);
};

/** `await answer` */
export const awaiting: StepForm<ts.AwaitExpression> = (position, parent, following) =>
  move(position, parent, awaited(position.shape), following);

/** `found ? answer : null` */
export const conditional: StepForm<ts.ConditionalExpression> = (position, parent, following) => {
  if (parent.condition === position.node || isFailedResponse(position.node, parent)) return;
  const other = parent.whenTrue === position.node ? parent.whenFalse : parent.whenTrue;
  move(beside(other, position, following), parent, position.shape, following);
};

/** The same position, where another expression may stand in for the answer. */
function beside(other: ts.Expression, position: Position, { evaluation }: Following): Position {
  return isOwnThing(other, evaluation) ? { ...position, mixed: true } : position;
}

/** `answer || {}`, `this.me = answer`, `text += answer`, `type === 'teacher'` */
export const binary: StepForm<ts.BinaryExpression> = (position, parent, following) => {
  const { node, shape } = position;
  const kinds = tsc.SyntaxKind;
  switch (parent.operatorToken.kind) {
    case kinds.EqualsToken:
    case kinds.BarBarEqualsToken:
    case kinds.QuestionQuestionEqualsToken:
    case kinds.AmpersandAmpersandEqualsToken:
      if (parent.right !== node) return;
      move(position, parent, shape, following);
      return assign(parent.left, position, following);
    case kinds.CommaToken:
      return parent.right === node ? move(position, parent, shape, following) : undefined;
    case kinds.InKeyword:
      return askedFor(position, parent, following);
    case kinds.BarBarToken:
    case kinds.QuestionQuestionToken:
      return move(
        beside(node === parent.left ? parent.right : parent.left, position, following),
        parent,
        shape,
        following,
      );
    case kinds.AmpersandAmpersandToken:
      return parent.right === node ? move(position, parent, shape, following) : undefined;
    case kinds.PlusEqualsToken:
      if (parent.right === node) assign(parent.left, position, following);
      return;
    case kinds.PlusToken:
      return text(position, parent, following);
    case kinds.EqualsEqualsToken:
    case kinds.EqualsEqualsEqualsToken:
    case kinds.ExclamationEqualsToken:
    case kinds.ExclamationEqualsEqualsToken:
      return compared(position, parent.left === node ? parent.right : parent.left, following);
    default:
      // `id < '5'`, `id % 2`
      if (holdsId(shape)) following.ledger.escape(position, 'computed with');
  }
};

/** `switch (me.data.type) { case 'teacher': … }` */
export const switched: StepForm<ts.SwitchStatement> = (position, parent, { evaluation, ledger }) => {
  const literals = parent.caseBlock.clauses.flatMap((clause) =>
    tsc.isCaseClause(clause) ? evaluation.evaluate(clause.expression, EMPTY_CONTEXT).map(knownText) : [],
  );
  const known = literals.filter((each) => each !== null);
  const branches = isSteady(position.node, [], evaluation) ? branchesOfSwitch(parent, evaluation) : [];
  ledger.use(position, { kind: 'compare', literals: foldCase(position.node, known), comparison: null, branches });
  if (holdsId(position.shape)) ledger.escape(position, 'compared with values that may be stored ids');
};

/** `{ kind: 'teacher' }[type]` has its own step; here the name or the value is asked for: `'email' in me.data`. */
function askedFor(position: Position, parent: ts.BinaryExpression, following: Following): void {
  const { evaluation, ledger } = following;
  if (parent.left === position.node) return noteTable(position, parent.right, following);
  const names = evaluation.evaluate(parent.left, EMPTY_CONTEXT).map(knownText);
  const [name] = names;
  if (names.length !== 1 || typeof name !== 'string') return;
  const shape = memberShape(position.shape, name);
  if (shape && position.shape.kind === 'body') ledger.read(position, shape, spanOfText(parent.left));
}

function compared(position: Position, other: ts.Expression, following: Following): void {
  const { node, shape } = position;
  if (shape.kind !== 'body') return;
  const literals = foldCase(node, textsOf(other, following));
  if (literals.length) {
    const comparison = tsc.isBinaryExpression(node.parent) ? comparisonAt(node.parent) : null;
    const [literal] = literals.length === 1 ? literals : [];
    // A variable that is set again may hold something else than Clever said.
    const isKnown = comparison !== null && literal !== undefined && isSteady(node, [], following.evaluation);
    const branches = isKnown ? branchesOf(node.parent as ts.Expression, comparison.negated, literal) : [];
    following.ledger.use(position, { kind: 'compare', literals, comparison, branches });
  } else if (holdsId(shape) && !isNothing(other)) comparedWithStored(position, other, following);
}

function comparedWithStored(position: Position, other: ts.Expression, { ledger, evaluation }: Following): void {
  // Inside a function that the id was passed to, the call of that function is the place to tell of.
  const key = position.descent ? null : comparedKey(other, evaluation);
  if (key) ledger.use(doubted(position, other, 'compared with what may have been stored'), key);
  ledger.use(position, { kind: 'match', other: spanOf(other) });
  ledger.escape(position, 'compared with a value that may be a stored id');
}

function isNothing(node: ts.Expression): boolean {
  return node.kind === tsc.SyntaxKind.NullKeyword || node.getText() === 'undefined';
}
