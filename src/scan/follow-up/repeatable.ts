import type { ts } from 'ts-morph';
import { declaredSymbol } from '../answers/references.js';
import { tsc } from '../compiler.js';
import type { Evaluation } from '../values/evaluation.js';

/** What a program may make twice without a difference. */
const PLAIN_CLASSES: ReadonlySet<string> = new Set(['URL', 'URLSearchParams', 'Headers']);

/**
 * Whether an expression can be evaluated twice: it holds no call that is not known to be harmless, no assignment and no
 * `await`.
 *
 * @param allowed calls that are to be made twice
 */
export function isRepeatable(node: ts.Node, allowed: readonly ts.Node[] = []): boolean {
  if (tsc.isFunctionLike(node) && allowed.includes(node)) return true;
  if (isAlive(node) && !allowed.includes(node)) return false;
  return tsc.forEachChild(node, (child) => (isRepeatable(child, allowed) ? undefined : true)) === undefined;
}

/**
 * Whether the variables that an expression mentions are never assigned to, so that it means the same later on.
 *
 * @param without parts of the expression that are not looked at
 */
export function isSteady(node: ts.Node, without: readonly ts.Node[], evaluation: Evaluation): boolean {
  if (without.includes(node)) return true;
  if (tsc.isIdentifier(node) && isAssigned(node, evaluation)) return false;
  return tsc.forEachChild(node, (child) => (isSteady(child, without, evaluation) ? undefined : true)) === undefined;
}

function isAssigned(name: ts.Identifier, evaluation: Evaluation): boolean {
  const { parent } = name;
  if (tsc.isPropertyAccessExpression(parent) && parent.name === name) return false;
  const symbol = declaredSymbol(name, evaluation);
  if (!symbol?.valueDeclaration) return false;
  const mentions = evaluation.index.identifiers(name.text);
  return mentions.some((each) => isWritten(each) && declaredSymbol(each, evaluation) === symbol);
}

/** `token = …`, `token += …`, `token++`, `[token] = …` and `for (token of …)`. */
function isWritten(name: ts.Identifier): boolean {
  const { parent } = name;
  if (tsc.isBinaryExpression(parent)) return parent.left === name && isAssignment(parent.operatorToken.kind);
  if (tsc.isPrefixUnaryExpression(parent) || tsc.isPostfixUnaryExpression(parent)) return isStep(parent.operator);
  return tsc.isForOfStatement(parent) && parent.initializer === name;
}

function isAlive(node: ts.Node): boolean {
  if (tsc.isNewExpression(node)) return !PLAIN_CLASSES.has(node.expression.getText());
  if (tsc.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind);
  if (tsc.isPrefixUnaryExpression(node) || tsc.isPostfixUnaryExpression(node)) return isStep(node.operator);
  return (
    tsc.isCallExpression(node) ||
    tsc.isAwaitExpression(node) ||
    tsc.isYieldExpression(node) ||
    tsc.isDeleteExpression(node) ||
    tsc.isTaggedTemplateExpression(node) ||
    tsc.isFunctionLike(node) ||
    tsc.isClassLike(node) ||
    tsc.isSpreadElement(node)
  );
}

/** `=`, `+=` and the like. */
export function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= tsc.SyntaxKind.FirstAssignment && kind <= tsc.SyntaxKind.LastAssignment;
}

/** `++` and `--` */
function isStep(kind: ts.SyntaxKind): boolean {
  return kind === tsc.SyntaxKind.PlusPlusToken || kind === tsc.SyntaxKind.MinusMinusToken;
}
