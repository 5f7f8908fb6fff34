import type { ts } from 'ts-morph';
import { tsc } from '../../compiler.js';
import { spanOf } from '../../program.js';
import type { Comparison } from '../../usage.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import { move, type Following, type StepForm } from '../following.js';
import { assignmentReads } from '../members.js';
import type { Position } from '../position.js';
import { awaited, holdsId } from '../shape.js';
import { assignedKey } from '../stores.js';
import { goToReaders } from './names.js';
import { text } from './texts.js';
import { tieType } from './ties.js';
import { shorten } from './wording.js';

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
  move(position, parent, position.shape, following);
};

/** Members without which a response holds no answer. */
const NEEDED = new Set(['ok', 'data', 'body']);

/** `response.ok ? … : response`, `body?.data ? … : body`, `body ? … : body`: what is handed on is a response without an answer. */
function isFailedResponse(node: ts.Node, { condition, whenTrue, whenFalse }: ts.ConditionalExpression): boolean {
  const isNegated = tsc.isPrefixUnaryExpression(condition) && condition.operator === tsc.SyntaxKind.ExclamationToken;
  let test = isNegated ? condition.operand : condition;
  if (node !== (isNegated ? whenTrue : whenFalse)) return false;
  while (tsc.isPropertyAccessExpression(test) && NEEDED.has(test.name.text)) test = test.expression;
  return test.getText() === node.getText();
}

/** `answer || {}`, `this.me = answer`, `text += answer`, `type === 'teacher'` */
export const binary: StepForm<ts.BinaryExpression> = (position, parent, following) => {
  const { node, shape } = position;
  const kinds = tsc.SyntaxKind;
  switch (parent.operatorToken.kind) {
    case kinds.EqualsToken:
      if (parent.right === node) assigned(position, parent.left, parent, following);
      return;
    case kinds.BarBarToken:
    case kinds.QuestionQuestionToken:
      return move(position, parent, shape, following);
    case kinds.AmpersandAmpersandToken:
      return parent.right === node ? move(position, parent, shape, following) : undefined;
    case kinds.PlusEqualsToken:
      if (parent.right === node && tsc.isIdentifier(parent.left)) goToReaders(parent.left, position, following);
      return;
    case kinds.PlusToken:
      return text(position, parent, following);
    case kinds.EqualsEqualsToken:
    case kinds.EqualsEqualsEqualsToken:
    case kinds.ExclamationEqualsToken:
    case kinds.ExclamationEqualsEqualsToken:
      return compared(position, parent.left === node ? parent.right : parent.left, following);
    default:
  }
};

/** `switch (me.data.type) { case 'teacher': … }` */
export const switched: StepForm<ts.SwitchStatement> = (position, parent, { evaluation, ledger }) => {
  const literals = parent.caseBlock.clauses.flatMap((clause) =>
    tsc.isCaseClause(clause) ? evaluation.evaluate(clause.expression, EMPTY_CONTEXT).map(knownText) : [],
  );
  ledger.use(position, { kind: 'compare', literals: literals.filter((each) => each !== null), comparison: null });
};

function assigned(position: Position, target: ts.Expression, assignment: ts.Expression, following: Following): void {
  const { ledger, evaluation } = following;
  move(position, assignment, position.shape, following);
  if (tsc.isIdentifier(target)) return goToReaders(target, position, following);
  if (tsc.isObjectLiteralExpression(target) || tsc.isArrayLiteralExpression(target))
    return ledger.escape(position, 'taken apart into other variables');
  if (!tsc.isPropertyAccessExpression(target) && !tsc.isElementAccessExpression(target)) return;
  const key = holdsId(position.shape) ? assignedKey(target) : null;
  if (key) ledger.use(position, key);
  const reads = assignmentReads(target, evaluation);
  if (!reads) return ledger.escape(position, `kept in \`${shorten(target.getText())}\``);
  const trail = [...position.trail, { span: spanOf(target), message: 'kept here' }];
  for (const read of reads) following.push({ ...position, node: read, trail });
}

function compared(position: Position, other: ts.Expression, { evaluation, ledger }: Following): void {
  const { node, shape } = position;
  if (shape.kind !== 'body') return;
  const literals = evaluation
    .evaluate(other, EMPTY_CONTEXT)
    .map(knownText)
    .filter((each) => each !== null);
  if (literals.length) ledger.use(position, { kind: 'compare', literals, comparison: comparisonOf(node.parent) });
  else if (holdsId(shape) && !isNothing(other))
    ledger.escape(position, 'compared with a value that may be a stored id');
}

function comparisonOf(node: ts.Node): Comparison | null {
  if (!tsc.isBinaryExpression(node)) return null;
  return { span: spanOf(node), negated: node.operatorToken.getText().startsWith('!') };
}

function isNothing(node: ts.Expression): boolean {
  return node.kind === tsc.SyntaxKind.NullKeyword || node.getText() === 'undefined';
}
