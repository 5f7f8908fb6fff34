import type { ts } from 'ts-morph';
import { lineStartAt } from '../../model/lines.js';
import { tsc } from '../../syntax/compiler.js';
import { gapBetween, gapTo, type Break, type Deeper, type Gap, type Habits } from './break.js';
import { blockBreak, listBreak, withoutParentheses } from './lists.js';

/**
 * How a node is broken before what stands in it, as Prettier does: https://prettier.io/docs/rationale
 *
 * @returns null for a node that has no place for a new line of its own
 */
export function outerBreak(node: ts.Node, habits: Habits): Break | null {
  const test = testOf(node);
  if (test) return between(test, operandGaps(test));
  if (tsc.isJsxElement(node)) return elementBreak(node);
  if (tsc.isParenthesizedExpression(node)) return parenthesesBreak(node);
  if (tsc.isConditionalExpression(node)) return conditionalBreak(node);
  if (tsc.isBinaryExpression(node) && isOperation(node)) return operationBreak(node);
  if (tsc.isArrowFunction(node) && hasBodyInNewLine(node)) return bodyBreak(node, habits);
  if (tsc.isReturnStatement(node)) return returnBreak(node);
  const chain = tsc.isCallExpression(node) ? chainBreak(node) : null;
  if (chain) return chain;
  const assigned = assignedIn(node);
  if (assigned && movesBehindOperator(assigned)) return valueBreak(assigned);
  return listBreak(node, habits);
}

/**
 * How a node is broken however long it is: a declared pattern with another one in it, a choice, a chain, a block
 * or the body of a function that has several lines.
 *
 * @returns null for a node that is broken only where its line is too long
 */
export function forcedBreak(node: ts.Node, habits: Habits): Break | null {
  if (tsc.isObjectBindingPattern(node)) return isForced(node) ? listBreak(node, habits) : null;
  const isLong = node.getText().includes('\n');
  if (isLong && tsc.isBlock(node)) return blockBreak(node);
  if (isLong && tsc.isConditionalExpression(node)) return conditionalBreak(node);
  if (isLong && tsc.isCallExpression(node) && hasLongLink(node)) return chainBreak(node);
  return isLong && tsc.isArrowFunction(node) && hasBodyInNewLine(node) ? bodyBreak(node, habits) : null;
}

function isForced({ elements, parent }: ts.ObjectBindingPattern): boolean {
  const isDeclared = tsc.isVariableDeclaration(parent) || tsc.isBindingElement(parent);
  return elements.some(
    ({ name, initializer }) => tsc.isObjectBindingPattern(name) && ((isDeclared && !initializer) || isForced(name)),
  );
}

/** How a node is broken where nothing that stands in it can be: the value of `name = value` goes into a new line. */
export function lastBreak(node: ts.Node): Break | null {
  const assigned = assignedIn(node);
  return assigned && valueBreak(assigned);
}

/** `if (condition)⏎statement`, or a block of several lines, before anything in the condition or the block is broken. */
export function statementBreak(node: ts.Node): Break | null {
  return isClause(node) ? inOneGap(gapTo(node, 1), node.getEnd()) : blockBreak(node);
}

/** Whether a node is the statement that is done under a condition, or in a loop: `if (condition)⏎statement`. */
function isClause(node: ts.Node): boolean {
  const { parent } = node;
  if (tsc.isBlock(node)) return false;
  if (tsc.isIfStatement(parent))
    return node === parent.thenStatement || (node === parent.elseStatement && !tsc.isIfStatement(node));
  const isLoop = tsc.isForOfStatement(parent) || tsc.isForInStatement(parent) || tsc.isForStatement(parent);
  return (isLoop || tsc.isWhileStatement(parent)) && node === parent.statement;
}

/** `<p>⏎{name}⏎<b />⏎</p>`; between texts a new line would be a blank. */
function elementBreak({ openingElement, children }: ts.JsxElement): Break | null {
  if (!children.length || children.some(tsc.isJsxText)) return null;
  const starts = [openingElement, ...children].map((each) => each.getEnd());
  return {
    gaps: starts.map((start, index) => gapBetween(start, start, index < children.length ? 1 : 0)),
    deeper: children.map((child) => ({ start: child.getStart(), end: child.getEnd(), levels: 1, aligned: 0 })),
    dropped: [],
  };
}

/** The test of a statement, which goes into lines of its own where it is long: `if (⏎a &&⏎b⏎) {`. */
function testOf(node: ts.Node): ts.Expression | null {
  const isTest = tsc.isIfStatement(node) || tsc.isWhileStatement(node) || tsc.isSwitchStatement(node);
  return isTest ? node.expression : null;
}

function operandGaps(node: ts.Expression): readonly Gap[] {
  return tsc.isBinaryExpression(node) && isOperation(node) ? gapsOfOperands(node, 1) : [];
}

/** Lines of its own for what stands between brackets, and the operands in it. */
function between(inner: ts.Node, gaps: readonly Gap[], deeper?: readonly Deeper[]): Break {
  const { text } = inner.getSourceFile();
  const [blanks = ''] = /^\s*/.exec(text.slice(inner.getEnd())) ?? [];
  const closing = gapBetween(inner.getEnd(), inner.getEnd() + blanks.length, 0);
  return {
    gaps: [gapTo(inner, 1), ...gaps, closing],
    deeper: deeper ?? [{ start: inner.getStart(), end: inner.getEnd(), levels: 1, aligned: 0 }],
    dropped: [],
  };
}

/** `(⏎a ?? b⏎).member`, `await (⏎await first⏎).json()`; other parentheses stay with what is in them. */
function parenthesesBreak({ expression, parent }: ts.ParenthesizedExpression): Break | null {
  const isHolder =
    tsc.isPropertyAccessExpression(parent) || (tsc.isCallExpression(parent) && !isArgument(expression.parent));
  const isCast = tsc.isAsExpression(parent) && assignedIn(parent.parent) === parent;
  if (tsc.isConditionalExpression(expression))
    return isHolder || isCast ? between(expression, gapsOfChoice(expression, 2), answersOf(expression, 2, 0)) : null;
  if (tsc.isAwaitExpression(expression)) return isHolder ? between(expression, []) : null;
  const isOuter = isHolder || tsc.isPrefixUnaryExpression(parent);
  if (!isOuter || !tsc.isBinaryExpression(expression) || !isOperation(expression)) return null;
  return between(expression, gapsOfOperands(expression, 1));
}

function isArgument(node: ts.Node): boolean {
  return tsc.isCallExpression(node.parent) && node.parent.expression !== node;
}

/** `test⏎? a⏎: b`, and so for all of a chain of them. */
function conditionalBreak(node: ts.ConditionalExpression): Break {
  return { gaps: gapsOfChoice(node, 1), deeper: answersOf(node, 1, 0), dropped: [] };
}

function gapsOfChoice(node: ts.ConditionalExpression, levels: number, aligned = 0): readonly Gap[] {
  const { questionToken, colonToken, whenFalse } = node;
  const others = tsc.isConditionalExpression(whenFalse) ? gapsOfChoice(whenFalse, levels, aligned + 1) : [];
  return [gapTo(questionToken, levels, aligned), gapTo(colonToken, levels, aligned), ...others];
}

/** What stands behind `?` and `:` is aligned with it. */
function answersOf(node: ts.ConditionalExpression, levels: number, depth: number): readonly Deeper[] {
  const { whenTrue, whenFalse } = node;
  const at = (each: ts.Node): Deeper => ({ start: each.getStart(), end: each.getEnd(), levels, aligned: depth + 1 });
  return [
    at(whenTrue),
    ...(tsc.isConditionalExpression(whenFalse) ? answersOf(whenFalse, levels, depth + 1) : [at(whenFalse)]),
  ];
}

/** Whether an operator joins two values. */
function isOperation({ operatorToken }: ts.BinaryExpression): boolean {
  return operatorToken.kind < tsc.SyntaxKind.FirstAssignment || operatorToken.kind > tsc.SyntaxKind.LastAssignment;
}

/** `a &&⏎b`, further in unless the brackets around it are its own. */
function operationBreak(node: ts.BinaryExpression): Break | null {
  if (tsc.isBinaryExpression(node.parent) && isOfOneKind(node, node.parent)) return null;
  const levels = isInOwnLines(node) ? 0 : 1;
  const gaps = gapsOfOperands(node, levels);
  const deeper = operandsOf(node).slice(1);
  return {
    gaps,
    deeper: deeper.map((each) => ({ start: each.getStart(), end: each.getEnd(), levels, aligned: 0 })),
    dropped: [],
  };
}

function gapsOfOperands(node: ts.BinaryExpression, levels: number): readonly Gap[] {
  return operandsOf(node)
    .slice(1)
    .map((operand) => gapTo(operand, levels));
}

/** `a`, `b` and `c` of `a && b && c`. */
function operandsOf(node: ts.BinaryExpression): readonly ts.Node[] {
  const { left, right } = node;
  const isLonger = tsc.isBinaryExpression(left) && isOfOneKind(left, node);
  return [...(isLonger ? operandsOf(left) : [left]), right];
}

function isOfOneKind(left: ts.BinaryExpression, right: ts.BinaryExpression): boolean {
  return left.operatorToken.kind === right.operatorToken.kind;
}

/** Whether an expression begins a line that was begun for it. */
function isInOwnLines(node: ts.Node): boolean {
  const { parent } = node;
  const isValue = assignedIn(parent) === node || (tsc.isArrowFunction(parent) && parent.body === node);
  const isTest = (tsc.isIfStatement(parent) || tsc.isWhileStatement(parent)) && parent.expression === node;
  return isValue || isTest || tsc.isReturnStatement(parent);
}

/** Whether the body of a function goes into a new line before anything in it is broken. */
function hasBodyInNewLine({ body }: ts.ArrowFunction): boolean {
  const inner = withoutParentheses(body);
  const isHeld =
    tsc.isBlock(inner) ||
    tsc.isObjectLiteralExpression(inner) ||
    tsc.isArrayLiteralExpression(inner) ||
    tsc.isTemplateLiteral(inner) ||
    tsc.isArrowFunction(inner);
  return !isHeld;
}

/** `(me) =>⏎body`; the brackets of a choice are not needed there, and the last argument of a call ends with a comma. */
function bodyBreak(node: ts.ArrowFunction, { trailingComma }: Habits): Break {
  const { body, parent } = node;
  const inner = withoutParentheses(body);
  const isBare = inner !== body && tsc.isConditionalExpression(inner);
  const shown = isBare ? inner : body;
  const start = node.equalsGreaterThanToken.getEnd();
  const end = isBare ? body.getEnd() : shown.getEnd();
  const { text } = node.getSourceFile();
  const isCalled = tsc.isCallExpression(parent) || tsc.isNewExpression(parent);
  // In a line of its own, it has its comma already.
  const beginsLine = text.slice(lineStartAt(text, node.getStart()), node.getStart()).trim() === '';
  const isLast = isCalled && parent.arguments?.at(-1) === node && !beginsLine;
  const close = end + (/^\s*,?\s*/.exec(text.slice(end))?.[0].length ?? 0);
  const comma = trailingComma ? ',' : '';
  const closing = isLast ? [{ ...gapBetween(end, close, 0), before: comma }] : [];
  return {
    gaps: [gapBetween(start, start + text.slice(start).search(/\S/), 1), ...closing],
    deeper: [{ start: shown.getStart(), end: shown.getEnd(), levels: hasLinksUnder(shown, node) ? 2 : 1, aligned: 0 }],
    dropped: isBare
      ? [
          { start: body.getStart(), end: shown.getStart() },
          { start: shown.getEnd(), end: body.getEnd() },
        ]
      : [],
  };
}

/** Whether the links of a chain stand no further in than the line of its function: `(me) => client⏎.get(url)`. */
function hasLinksUnder(body: ts.Node, scope: ts.ArrowFunction): boolean {
  const { text } = body.getSourceFile();
  let holder = body;
  while (tsc.isCallExpression(holder) || tsc.isPropertyAccessExpression(holder)) holder = holder.expression;
  const link = holder.parent;
  if (!tsc.isIdentifier(holder) || !tsc.isPropertyAccessExpression(link)) return false;
  const gap = text.slice(holder.getEnd(), dotAfter(holder));
  if (!gap.includes('\n')) return false;
  const line = lineStartAt(text, scope.getStart());
  const [indent = ''] = /^[ \t]*/.exec(text.slice(line)) ?? [];
  return gap.length - gap.lastIndexOf('\n') - 1 <= indent.length;
}

/** `return (⏎a &&⏎b⏎);` */
function returnBreak({ expression }: ts.ReturnStatement): Break | null {
  if (!expression || !tsc.isBinaryExpression(expression) || !isOperation(expression)) return null;
  const broken = between(expression, gapsOfOperands(expression, 1));
  const [first, ...others] = broken.gaps;
  const last = others.pop();
  if (!first || !last) return null;
  return { ...broken, gaps: [{ ...first, before: ' (' }, ...others, { ...last, behind: ')' }] };
}

/** How many groups a chain has that is broken at its dots: what it begins with, and each call behind that. */
const LEAST_GROUPS = 3;

/** `first()⏎.second()⏎.third()` */
function chainBreak(node: ts.CallExpression): Break | null {
  if (tsc.isPropertyAccessExpression(node.parent) && node.parent.expression === node) return null;
  const links: ts.PropertyAccessExpression[] = [];
  let holder: ts.Expression = node;
  while (tsc.isCallExpression(holder) && tsc.isPropertyAccessExpression(holder.expression)) {
    links.unshift(holder.expression);
    holder = holder.expression.expression;
  }
  const [first, ...others] = links;
  const own = staysWithCall(holder, node) ? others : links;
  if (own.length + 1 < LEAST_GROUPS || !first) return null;
  const gaps = own.map(({ expression }) => gapBetween(expression.getEnd(), dotAfter(expression), 1));
  const start = gaps[0]?.start ?? 0;
  return { gaps, deeper: [{ start, end: node.getEnd(), levels: 1, aligned: 0 }], dropped: [] };
}

/** Whether a call of a chain that is not its last has several lines. */
function hasLongLink({ expression }: ts.CallExpression): boolean {
  if (!tsc.isPropertyAccessExpression(expression)) return false;
  const inner = expression.expression;
  if (!tsc.isCallExpression(inner)) return false;
  return inner.arguments.some((each) => each.getText().includes('\n')) || hasLongLink(inner);
}

/** Whether the first call of a chain stays beside what it is called on: `this`, a class, `z` in a statement of its own. */
function staysWithCall(holder: ts.Expression, chain: ts.CallExpression): boolean {
  if (holder.kind === tsc.SyntaxKind.ThisKeyword) return true;
  if (!tsc.isIdentifier(holder)) return false;
  const [initial = ''] = holder.text;
  const isShort = tsc.isExpressionStatement(chain.parent) && holder.text.length <= SHORT_NAME;
  return isShort || initial !== initial.toLowerCase() || initial === '_' || initial === '$';
}

/** A name that is no longer than a usual level of indentation. */
const SHORT_NAME = 2;

/** The offset of the dot behind an expression. */
function dotAfter(node: ts.Node): number {
  const { text } = node.getSourceFile();
  return node.getEnd() + text.slice(node.getEnd()).search(/\S/);
}

/** The value that a declaration, an assignment or a member gives a name. */
function assignedIn(node: ts.Node): ts.Expression | null {
  if (tsc.isVariableDeclaration(node) || tsc.isPropertyAssignment(node) || tsc.isPropertyDeclaration(node))
    return node.initializer ?? null;
  if (tsc.isExpressionStatement(node) && tsc.isBinaryExpression(node.expression) && !isOperation(node.expression))
    return node.expression.right;
  return null;
}

/** Whether a value goes into a new line before anything in it is broken. */
function movesBehindOperator(value: ts.Expression): boolean {
  if (tsc.isBinaryExpression(value)) return isOperation(value);
  if (tsc.isStringLiteral(value)) return true;
  if (tsc.isConditionalExpression(value)) return tsc.isBinaryExpression(value.condition);
  return false;
}

function valueBreak(value: ts.Expression): Break | null {
  const isShort = tsc.isObjectLiteralExpression(value) || tsc.isArrowFunction(value) || tsc.isTemplateLiteral(value);
  return isShort ? null : inOneGap(gapTo(value, 1), value.getEnd());
}

/** A new line, behind which all is further in. */
function inOneGap(gap: Gap, end: number): Break {
  return { gaps: [gap], deeper: [{ start: gap.end, end, levels: gap.levels, aligned: 0 }], dropped: [] };
}
