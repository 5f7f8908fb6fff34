import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { isOuter } from './outer.js';

/** How an expression is written to. */
export type Write =
  /** `name = value`, `name += value`, `name ??= value` */
  | { readonly kind: 'assignment'; readonly node: ts.BinaryExpression }
  /** `name++`, `--name` */
  | { readonly kind: 'step'; readonly node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression }
  /** `({ member: name } = value)`, `[name] = value`, `for ([name] of list)` */
  | { readonly kind: 'pattern'; readonly node: ts.BinaryExpression | Loop; readonly members: readonly string[] }
  /** `for (name of list)`, `for (name in table)` */
  | { readonly kind: 'loop'; readonly node: Loop };

type Loop = ts.ForOfStatement | ts.ForInStatement;

/**
 * How the mention of a variable, or of a member, writes to it.
 *
 * @param node a name, or an access: `token`, `state.token`
 * @returns null where it is only read, or declared
 */
export function writeAt(node: ts.Node): Write | null {
  const members: string[] = [];
  let child = node;
  for (;;) {
    const { parent } = child;
    if (tsc.isBinaryExpression(parent)) return child === parent.left ? assignmentAt(parent, members) : null;
    if (tsc.isForOfStatement(parent) || tsc.isForInStatement(parent)) {
      if (parent.initializer !== child) return null;
      return members.length ? { kind: 'pattern', node: parent, members } : { kind: 'loop', node: parent };
    }
    if (tsc.isPrefixUnaryExpression(parent) || tsc.isPostfixUnaryExpression(parent))
      return isStep(parent.operator) && !members.length ? { kind: 'step', node: parent } : null;
    const member = memberOfPattern(child, parent);
    if (member === null && !isOuter(parent) && !tsc.isObjectLiteralExpression(parent)) return null;
    if (member !== null) members.unshift(member);
    child = parent;
  }
}

/**
 * What gives a name, or a member, another value whatever it held: `name = value`, a pattern, a loop.
 *
 * @returns null where it is only read, or where the new value is made of the old one: `name += value`, `name ??= value`
 */
export function replacementAt(node: ts.Node): ts.Node | null {
  const write = writeAt(node);
  if (!write || write.kind === 'step') return null;
  const isPlain = write.kind !== 'assignment' || write.node.operatorToken.kind === tsc.SyntaxKind.EqualsToken;
  return isPlain ? write.node : null;
}

/** Whether an expression is written to, in whatever way. */
export function isWritten(node: ts.Node): boolean {
  return writeAt(node) !== null;
}

/** `=`, `+=`, `??=` and the like. */
export function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= tsc.SyntaxKind.FirstAssignment && kind <= tsc.SyntaxKind.LastAssignment;
}

/** `&&`, `||` and `??`, which evaluate their right side for some left ones only. */
export function isShortCircuit(kind: ts.SyntaxKind): boolean {
  const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = tsc.SyntaxKind;
  return kind === AmpersandAmpersandToken || kind === BarBarToken || kind === QuestionQuestionToken;
}

/** `++` and `--` */
export function isStep(kind: ts.SyntaxKind): boolean {
  return kind === tsc.SyntaxKind.PlusPlusToken || kind === tsc.SyntaxKind.MinusMinusToken;
}

/** An assignment, or a default inside of a pattern: `[name = 'none'] = list`. */
function assignmentAt(node: ts.BinaryExpression, members: readonly string[]): Write | null {
  if (!isAssignment(node.operatorToken.kind)) return null;
  const isPlain = node.operatorToken.kind === tsc.SyntaxKind.EqualsToken;
  const outer = isPlain ? writeAt(node) : null;
  if (outer?.kind === 'pattern') return { ...outer, members: [...outer.members, ...members] };
  if (!members.length) return { kind: 'assignment', node };
  return isPlain ? { kind: 'pattern', node, members } : null;
}

/** The name by which a pattern takes what it gives to an expression; null for what is no part of a pattern. */
function memberOfPattern(child: ts.Node, parent: ts.Node): string | null {
  if (tsc.isShorthandPropertyAssignment(parent)) return parent.name === child ? parent.name.text : null;
  if (tsc.isPropertyAssignment(parent)) return parent.initializer === child ? parent.name.getText() : null;
  if (tsc.isSpreadAssignment(parent) || tsc.isSpreadElement(parent)) return '...';
  if (tsc.isArrayLiteralExpression(parent)) return String(parent.elements.indexOf(child as ts.Expression));
  return null;
}
