import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';

/** What a program may make twice without a difference. */
const PLAIN_CLASSES: ReadonlySet<string> = new Set(['URL', 'URLSearchParams', 'Headers']);

/**
 * Whether an expression can be evaluated twice: it holds no call that is not known to be harmless, no assignment and no
 * `await`.
 *
 * @param allowed calls that are to be made twice
 */
export function isRepeatable(node: ts.Node, allowed: readonly ts.Node[] = []): boolean {
  if (isAlive(node) && !allowed.includes(node)) return false;
  return tsc.forEachChild(node, (child) => (isRepeatable(child, allowed) ? undefined : true)) === undefined;
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

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= tsc.SyntaxKind.FirstAssignment && kind <= tsc.SyntaxKind.LastAssignment;
}

/** `++` and `--` */
function isStep(kind: ts.SyntaxKind): boolean {
  return kind === tsc.SyntaxKind.PlusPlusToken || kind === tsc.SyntaxKind.MinusMinusToken;
}
