import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { isAccess, wholeAccess } from '../syntax/accesses.js';
import { functionAround } from '../syntax/functions.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { innerOf } from '../syntax/outer.js';
import { isPromiseMethod } from '../syntax/promises.js';
import { writeAt } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import { isSetOnce, mentionsOf } from './set-by-request.js';

/** Methods that set something on their object: `setHeader`, `set`, `append`, `ajaxSetup`. */
const SETTERS = /^(?:set|append$|ajaxSetup$)/;

/** Methods that take something away from their object. */
const TAKING_METHODS: ReadonlySet<string> = new Set(['clear', 'delete']);

/** Methods that answer another thing each time. */
const NEXT_METHODS: ReadonlySet<string> = new Set(['next', 'pop', 'shift', 'splice']);

/** What a piece of code leaves in a variable or a member. */
type Left =
  /** `token = given` */
  | { readonly kind: 'value'; readonly values: readonly ts.Expression[] }
  /** `count += 1`, `delete headers.token`, `for (token of tokens)` */
  | { readonly kind: 'other' };

/**
 * Whether code may leave something else than was there: what is of one user, or nothing.
 *
 * A token of the application is as good as the one before, and what is set once, or for each user, stays.
 *
 * @param access a mention of a variable or a member
 * @param all all mentions of it
 */
export function isChange(access: ts.Expression, all: readonly ts.Expression[], evaluation: Evaluation): boolean {
  const left = leftBy(access) ?? leftByCall(access, evaluation);
  if (!left || isKeyed(access, evaluation)) return false;
  if (left.kind === 'other') return true;
  return left.values.some((value) => {
    if (isGiven(value, evaluation)) return true;
    if (isOfApplication(value, evaluation)) return false;
    return !isSetting(value) || all.some((each) => leavesOther(each, access, value));
  });
}

/** Whether a write leaves another value than a given one in the same place. */
function leavesOther(access: ts.Expression, same: ts.Expression, value: ts.Expression): boolean {
  const left = placeOf(access) === placeOf(same) ? leftBy(access) : null;
  return left?.kind === 'value' && left.values.some((each) => each.getText() !== value.getText());
}

/** `headers.token`, `headers.set 'token'` */
function placeOf(access: ts.Expression): string {
  const [key, value] = isCallee(access) ? calledBy(access).arguments : [];
  return key && value ? `${access.getText()} ${key.getText()}` : access.getText();
}

/** What a write, or the call of a method that sets something, leaves; null for what only reads, or sets once. */
function leftBy(access: ts.Expression): Left | null {
  const write = writeAt(access);
  if (write) return isSetOnce(access, write.node) ? null : leftByWrite(write.node);
  const declared = declaredAnew(access);
  if (declared) return declared.initializer ? { kind: 'value', values: [declared.initializer] } : { kind: 'other' };
  if (tsc.isDeleteExpression(access.parent)) return { kind: 'other' };
  const assignment = assignedTo(access);
  if (assignment) return { kind: 'value', values: assignment.arguments.slice(1) };
  if (!isCallee(access) || !tsc.isPropertyAccessExpression(access)) return null;
  if (TAKING_METHODS.has(access.name.text)) return { kind: 'other' };
  if (!SETTERS.test(access.name.text)) return null;
  const given = calledBy(access).arguments;
  return { kind: 'value', values: given.length > 1 ? given.slice(1) : given };
}

/** What a function of the program leaves in an object that it is given: `authorize(headers, given)`. */
function leftByCall(access: ts.Expression, evaluation: Evaluation): Left | null {
  const { parent } = access;
  const index = tsc.isCallExpression(parent) ? parent.arguments.indexOf(access) : -1;
  if (index < 0) return null;
  const callees = evaluation.evaluate((parent as ts.CallExpression).expression, EMPTY_CONTEXT);
  const found = callees.flatMap((callee) => {
    const parameter = callee.kind === 'function' ? callee.node.parameters[index] : undefined;
    return parameter && tsc.isIdentifier(parameter.name) ? leftInside(parameter.name, evaluation) : [];
  });
  return found[0] ?? null;
}

function leftInside(parameter: ts.Identifier, evaluation: Evaluation): readonly Left[] {
  return mentionsOf(parameter, evaluation).flatMap((name) => {
    const access = wholeAccess(name);
    return isAccess(access) || assignedTo(access) ? (leftBy(access) ?? []) : [];
  });
}

/** `for (var token of tokens)`, `var token = tokens[at]`: the variable of the round before is given another value. */
function declaredAnew(name: ts.Expression): ts.VariableDeclaration | null {
  const outer = tsc.findAncestor(name.parent, (each) => !tsc.isBindingElement(each) && !tsc.isBindingName(each));
  if (!outer || !tsc.isVariableDeclaration(outer) || outer.initializer === name) return null;
  if (tsc.getCombinedNodeFlags(outer) & tsc.NodeFlags.BlockScoped) return null;
  const isInLoop = tsc.isForOfStatement(outer.parent.parent) || tsc.isForInStatement(outer.parent.parent);
  return outer.initializer || isInLoop ? outer : null;
}

function leftByWrite(write: ts.Node): Left {
  const isPlain = tsc.isBinaryExpression(write) && write.operatorToken.kind === tsc.SyntaxKind.EqualsToken;
  return isPlain ? { kind: 'value', values: [write.right] } : { kind: 'other' };
}

/** `Object.assign(config.headers, …)` around `config.headers`; null for anything else. */
function assignedTo(node: ts.Expression): ts.CallExpression | null {
  const { parent } = node;
  if (!tsc.isCallExpression(parent) || namesLeadingTo(parent.expression).join('.') !== 'Object.assign') return null;
  return parent.arguments[0] === node ? parent : null;
}

export function isCallee(node: ts.Expression): boolean {
  return tsc.isCallExpression(node.parent) && node.parent.expression === node;
}

function calledBy(callee: ts.Expression): ts.CallExpression {
  return callee.parent as ts.CallExpression;
}

/** `tokens[user] = token`, `tokens.set(user, token)`, `tokens.delete(user)`: each user has an entry. */
function isKeyed(access: ts.Expression, evaluation: Evaluation): boolean {
  if (isCallee(access)) {
    const [key, value] = calledBy(access).arguments;
    const isOfEntry = value !== undefined || nameOfMethod(access) === 'delete';
    return key !== undefined && isOfEntry && isGiven(key, evaluation);
  }
  if (tsc.isElementAccessExpression(access) && !isWrittenOut(access.argumentExpression)) return true;
  return isAccess(access) && isKeyed(access.expression, evaluation);
}

function nameOfMethod(callee: ts.Expression): string | undefined {
  return namesLeadingTo(callee).at(-1);
}

function isWrittenOut(key: ts.Expression): boolean {
  return tsc.isStringLiteralLike(key) || tsc.isNumericLiteral(key);
}

/** Whether a value is one of several: what the function around it is called with, what a loop goes through, what is taken. */
function isGiven(value: ts.Node, evaluation: Evaluation): boolean {
  return isMadeOf(
    value,
    (node) => node === 'given' || (tsc.isCallExpression(node) && NEXT_METHODS.has(nameOfMethod(node.expression) ?? '')),
    evaluation,
  );
}

/** `await fetchToken()`, `process.env.TOKEN` */
function isOfApplication(value: ts.Node, evaluation: Evaluation): boolean {
  const isMeant = (node: ts.Node | 'given'): boolean =>
    node !== 'given' &&
    (tsc.isCallExpression(node) ||
      tsc.isAwaitExpression(node) ||
      (tsc.isPropertyAccessExpression(node) && node.name.text === 'env'));
  return isMadeOf(value, isMeant, evaluation);
}

/** What is the same each time: a text, a number, a function, or what a name stands for that is no entry of a list. */
function isSetting(value: ts.Expression): boolean {
  const inner = innerOf(value);
  if (tsc.isStringLiteralLike(inner)) return inner.text !== '';
  if (tsc.isTemplateExpression(inner)) return inner.templateSpans.every(({ expression }) => isSetting(expression));
  if (tsc.isBinaryExpression(inner)) return isSetting(inner.left) && isSetting(inner.right);
  if (tsc.isPropertyAccessExpression(inner)) return isSetting(inner.expression);
  if (tsc.isIdentifier(inner)) return inner.text !== 'undefined';
  const isTrue = inner.kind === tsc.SyntaxKind.TrueKeyword;
  return isTrue || tsc.isNumericLiteral(inner) || tsc.isFunctionLike(inner);
}

/** Whether a value holds what is meant, or a name for what does; `given` is what comes from elsewhere each time. */
function isMadeOf(
  value: ts.Node,
  isMeant: (node: ts.Node | 'given') => boolean,
  evaluation: Evaluation,
  seen = new Set<ts.Node>(),
): boolean {
  return contains(value, (node) => {
    if (isMeant(node)) return true;
    if (!tsc.isIdentifier(node)) return false;
    const declaration = declaredSymbol(node, evaluation)?.valueDeclaration;
    if (!declaration || seen.has(declaration) || holds(value, declaration)) return false;
    seen.add(declaration);
    const source = sourceOf(declaration);
    if (source === 'given') return isMeant(source);
    return source !== null && isMadeOf(source, isMeant, evaluation, seen);
  });
}

/** What gives a name its value: the caller of its function, a loop, or an expression; null where that says nothing of a user. */
function sourceOf(declaration: ts.Declaration): ts.Node | 'given' | null {
  const owner = tsc.findAncestor(declaration, (each) => tsc.isParameter(each) || tsc.isVariableDeclaration(each));
  if (!owner) return null;
  const holder = owner.parent.parent;
  if (tsc.isForOfStatement(holder) || tsc.isForInStatement(holder)) return 'given';
  if (functionAround(owner) === undefined) return null;
  if (tsc.isVariableDeclaration(owner)) return owner.initializer ?? null;
  // `login().then((answer) => …)` hands on what the promise resolves to.
  return tsc.isCallExpression(holder) && isPromiseMethod(holder.expression) ? holder.expression.expression : 'given';
}
