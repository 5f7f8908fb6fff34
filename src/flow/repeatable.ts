import type { ts } from 'ts-morph';
import { isValueMaking } from '../libraries/named-calls.js';
import { MAXIMUM_CALLS } from './limits.js';
import { declaredSymbol, mentionsOfSame } from './references.js';
import { isWaitedFor } from './waited-for.js';
import { functionAround, isAsync } from '../syntax/functions.js';
import { wholeAccess } from '../syntax/accesses.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isAssignment, isStep, isWritten } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** What a program may make twice without a difference. */
const PLAIN_CLASSES: ReadonlySet<string> = new Set(['URL', 'URLSearchParams', 'Headers']);

/** Methods that change what they are called on. */
const MUTATING_METHODS: ReadonlySet<string> = new Set(['append', 'clear', 'delete', 'pop', 'set', 'shift', 'splice']);

/**
 * Whether an expression can be evaluated twice: it holds no call that is not known to be harmless, no assignment and no
 * `await`. A function in it may run as often as it is asked: `.ok((response) => response.status < 500)`.
 *
 * @param allowed calls that are to be made twice
 */
export function isRepeatable(
  node: ts.Node,
  evaluation: Evaluation,
  allowed: readonly ts.Node[] = [],
  depth = MAXIMUM_CALLS,
): boolean {
  if (tsc.isPropertyAccessExpression(node) && isComputed(node.name, evaluation, depth)) return false;
  const isAllowed = allowed.includes(node);
  if (tsc.isFunctionLike(node) && isAllowed) return true;
  if (isGivenFunction(node)) return depth > 0 && makesOnlyAValue(node, evaluation, depth - 1);
  const isPlain = isAllowed || (tsc.isCallExpression(node) && isPlainCall(node, evaluation, depth));
  if (isAlive(node) && !isPlain) return false;
  const isChildRepeatable = (child: ts.Node): true | undefined =>
    isRepeatable(child, evaluation, allowed, depth) ? undefined : true;
  return tsc.forEachChild(node, isChildRepeatable) === undefined;
}

/** A function that is an argument; one among options may be long, and has its types from where it stands. */
function isGivenFunction(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return (tsc.isArrowFunction(node) || tsc.isFunctionExpression(node)) && tsc.isCallExpression(node.parent);
}

/** `pool.token` of `get token() { return tokens.shift(); }`, which may be another one each time. */
function isComputed({ text }: ts.MemberName, evaluation: Evaluation, depth: number): boolean {
  return evaluation.index
    .gettersNamed(text)
    .some((getter) => !(depth > 0 && makesOnlyAValue(getter, evaluation, depth - 1)));
}

/** `endpoint('/me')`, where all that the function does is to make a value of its arguments. */
function isPlainCall({ expression }: ts.CallExpression, evaluation: Evaluation, depth: number): boolean {
  if (isValueMaking(namesLeadingTo(expression))) return true;
  if (depth === 0) return false;
  const [only, ...others] = evaluation.evaluate(expression, EMPTY_CONTEXT);
  return only?.kind === 'function' && !others.length && makesOnlyAValue(only.node, evaluation, depth - 1);
}

function makesOnlyAValue(node: ts.FunctionLikeDeclaration, evaluation: Evaluation, depth: number): boolean {
  const isPlain = !tsc.isConstructorDeclaration(node) && !node.asteriskToken && !isAsync(node);
  if (!isPlain || !node.body || mentionsShared(node.body, evaluation)) return false;
  if (!tsc.isBlock(node.body)) return isRepeatable(node.body, evaluation, [], depth);
  return node.body.statements.every(
    (statement) =>
      (tsc.isVariableStatement(statement) || tsc.isReturnStatement(statement)) &&
      isRepeatable(statement, evaluation, [], depth),
  );
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
  if (!declaredSymbol(name, evaluation)?.valueDeclaration) return false;
  return mentionsOfSame(name, evaluation).some(isWritten);
}

/**
 * Whether an expression mentions a variable that functions share and set: by the time of a second request it may be
 * somebody else's.
 */
export function mentionsShared(node: ts.Node, evaluation: Evaluation): boolean {
  if (tsc.isIdentifier(node)) return isShared(node, evaluation);
  return tsc.forEachChild(node, (child) => mentionsShared(child, evaluation) || undefined) ?? false;
}

function isShared(name: ts.Identifier, evaluation: Evaluation): boolean {
  const { parent } = name;
  if (tsc.isPropertyAccessExpression(parent) && parent.name === name) return false;
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  const isOuter = declaration && tsc.isVariableDeclaration(declaration) && !sharesFunction(declaration, name);
  if (!isOuter) return false;
  return mentionsOfSame(name, evaluation).some((each) => isWritten(each) && functionAround(each) !== undefined);
}

/** Whether a variable is declared in the function, at whatever depth, in which it is mentioned. */
function sharesFunction(declaration: ts.Node, mention: ts.Node): boolean {
  const scope = functionAround(declaration);
  return scope !== undefined && tsc.findAncestor(mention, (each) => each === scope) !== undefined;
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

/**
 * Whether what an expression mentions is changed behind it, before the expression is awaited: a request that is made
 * from its answer would see the change. `delete options.headers.Authorization` behind `const pending = get(options)`.
 */
export function isChangedBehind(node: ts.Expression, evaluation: Evaluation): boolean {
  return !isWaitedFor(node) && mentionsChanged(node, node, evaluation);
}

function mentionsChanged(part: ts.Node, whole: ts.Expression, evaluation: Evaluation): boolean {
  if (tsc.isIdentifier(part)) return isNameChangedBehind(part, whole, evaluation);
  return tsc.forEachChild(part, (child) => mentionsChanged(child, whole, evaluation) || undefined) ?? false;
}

function isNameChangedBehind(name: ts.Identifier, whole: ts.Expression, evaluation: Evaluation): boolean {
  const symbol = declaredSymbol(name, evaluation);
  const scope = functionAround(whole);
  const isBehind = (each: ts.Identifier): boolean => whole.end <= each.pos && functionAround(each) === scope;
  return evaluation.index
    .identifiersIn(name.getSourceFile(), name.text)
    .some((each) => isBehind(each) && isRootOfChange(each) && declaredSymbol(each, evaluation) === symbol);
}

/** `options` of `options = …`, `options.headers.token = …`, `delete options.headers.token`, `options.headers.delete(…)`. */
function isRootOfChange(name: ts.Identifier): boolean {
  const access = wholeAccess(name);
  const { parent } = access;
  if (isWritten(access) || tsc.isDeleteExpression(parent)) return true;
  const isCalled = tsc.isCallExpression(parent) && parent.expression === access;
  return isCalled && tsc.isPropertyAccessExpression(access) && MUTATING_METHODS.has(access.name.text);
}
