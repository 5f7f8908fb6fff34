import type { ts } from 'ts-morph';
import { isRepeatable } from '../flow/repeatable.js';
import { tsc } from '../syntax/compiler.js';
import { isOuter } from '../syntax/outer.js';
import { isAssignment } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';

/** The statement of a block that does an expression before it does anything else. */
export function statementOf(expression: ts.Node): ts.Statement | null {
  return statementAbove(expression, isLeading);
}

/**
 * The statement of a block that does an expression once, and before it nothing that could change what the expression reads:
 * `const [me] = await Promise.all([get(…), audit()])`.
 */
export function statementAround(expression: ts.Node, evaluation: Evaluation): ts.Statement | null {
  return statementAbove(expression, (node) => isLeading(node) || isAmongHarmless(node, evaluation));
}

/** The arrow function that does nothing before an expression: its body, which may become a block. */
export function bodyAround(expression: ts.Node, evaluation: Evaluation): ts.Expression | null {
  let node = expression;
  while (isLeading(node) || isAmongHarmless(node, evaluation)) node = node.parent;
  const { parent } = node;
  if (!tsc.isArrowFunction(parent) || parent.body !== node) return null;
  const between = node.getSourceFile().text.slice(parent.equalsGreaterThanToken.end, node.getStart());
  return between.trim() ? null : (node as ts.Expression);
}

function statementAbove(expression: ts.Node, goesOn: (node: ts.Node) => boolean): ts.Statement | null {
  let node = expression;
  // `(await get(…)).data`, `await (await get(…)).json()` and `(await get(…)) as Me` begin with the call too.
  while (goesOn(node)) node = node.parent;
  const { parent } = node;
  if (tsc.isVariableDeclaration(parent) && parent.initializer === node) return inBlock(parent.parent.parent, parent);
  if (beginsStatement(node, parent)) return inBlock(parent);
  const isAssignedFirst = isAssigned(node) && tsc.isBinaryExpression(parent) && isPlainTarget(parent);
  return isAssignedFirst && tsc.isExpressionStatement(parent.parent) ? inBlock(parent.parent) : null;
}

/** Whether an expression is what an assignment assigns. */
export function isAssigned(node: ts.Node): boolean {
  const { parent } = node;
  return tsc.isBinaryExpression(parent) && parent.right === node && isAssignment(parent.operatorToken.kind);
}

/** Whether a statement does an expression once, and before all else that it does. */
function beginsStatement(node: ts.Node, statement: ts.Node): boolean {
  if (tsc.isForOfStatement(statement)) return statement.expression === node;
  return (
    (tsc.isReturnStatement(statement) ||
      tsc.isExpressionStatement(statement) ||
      tsc.isThrowStatement(statement) ||
      tsc.isIfStatement(statement) ||
      tsc.isSwitchStatement(statement)) &&
    statement.expression === node
  );
}

/** `me = …` and `this.me = …`, whose left side does nothing. */
function isPlainTarget({ left, operatorToken }: ts.BinaryExpression): boolean {
  if (operatorToken.kind !== tsc.SyntaxKind.EqualsToken) return false;
  if (tsc.isIdentifier(left)) return true;
  return tsc.isPropertyAccessExpression(left) && left.expression.kind === tsc.SyntaxKind.ThisKeyword;
}

/** Whether nothing of what stands around an expression is done before it: `(await get(…)).json()`. */
function isLeading(node: ts.Node): boolean {
  const { parent } = node;
  if (isOuter(parent) || tsc.isAwaitExpression(parent) || tsc.isPrefixUnaryExpression(parent)) return true;
  if (tsc.isBinaryExpression(parent)) return parent.left === node && !isAssignment(parent.operatorToken.kind);
  if (tsc.isConditionalExpression(parent)) return parent.condition === node;
  const isHolder = tsc.isPropertyAccessExpression(parent) || tsc.isCallExpression(parent);
  return isHolder && parent.expression === node;
}

/** Whether an expression is an element of a list, or an argument, and what is evaluated before it changes nothing. */
function isAmongHarmless(node: ts.Node, evaluation: Evaluation): boolean {
  const { parent } = node;
  const isHarmless = (each: ts.Node): boolean => isRepeatable(each, evaluation);
  if (tsc.isArrayLiteralExpression(parent)) return before(parent.elements, node).every(isHarmless);
  if (!tsc.isCallOrNewExpression(parent) || parent.expression === node) return false;
  return isHarmless(parent.expression) && before(parent.arguments ?? [], node).every(isHarmless);
}

function before(all: readonly ts.Node[], node: ts.Node): readonly ts.Node[] {
  return all.slice(0, all.indexOf(node));
}

function inBlock(statement: ts.Node, declaration?: ts.VariableDeclaration): ts.Statement | null {
  if (!tsc.isBlock(statement.parent) && !tsc.isSourceFile(statement.parent)) return null;
  if (!declaration) return statement as ts.Statement;
  const isFirst = tsc.isVariableStatement(statement) && statement.declarationList.declarations[0] === declaration;
  return isFirst ? statement : null;
}
