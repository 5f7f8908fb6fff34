import type { ts } from 'ts-morph';
import { isPlainOperator } from '../libraries/operators.js';
import { isGoingThrough, isReduced, isValueMaking } from '../libraries/named-calls.js';
import { MAXIMUM_CALLS } from './limits.js';
import { gettersReadBy } from './member-getters.js';
import { isOwnChange, isPlainMaking } from './own-changes.js';
import { declaredSymbol, mentionsOfSame } from './references.js';
import { isWaitedFor } from './waited-for.js';
import { functionAround, isAsync } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { wholeAccess } from '../syntax/accesses.js';
import { remembered } from '../model/remembered.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import { innerOf, outermostOf } from '../syntax/outer.js';
import { isAssignment, isStep, isWritten } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName, knownExternally } from '../values/external.js';
import { EMPTY_CONTEXT, type Value } from '../values/value.js';

/** Methods that change what they are called on. */
const MUTATING_METHODS: ReadonlySet<string> = new Set(['append', 'clear', 'delete', 'pop', 'set', 'shift', 'splice']);

/** What is known of code that is to run twice. */
interface Looked {
  readonly evaluation: Evaluation;
  /** Calls that are to be made twice. */
  readonly allowed: readonly ts.Node[];
  /** The function whose code it is: what the function made itself, it may change. */
  readonly scope: ts.Node | null;
  /** How many calls are still looked into. */
  readonly depth: number;
}

/**
 * Whether an expression can be evaluated twice: it holds no call that is not known to be harmless, no assignment and no
 * `await`. A function in it may run as often as it is asked: `.ok((response) => response.status < 500)`.
 *
 * @param allowed calls that are to be made twice
 */
export function isRepeatable(node: ts.Node, evaluation: Evaluation, allowed: readonly ts.Node[] = []): boolean {
  return isHarmless(node, { evaluation, allowed, scope: null, depth: MAXIMUM_CALLS });
}

function isHarmless(node: ts.Node, looked: Looked): boolean {
  const isAllowed = looked.allowed.includes(node);
  if (isComputed(node, looked)) return false;
  if (tsc.isFunctionLike(node) && isAllowed) return true;
  if (isGivenFunction(node)) return makesOnlyAValue(node, looked);
  if (isAlive(node) && !isAllowed && !isPlain(node, looked)) return false;
  return tsc.forEachChild(node, (child) => (isHarmless(child, looked) ? undefined : true)) === undefined;
}

/** A function that is an argument; one among options may be long, and has its types from where it stands. */
function isGivenFunction(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return (tsc.isArrowFunction(node) || tsc.isFunctionExpression(node)) && tsc.isCallExpression(node.parent);
}

/** `pool.token` of `get token() { return tokens.shift(); }`, which may be another one each time. */
function isComputed(node: ts.Node, looked: Looked): boolean {
  const getters = gettersReadBy(node, looked.evaluation);
  // What compilers write for `export { token } from './tokens.js'` reads a member of its own name.
  const others = getters.filter((getter) => !getter || !holds(getter, node));
  return others.some((getter) => !getter || !makesOnlyAValue(getter, looked));
}

/** Whether code that does something does no harm when it runs twice. */
function isPlain(node: ts.Node, looked: Looked): boolean {
  const { evaluation, scope } = looked;
  if (tsc.isNewExpression(node)) return isPlainMaking(node, evaluation) || isThrownError(node, evaluation);
  if (scope && isOwnChange(node, scope, evaluation)) return true;
  if (tsc.isSpreadElement(node)) return isListed(node.expression, evaluation);
  if (tsc.isForOfStatement(node)) return !node.awaitModifier && isListed(node.expression, evaluation);
  return tsc.isCallExpression(node) && isPlainCall(node, looked);
}

/** `throw new HttpException(…)`: to make an error of a package does nothing else, and only one of the two is thrown. */
function isThrownError(node: ts.NewExpression, evaluation: Evaluation): boolean {
  const isOfPackage = (value: Value): boolean => externalName(value)?.isGlobal === false;
  const made = evaluation.evaluate(node.expression, EMPTY_CONTEXT);
  return tsc.isThrowStatement(outermostOf(node).parent) && made.length > 0 && made.every(isOfPackage);
}

/** What can be gone through twice, as no iterator can. */
function isListed(node: ts.Expression, evaluation: Evaluation): boolean {
  const inner = innerOf(node);
  if (tsc.isArrayLiteralExpression(inner)) return true;
  if (tsc.isCallExpression(inner)) return isReduced(namesLeadingTo(inner.expression));
  const declaration = tsc.isIdentifier(inner) ? declaredSymbol(inner, evaluation)?.valueDeclaration : undefined;
  if (declaration && tsc.isParameter(declaration)) return Boolean(declaration.dotDotDotToken);
  return evaluation.evaluate(inner, EMPTY_CONTEXT).every(({ kind }) => kind === 'array' || kind === 'text');
}

/** `endpoint('/me')`, where all that the function does is to make a value of its arguments. */
function isPlainCall({ expression, arguments: given }: ts.CallExpression, looked: Looked): boolean {
  const [only, ...others] = looked.evaluation.evaluate(expression, EMPTY_CONTEXT);
  if (only?.kind === 'function') return !others.length && makesOnlyAValue(only.node, looked);
  const names = namesLeadingTo(expression);
  const asked = given.filter((each) => !isGivenFunction(each));
  if (isValueMaking(names) || knownExternally(expression, looked.evaluation, (name) => isPlainOperator(name) || null))
    return asked.every((each) => namesHarmless(each, looked) !== false);
  return isGoingThrough(names) && asked.every((each) => namesHarmless(each, looked));
}

/** Whether a function that is named only makes a value; null where what is named is no function in sight. */
function namesHarmless(node: ts.Expression, looked: Looked): boolean | null {
  const named = looked.evaluation.evaluate(node, EMPTY_CONTEXT).filter((value) => value.kind === 'function');
  return named.length ? named.every((value) => makesOnlyAValue(value.node, looked)) : null;
}

function makesOnlyAValue(node: ts.FunctionLikeDeclaration, { evaluation, scope, depth }: Looked): boolean {
  const isOrdinary = !tsc.isConstructorDeclaration(node) && !node.asteriskToken && !isAsync(node);
  if (!isOrdinary || !node.body || depth === 0 || mentionsShared(node.body, evaluation)) return false;
  return isHarmless(node.body, { evaluation, allowed: [], scope: scopeOf(node, scope), depth: depth - 1 });
}

/** What a callback changes is its own where the function around it made it. */
function scopeOf(node: ts.Node, around: ts.Node | null): ts.Node {
  return around && tsc.findAncestor(node, (each) => each === around) ? around : node;
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

/** For each variable that was asked about, by its names, whether it is assigned to; thousands of reads may ask. */
const assigned = new WeakMap<ts.TypeChecker, Map<ts.Node, Map<string, boolean>>>();

function isAssigned(name: ts.Identifier, evaluation: Evaluation): boolean {
  const { parent } = name;
  if (tsc.isPropertyAccessExpression(parent) && parent.name === name) return false;
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  if (!declaration) return false;
  const known = remembered(assigned, evaluation.checker, () => new Map<ts.Node, Map<string, boolean>>());
  const ofDeclaration = remembered(known, declaration, () => new Map<string, boolean>());
  return remembered(ofDeclaration, name.text, () => mentionsOfSame(name, evaluation).some(isWritten));
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
  return isOuter ? isSetInFunction(declaration, name, evaluation) : false;
}

/** For each variable that was asked about, whether a function sets it; a thousand calls may hand on one variable. */
const setInFunctions = new WeakMap<ts.TypeChecker, Map<ts.Node, boolean>>();

function isSetInFunction(declaration: ts.Node, name: ts.Identifier, evaluation: Evaluation): boolean {
  const known = remembered(setInFunctions, evaluation.checker, () => new Map<ts.Node, boolean>());
  return remembered(known, declaration, () =>
    mentionsOfSame(name, evaluation).some((each) => isWritten(each) && functionAround(each) !== undefined),
  );
}

/** Whether a variable is declared in the function, at whatever depth, in which it is mentioned. */
function sharesFunction(declaration: ts.Node, mention: ts.Node): boolean {
  const scope = functionAround(declaration);
  return scope !== undefined && tsc.findAncestor(mention, (each) => each === scope) !== undefined;
}

function isAlive(node: ts.Node): boolean {
  if (tsc.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind);
  if (tsc.isPrefixUnaryExpression(node) || tsc.isPostfixUnaryExpression(node)) return isStep(node.operator);
  return (
    tsc.isCallExpression(node) ||
    tsc.isNewExpression(node) ||
    tsc.isForOfStatement(node) ||
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
