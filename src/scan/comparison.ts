import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { spanOf } from './program.js';
import type { Comparison } from './usage.js';

/** `===`, `!==` and the like, with what becomes of the result. */
export function comparisonAt(node: ts.BinaryExpression): Comparison {
  return { span: spanOf(node), negated: node.operatorToken.getText().startsWith('!'), as: truthOf(node) };
}

/** Whether anything but the truth of an expression matters where it stands. */
function truthOf(node: ts.Expression): Comparison['as'] {
  const { parent } = node;
  if (tsc.isParenthesizedExpression(parent)) return truthOf(parent);
  if (isTestOf(parent, node)) return 'condition';
  if (tsc.isPrefixUnaryExpression(parent) && parent.operator === tsc.SyntaxKind.ExclamationToken)
    return 'part of a condition';
  if (!tsc.isBinaryExpression(parent) || !isAndOr(parent.operatorToken.kind)) return 'value';
  return truthOf(parent) === 'value' ? 'value' : 'part of a condition';
}

function isTestOf(statement: ts.Node, node: ts.Expression): boolean {
  if (tsc.isConditionalExpression(statement) || tsc.isForStatement(statement)) return statement.condition === node;
  return (
    (tsc.isIfStatement(statement) || tsc.isWhileStatement(statement) || tsc.isDoStatement(statement)) &&
    statement.expression === node
  );
}

function isAndOr(kind: ts.SyntaxKind): boolean {
  return kind === tsc.SyntaxKind.AmpersandAmpersandToken || kind === tsc.SyntaxKind.BarBarToken;
}
