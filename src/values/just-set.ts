import type { ts } from 'ts-morph';
import { firstIndex } from '../model/place-index.js';
import type { SyntaxIndex } from '../program/syntax-index.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { innerOf, outermostOf } from '../syntax/outer.js';
import { isAssignment, isStep } from '../syntax/writes.js';

/** Nodes gone through between a read and where its member is set; one that is further away is looked up as any other. */
const MAXIMUM_NODES = 1000;

/**
 * What a member of `this` was set to just before it is read, where no code between the two can give it another value:
 * `this.path = '/me'; return fetch(base + this.path)`.
 *
 * Every call, `await` and `yield` between may run code that sets it, so only what is plainly in between is gone through.
 *
 * @returns null where it is not as plain as that
 */
export function justSet(read: ts.PropertyAccessExpression, index: SyntaxIndex): ts.Expression | null {
  if (read.expression.kind !== tsc.SyntaxKind.ThisKeyword) return null;
  const isThis = ({ kind }: ts.Expression): boolean => kind === tsc.SyntaxKind.ThisKeyword;
  return setJustBefore({ read, name: read.name.text, isHolder: isThis }, index)?.right ?? null;
}

/** Where a member of an object is read, by itself or by what is handed the object. */
export interface MemberSight {
  readonly read: ts.Node;
  readonly name: string;
  /** Whether an expression is the object. */
  readonly isHolder: (node: ts.Expression) => boolean;
}

/** The assignment that set a member just before it is read, with no code between the two that can give it another value. */
export function setJustBefore(sight: MemberSight, index: SyntaxIndex): ts.BinaryExpression | null {
  const { read, name } = sight;
  const assignment = lastAssignment(sight, index);
  const setting = assignment && outermostOf(assignment).parent;
  if (!setting || !tsc.isExpressionStatement(setting) || !hasStatements(setting.parent)) return null;
  const { statements } = setting.parent;
  const reading = statementAround(read, setting.parent);
  if (!reading) return null;
  const first = firstIndex(statements, ({ pos }) => pos > setting.pos);
  const behind = firstIndex(statements, ({ pos }) => pos > reading.pos);
  if (behind - first > MAXIMUM_NODES || mayChangeBefore(read, name, statements.slice(first, behind))) return null;
  return assignment;
}

/** `this.name = value`: the last in front of a read, if it stands in the same function. */
function lastAssignment({ read, name, isHolder }: MemberSight, index: SyntaxIndex): ts.BinaryExpression | null {
  const source = read.getSourceFile();
  const last = index.assignmentsTo(name).findLast((each) => each.source === source && each.node.end <= read.pos);
  const isPlain =
    last?.node.operatorToken.kind === tsc.SyntaxKind.EqualsToken &&
    isHolder(last.target.expression) &&
    functionAround(last.node) === functionAround(read);
  return isPlain ? last.node : null;
}

function hasStatements(node: ts.Node): node is ts.BlockLike {
  return tsc.isBlock(node) || tsc.isSourceFile(node) || tsc.isModuleBlock(node) || tsc.isCaseOrDefaultClause(node);
}

/** The statement of a block in which a node stands; null where a loop, or code that runs another time, is between. */
function statementAround(node: ts.Node, block: ts.Node): ts.Node | null {
  let child = node;
  for (let steps = 0; child.parent !== block; child = child.parent, steps += 1) {
    const { parent } = child;
    if (!parent || steps > MAXIMUM_NODES || tsc.isFunctionLike(parent) || tsc.isClassLike(parent)) return null;
    if (tsc.isIterationStatement(parent, false)) return null;
  }
  return tsc.isIterationStatement(child, false) ? null : child;
}

/** Whether what is evaluated of some statements before a read may set the member, or is too much to say. */
function mayChangeBefore(read: ts.Node, name: string, statements: readonly ts.Node[]): boolean {
  const nodes = [...statements];
  for (const node of nodes) {
    if (nodes.length > MAXIMUM_NODES) return true;
    if (node.end <= read.pos && mayChange(node, name)) return true;
    tsc.forEachChild(node, (child) => {
      if (child.pos < read.pos) nodes.push(child);
      return nodes.length > MAXIMUM_NODES || undefined;
    });
  }
  return false;
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
