import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { outermostOf } from '../syntax/outer.js';
import { spanOf } from '../program/program.js';
import type { Comparison, Joined } from '../model/answer.js';

/** `===`, `!==` and the like, with what becomes of the result. */
export function comparisonAt(node: ts.BinaryExpression): Comparison {
  const negated = node.operatorToken.getText().startsWith('!');
  return { span: spanOf(node), negated, as: truthOf(node), joined: joinedWith(node) };
}

/** The whole of `a || b || (c || d)` around one of its operands. */
function joinedWith(node: ts.Expression): Joined | null {
  let whole: ts.Node = outermostOf(node);
  const { parent: first } = whole;
  if (!tsc.isBinaryExpression(first) || !isAndOr(first.operatorToken.kind)) return null;
  const { kind } = first.operatorToken;
  while (tsc.isBinaryExpression(whole.parent) && whole.parent.operatorToken.kind === kind)
    whole = outermostOf(whole.parent);
  return { operator: kind === tsc.SyntaxKind.BarBarToken ? '||' : '&&', span: spanOf(whole) };
}

/** Whether anything but the truth of an expression matters where it stands. */
export function truthOf(node: ts.Expression): Comparison['as'] {
  const { parent } = node;
  if (tsc.isParenthesizedExpression(parent)) return truthOf(parent);
  if (isTestOf(parent, node)) return 'condition';
  if (tsc.isPrefixUnaryExpression(parent) && parent.operator === tsc.SyntaxKind.ExclamationToken)
    return 'part of a condition';
  if (!tsc.isBinaryExpression(parent) || !isAndOr(parent.operatorToken.kind)) return 'value';
  return truthOf(parent) === 'value' ? 'value' : 'part of a condition';
}

/** Methods of lists that ask a function for no more than yes or no. */
const ASKING: ReadonlySet<string> = new Set(['filter', 'find', 'findIndex', 'findLast', 'some', 'every']);

function isTestOf(statement: ts.Node, node: ts.Expression): boolean {
  if (tsc.isArrowFunction(statement)) return statement.body === node && isAskedByList(statement);
  if (tsc.isConditionalExpression(statement) || tsc.isForStatement(statement)) return statement.condition === node;
  return (
    (tsc.isIfStatement(statement) || tsc.isWhileStatement(statement) || tsc.isDoStatement(statement)) &&
    statement.expression === node
  );
}

/** `people.filter((me) => me.type === 'teacher')` */
function isAskedByList({ parent }: ts.ArrowFunction): boolean {
  if (!tsc.isCallExpression(parent) || !tsc.isPropertyAccessExpression(parent.expression)) return false;
  return ASKING.has(parent.expression.name.text);
}

function isAndOr(kind: ts.SyntaxKind): boolean {
  return kind === tsc.SyntaxKind.AmpersandAmpersandToken || kind === tsc.SyntaxKind.BarBarToken;
}
