import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { innerOf } from '../syntax/outer.js';
import { isAssignment, isStep } from '../syntax/writes.js';

/** How many statements are gone back; a member that was set before that is looked up as any other. */
const MAXIMUM_STATEMENTS = 100;

/**
 * What a member of `this` was set to just before it is read, where no code between the two can give it another value:
 * `this.path = '/me'; return fetch(base + this.path)`.
 *
 * Every call, `await` and `yield` between may run code that sets it, so only what is plainly in between is gone through.
 *
 * @returns null where it is not as plain as that
 */
export function justSet(read: ts.PropertyAccessExpression): ts.Expression | null {
  if (read.expression.kind !== tsc.SyntaxKind.ThisKeyword) return null;
  const { text: name } = read.name;
  let left = MAXIMUM_STATEMENTS;
  let child: ts.Node = read;
  for (let around = read.parent; around; child = around, around = around.parent) {
    if (tsc.isFunctionLike(around) || tsc.isClassLike(around) || tsc.isIterationStatement(around, false)) return null;
    for (const earlier of childrenBefore(child, around)) {
      const value = setBy(earlier, name);
      if (value) return value;
      if (left-- === 0 || contains(earlier, (node) => mayChange(node, name))) return null;
    }
  }
  return null;
}

/** What is evaluated before a part of a node, the last first. */
function childrenBefore(child: ts.Node, around: ts.Node): readonly ts.Node[] {
  const before: ts.Node[] = [];
  tsc.forEachChild(around, (each) => {
    if (each.end <= child.pos) before.unshift(each);
  });
  return before;
}

/** The value in `this.name = value`, as a statement of its own. */
function setBy(statement: ts.Node, name: string): ts.Expression | null {
  if (!tsc.isExpressionStatement(statement)) return null;
  const assignment = innerOf(statement.expression);
  if (!tsc.isBinaryExpression(assignment) || assignment.operatorToken.kind !== tsc.SyntaxKind.EqualsToken) return null;
  return isOwnMember(assignment.left, name) ? assignment.right : null;
}

function isOwnMember(node: ts.Node, name: string): boolean {
  return (
    tsc.isPropertyAccessExpression(node) &&
    node.expression.kind === tsc.SyntaxKind.ThisKeyword &&
    node.name.text === name
  );
}

/** Whether a piece of code runs other code, or sets a member of that name, or one whose name is not known. */
function mayChange(node: ts.Node, name: string): boolean {
  if (tsc.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind) && !isOtherTarget(node.left, name);
  if (tsc.isPrefixUnaryExpression(node) || tsc.isPostfixUnaryExpression(node))
    return isStep(node.operator) && !isOtherTarget(node.operand, name);
  return (
    tsc.isCallOrNewExpression(node) ||
    tsc.isTaggedTemplateExpression(node) ||
    tsc.isAwaitExpression(node) ||
    tsc.isYieldExpression(node) ||
    tsc.isDeleteExpression(node) ||
    tsc.isForOfStatement(node)
  );
}

/** Whether what is written to is certainly another thing: a variable, or a member of another name. */
function isOtherTarget(target: ts.Expression, name: string): boolean {
  const inner = innerOf(target);
  return tsc.isIdentifier(inner) || (tsc.isPropertyAccessExpression(inner) && inner.name.text !== name);
}
