import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { isReduced, isSaid, isUnique, isValueMaking, waitsForEvent } from '../libraries/named-calls.js';
import { matches } from '../requests/match.js';
import { isAccess, wholeAccess } from '../syntax/accesses.js';
import { functionAround, givenParameters, isAsync } from '../syntax/functions.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isNothing } from '../syntax/nothing.js';
import { innerOf } from '../syntax/outer.js';
import { isPromiseMethod } from '../syntax/promises.js';
import { isWritten, writeAt } from '../syntax/writes.js';
import { plainName } from '../syntax/written-members.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, type Values } from '../values/value.js';
import { isMemberName, isSetOnce, mentionsOf } from './set-by-request.js';

/** Methods that set something on their object: `setHeader`, `set`, `append`, `ajaxSetup`. */
const SETTERS = /^(?:set|append$|ajaxSetup$)/;

/**
 * Methods that take something away from their object, or put its entries into other places: all of those of lists, maps and
 * sets that change what is there, as opposed to what they add.
 */
const MOVING_METHODS: ReadonlySet<string> = new Set(
  'clear copyWithin delete fill pop reverse shift sort splice unshift'.split(' '),
);

/** Methods that add what they are called with. */
const ADDING_METHODS: ReadonlySet<string> = new Set(['add', 'push']);

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
  const left = leftBy(access) ?? (all.some(isCalledItself) ? null : leftByCall(access, evaluation));
  if (!left || isKeyed(access, evaluation)) return false;
  if (left.kind === 'other') return true;
  return left.values.some((value) => {
    if (isGiven(value, evaluation)) return true;
    if (isOfApplication(value, evaluation)) return false;
    return !isSetting(value, evaluation) || all.some((each) => leavesOther(each, access, value));
  });
}

/** Whether a write, or what a variable is declared with, leaves another value than a given one in the same place. */
function leavesOther(access: ts.Expression, same: ts.Expression, value: ts.Expression): boolean {
  const initial = initialOf(access, same);
  if (initial) return initial.getText() !== value.getText();
  const left = placeOf(access) === placeOf(same) ? leftBy(access) : null;
  return left?.kind === 'value' && left.values.some((each) => each.getText() !== value.getText());
}

/** What a variable, a field, or the same member of an object has before anything is written to it; null where that is nothing. */
function initialOf(name: ts.Expression, same: ts.Expression): ts.Expression | null {
  const { parent } = name;
  const isDeclared = (tsc.isVariableDeclaration(parent) || tsc.isPropertyDeclaration(parent)) && parent.name === name;
  const members = tsc.isPropertyDeclaration(parent) ? [] : namesLeadingTo(same).slice(1);
  const found = isDeclared && parent.initializer ? memberAt(innerOf(parent.initializer), members) : null;
  return found && !isNothing(found) && !(tsc.isStringLiteralLike(found) && !found.text) ? found : null;
}

function memberAt(value: ts.Expression, members: readonly string[]): ts.Expression | null {
  const [first, ...others] = members;
  if (first === undefined) return value;
  if (!tsc.isObjectLiteralExpression(value)) return null;
  const member = value.properties.find((each) => plainName(each) === first);
  return member && tsc.isPropertyAssignment(member) ? memberAt(innerOf(member.initializer), others) : null;
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
  if (MOVING_METHODS.has(access.name.text)) return { kind: 'other' };
  if (ADDING_METHODS.has(access.name.text)) return { kind: 'value', values: calledBy(access).arguments };
  if (!SETTERS.test(access.name.text)) return null;
  const given = calledBy(access).arguments;
  return { kind: 'value', values: given.length > 1 ? given.slice(1) : given };
}

/**
 * What a function that is given an object leaves in it: `authorize(headers, given)`. One that is out of sight may leave
 * anything there, unless it is known to leave the object what it is: `set(session, 'token', given)`, but `fetch(url, options)`.
 */
function leftByCall(
  access: ts.Expression,
  evaluation: Evaluation,
  entered: ReadonlySet<ts.Node> = new Set(),
): Left | null {
  const { parent } = access;
  const index = tsc.isCallExpression(parent) ? parent.arguments.indexOf(access) : -1;
  if (index < 0) return null;
  const call = parent as ts.CallExpression;
  const called = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  const inSight = called.flatMap((callee) => (callee.kind === 'function' ? [callee.node] : []));
  if (!inSight.length)
    return mayHold(access, evaluation) && !isLeaving(call, called, evaluation) ? { kind: 'other' } : null;
  const found = inSight.flatMap((each) => {
    const parameter = givenParameters(each)[index];
    if (!parameter || !tsc.isIdentifier(parameter.name) || entered.has(parameter)) return [];
    return leftInside(parameter.name, evaluation, new Set([...entered, parameter]));
  });
  return found[0] ?? null;
}

/** `done` of `done(error)`: nobody puts anything into a function. */
function isCalledItself(access: ts.Expression): boolean {
  return tsc.isIdentifier(access) && isCallee(access);
}

/** Whether a value may be an object that others put something into: no text, and no function. */
function mayHold(access: ts.Expression, { checker }: Evaluation): boolean {
  const type = checker.getTypeAtLocation(access);
  const { StringLike, NumberLike, BooleanLike } = tsc.TypeFlags;
  return (type.flags & (StringLike | NumberLike | BooleanLike)) === 0 && !type.getCallSignatures().length;
}

/** Whether a call out of sight leaves what it is given as it is: a request, a line of a log, what makes a value of it. */
function isLeaving(call: ts.CallExpression, called: Values, evaluation: Evaluation): boolean {
  const names = namesLeadingTo(call.expression);
  if (waitsForEvent(names.at(-1) ?? '')) return true;
  return isSaid(names) || isReduced(names) || isValueMaking(names) || matches(called, evaluation).length > 0;
}

function leftInside(parameter: ts.Identifier, evaluation: Evaluation, entered: ReadonlySet<ts.Node>): readonly Left[] {
  return mentionsOf(parameter, evaluation).flatMap((name) => {
    const access = wholeAccess(name);
    const left = isAccess(access) || assignedTo(access) ? leftBy(access) : null;
    return left ?? leftByCall(access, evaluation, entered) ?? [];
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
    const isOfEntry = value !== undefined || /^(?:add|delete)$/.test(nameOfMethod(access) ?? '');
    return key !== undefined && isOfEntry && isGiven(key, evaluation);
  }
  const key = tsc.isElementAccessExpression(access) ? access.argumentExpression : null;
  if (key && !isWrittenOut(key) && isGiven(key, evaluation)) return true;
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

/** `await fetchToken()`, `process.env.TOKEN`; but not what is computed of something that changes: `Math.max(turn, 1)` */
function isOfApplication(value: ts.Node, evaluation: Evaluation): boolean {
  const isMeant = (node: ts.Node | 'given'): boolean =>
    node !== 'given' &&
    (tsc.isAwaitExpression(node) ||
      (tsc.isCallExpression(node) && isAskingOther(node, evaluation)) ||
      (tsc.isPropertyAccessExpression(node) && node.name.text === 'env'));
  return isMadeOf(value, isMeant, evaluation);
}

/** Whether a call gets its answer elsewhere, as opposed to one that computes it of variables that are written. */
function isAskingOther(call: ts.CallExpression, evaluation: Evaluation): boolean {
  const names = namesLeadingTo(call.expression);
  if (isValueMaking(names) || isUnique(names)) return false;
  const called = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  const inSight = called.flatMap((value) => (value.kind === 'function' && !isAsync(value.node) ? [value.node] : []));
  return ![call, ...inSight].some((code) => contains(code, (node) => isNameThatChanges(node, evaluation)));
}

function isNameThatChanges(node: ts.Node, evaluation: Evaluation): boolean {
  if (!tsc.isIdentifier(node) && !tsc.isPrivateIdentifier(node)) return false;
  return mentionsOf(node, evaluation).some((each) => {
    const access = isMemberName(each) ? each.parent : each;
    const around = functionAround(each);
    return isWritten(access) && !(around && tsc.isConstructorDeclaration(around));
  });
}

/** What is the same each time: a text, a number, a function, or what a name stands for that is never written to again. */
function isSetting(value: ts.Expression, evaluation: Evaluation): boolean {
  const inner = innerOf(value);
  if (tsc.isStringLiteralLike(inner)) return inner.text !== '';
  if (tsc.isTemplateExpression(inner))
    return inner.templateSpans.every(({ expression }) => isSetting(expression, evaluation));
  if (tsc.isBinaryExpression(inner)) return isSetting(inner.left, evaluation) && isSetting(inner.right, evaluation);
  if (tsc.isPropertyAccessExpression(inner))
    return !isNameThatChanges(inner.name, evaluation) && isSetting(inner.expression, evaluation);
  if (tsc.isIdentifier(inner)) return inner.text !== 'undefined' && !isNameThatChanges(inner, evaluation);
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
