import type { ts } from 'ts-morph';
import { readsOf } from '../../flow/references.js';
import { tsc } from '../../syntax/compiler.js';
import type { Evaluation } from '../../values/evaluation.js';

/** A place where a text is one of those that a value is compared with. */
export interface Choice {
  /** The value: `event.type`. */
  readonly subject: ts.Expression;
  /** The comparison, where there is one alone. */
  readonly comparison: ts.BinaryExpression | null;
  /** The switch, list or table that holds the text with others. */
  readonly among: ts.Node | null;
}

/** Through how many names, lists and tables a text is followed. */
const DEEPEST = 6;
const LOOK_UPS: ReadonlySet<string> = new Set(['includes', 'indexOf', 'has', 'get', 'hasOwnProperty']);
const COMPARISON = /^[!=]==?$/;

/**
 * Finds what a text is compared with: directly, as a case, as an item of a list, or as a key of a table.
 *
 * @param text the expression that spells it, or the key of an object
 */
export function choicesOf(text: ts.Node, evaluation: Evaluation): readonly Choice[] {
  return follow(text, null, DEEPEST);

  function follow(node: ts.Node, among: ts.Node | null, left: number): readonly Choice[] {
    const { parent } = node;
    if (left === 0) return [];
    if (tsc.isBinaryExpression(parent)) return inBinary(node, parent, among);
    if (tsc.isCaseClause(parent)) return inCase(node, parent);
    if (tsc.isElementAccessExpression(parent) && parent.expression === node)
      return [{ subject: parent.argumentExpression, comparison: null, among }];
    if (tsc.isPropertyAccessExpression(parent)) return inLookUp(parent, among);
    if (tsc.isPropertyAssignment(parent) || tsc.isMethodDeclaration(parent) || tsc.isEnumMember(parent))
      return inMember(node, parent, left);
    if (tsc.isVariableDeclaration(parent) && tsc.isIdentifier(parent.name))
      return readsOf(parent.name, evaluation).flatMap((read) => follow(read, among, left - 1));
    if (tsc.isArrayLiteralExpression(parent)) return follow(parent, outermost(parent, among), left - 1);
    return isWrapping(parent) ? follow(parent, among, left - 1) : [];
  }

  /** `{ 'students.created': handle }` as a table, `{ CREATED: 'students.created' }` as names. */
  function inMember(
    node: ts.Node,
    member: ts.PropertyAssignment | ts.MethodDeclaration | ts.EnumMember,
    left: number,
  ): readonly Choice[] {
    if (member.name === node) return follow(member.parent, member.parent, left - 1);
    const holder = tsc.isEnumMember(member) ? member.parent.name : nameOf(member.parent);
    if (!holder || !tsc.isIdentifier(member.name)) return [];
    const { text: name } = member.name;
    return readsOf(holder, evaluation)
      .map(({ parent }) => parent)
      .filter((access) => tsc.isPropertyAccessExpression(access) && access.name.text === name)
      .flatMap((access) => follow(access, null, left - 1));
  }
}

function inBinary(node: ts.Node, parent: ts.BinaryExpression, among: ts.Node | null): readonly Choice[] {
  const { kind } = parent.operatorToken;
  if (kind === tsc.SyntaxKind.InKeyword && parent.right === node)
    return [{ subject: parent.left, comparison: null, among }];
  if (!COMPARISON.test(parent.operatorToken.getText())) return [];
  return [{ subject: parent.left === node ? parent.right : parent.left, comparison: parent, among: null }];
}

function inCase(node: ts.Node, clause: ts.CaseClause): readonly Choice[] {
  const { parent: block } = clause;
  return clause.expression === node ? [{ subject: block.parent.expression, comparison: null, among: block }] : [];
}

/** `TYPES.includes(event.type)` */
function inLookUp(access: ts.PropertyAccessExpression, among: ts.Node | null): readonly Choice[] {
  const call = access.parent;
  if (!LOOK_UPS.has(access.name.text) || !tsc.isCallExpression(call) || call.expression !== access) return [];
  const [subject] = call.arguments;
  return subject ? [{ subject, comparison: null, among }] : [];
}

/** `Object.freeze({ … })`, `new Set([ … ])`, and what says something to the compiler only. */
function isWrapping(node: ts.Node): boolean {
  if (tsc.isNewExpression(node)) return /^(?:Set|Map)$/.test(node.expression.getText());
  if (tsc.isCallExpression(node)) return node.expression.getText() === 'Object.freeze';
  return (
    tsc.isParenthesizedExpression(node) ||
    tsc.isAsExpression(node) ||
    tsc.isSatisfiesExpression(node) ||
    tsc.isNonNullExpression(node)
  );
}

/** Of `[['students.created', handle]]`, the whole. */
function outermost(list: ts.ArrayLiteralExpression, among: ts.Node | null): ts.Node {
  if (among) return among;
  return tsc.isArrayLiteralExpression(list.parent) ? list.parent : list;
}

function nameOf(literal: ts.Node): ts.Identifier | null {
  let holder = literal.parent;
  while (isWrapping(holder)) holder = holder.parent;
  return tsc.isVariableDeclaration(holder) && tsc.isIdentifier(holder.name) ? holder.name : null;
}
