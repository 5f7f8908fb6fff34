import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { isAccess } from '../syntax/accesses.js';
import { innerOf } from '../syntax/outer.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isAssignment, isStep, isWritten } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';
import { declaredSymbol, mentionsOfSame } from './references.js';

/** What a program may make twice without a difference. */
const PLAIN_CLASSES: ReadonlySet<string> = new Set(
  'URL URLSearchParams Headers Request Map Set Error TypeError RangeError'.split(' '),
);

/** Methods that change an array, and no element of it. */
const FILLING_METHODS: ReadonlySet<string> = new Set(['push', 'unshift', 'reverse']);

/** `new URL(path, base)`: whoever makes it has one that nobody else has. */
export function isPlainMaking(node: ts.NewExpression, evaluation: Evaluation): boolean {
  const { expression } = node;
  if (!tsc.isIdentifier(expression) || !PLAIN_CLASSES.has(expression.text)) return false;
  const declaration = declaredSymbol(expression, evaluation)?.valueDeclaration;
  return !declaration || declaration.getSourceFile().isDeclarationFile;
}

/**
 * Whether code changes nothing but what the function around it made itself: `url.searchParams.set('limit', '1')` behind
 * `const url = new URL(path)`, and `text += part` behind `let text = ''`.
 */
export function isOwnChange(node: ts.Node, scope: ts.Node, evaluation: Evaluation): boolean {
  if (tsc.isCallExpression(node)) return isOwnCall(node, scope, evaluation);
  const target = targetOf(node);
  if (!target) return false;
  if (tsc.isIdentifier(target)) return variableOf(target, scope, evaluation) !== null;
  return isAccess(target) && isMadeIn(target.expression, scope, evaluation);
}

/** What an assignment, a step or a `delete` changes. */
function targetOf(node: ts.Node): ts.Expression | null {
  if (tsc.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return innerOf(node.left);
  if (tsc.isDeleteExpression(node)) return innerOf(node.expression);
  const isUnary = tsc.isPrefixUnaryExpression(node) || tsc.isPostfixUnaryExpression(node);
  return isUnary && isStep(node.operator) ? innerOf(node.operand) : null;
}

/** `parts.push(path)`, `url.searchParams.append(key, value)`, `Object.assign(options, defaults)`. */
function isOwnCall(
  { expression, arguments: [first] }: ts.CallExpression,
  scope: ts.Node,
  evaluation: Evaluation,
): boolean {
  if (namesLeadingTo(expression).join('.') === 'Object.assign')
    return first !== undefined && isMadeIn(first, scope, evaluation);
  if (!tsc.isPropertyAccessExpression(expression)) return false;
  const maker = makerOf(beginningOf(expression), scope, evaluation);
  if (maker && tsc.isNewExpression(maker)) return isPlainMaking(maker, evaluation);
  const isArray = maker !== null && tsc.isArrayLiteralExpression(maker) && !isAccess(expression.expression);
  return isArray && FILLING_METHODS.has(expression.name.text);
}

/** Whether an object itself, not only what it holds, is one that the function made. */
function isMadeIn(object: ts.Expression, scope: ts.Node, evaluation: Evaluation): boolean {
  const inner = innerOf(object);
  if (tsc.isObjectLiteralExpression(inner)) return true;
  const maker = makerOf(beginningOf(inner), scope, evaluation);
  if (!maker) return false;
  if (tsc.isNewExpression(maker)) return isPlainMaking(maker, evaluation);
  return tsc.isIdentifier(inner) && (tsc.isObjectLiteralExpression(maker) || tsc.isArrayLiteralExpression(maker));
}

/** `url` of `url.searchParams`; what a call answers is not what it is called on. */
function beginningOf(node: ts.Expression): ts.Expression {
  const inner = innerOf(node);
  return isAccess(inner) ? beginningOf(inner.expression) : inner;
}

/** What a variable of a function holds from its declaration on. */
function makerOf(object: ts.Expression, scope: ts.Node, evaluation: Evaluation): ts.Expression | null {
  const declaration = tsc.isIdentifier(object) ? variableOf(object, scope, evaluation) : null;
  if (!declaration || !tsc.isVariableDeclaration(declaration) || !declaration.initializer) return null;
  if (!tsc.isIdentifier(declaration.name)) return null;
  return mentionsOfSame(declaration.name, evaluation).some(isWritten) ? null : innerOf(declaration.initializer);
}

/** The variable or parameter of a function that a name stands for. */
function variableOf(name: ts.Identifier, scope: ts.Node, evaluation: Evaluation): ts.Declaration | null {
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  const isOf = declaration && tsc.findAncestor(declaration, (each) => each === scope) !== undefined;
  return isOf ? declaration : null;
}
