import type { ts } from 'ts-morph';
import { isAccess } from '../../syntax/accesses.js';
import { tsc } from '../../syntax/compiler.js';
import type { Call } from '../../syntax/transfer.js';
import type { Following } from '../following.js';
import { classOfSuperCall, heirs } from '../../values/inheritance.js';
import { knownExternally } from '../../values/external.js';
import { ownerOfThis, type ThisOwner } from '../../values/this.js';
import { isHandedOn, mentionsOverwritten } from '../members.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import { MAXIMUM_NAMES } from '../limits.js';
import type { Position } from '../position.js';
import { declaredSymbol, valuesGivenTo } from '../references.js';
import { BODY, holder } from '../../clients/shape.js';
import { innerOf, isOuter } from '../../syntax/outer.js';
import { givenParameters } from '../../syntax/functions.js';
import { callersOf } from './callers.js';
import { goToReaders } from './names.js';
import { goToAccessors, goToInstances, goToThis } from './owners.js';

/** The expressions that an object came through, from name to name. */
type Names = readonly ts.Expression[];

/**
 * An object was given a member that holds the answer: `seat.key = id`. From then on it holds the answer itself, wherever
 * the program has it.
 *
 * @param object the object, or a member of one: `seat`, `state.seat`
 * @param position its shape is what the object came to be
 */
export function fillObject(object: ts.Expression, position: Position, following: Following, names: Names = []): void {
  if (isOuter(object)) return fillObject(object.expression, position, following, names);
  if (names.length > MAXIMUM_NAMES) {
    // A variable of a loop may get what it holds itself: `at = at.next`.
    if (new Set(names).size < names.length) return escape(object, position, following);
    return following.ledger.escape({ ...position, shape: BODY }, 'followed too far');
  }
  if (tsc.isIdentifier(object)) return fillVariable(object, position, following, names);
  if (object.kind === tsc.SyntaxKind.ThisKeyword) return fillOwner(object, position, following);
  if (!tsc.isPropertyAccessExpression(object)) return escape(object, position, following);
  const shape = holder({ [object.name.text]: position.shape });
  fillObject(object.expression, { ...position, shape }, following, names);
}

function fillVariable(name: ts.Identifier, position: Position, following: Following, names: Names): void {
  const declaration = declaredSymbol(name, following.evaluation)?.valueDeclaration;
  goToReaders(name, position, following);
  if (declaration && tsc.isParameter(declaration)) return fillArguments(declaration, position, following, names);
  // Whoever has a class has it by its name; an heir has its members too.
  if (declaration && tsc.isClassDeclaration(declaration)) {
    goToAccessors(declaration, position, following);
    if (!heirs(declaration, following.evaluation).length) return;
  }
  const values =
    declaration && tsc.isVariableDeclaration(declaration) ? valuesGivenTo(declaration, following.evaluation) : null;
  if (!values) return escape(name, position, following);
  for (const value of values) fillSource(value, name, position, following, names);
}

/** What callers pass for a parameter whose member was set. */
function fillArguments(
  parameter: ts.ParameterDeclaration,
  position: Position,
  following: Following,
  names: Names,
): void {
  const scope = parameter.parent as ts.FunctionLikeDeclaration;
  const index = givenParameters(scope).indexOf(parameter);
  const callers = callersOf(scope, position.descent, following);
  for (const { node, outer } of callers) {
    const given = node.arguments?.[index];
    if (!given) continue;
    const filled = { ...position, descent: outer };
    fillSource(given, parameter.name, filled, following, names);
    if (mayMeanOthers(node, following)) following.push({ ...filled, node: given });
    if (isGivenFunction(node.expression, following)) escape(given, filled, following);
  }
  if (!callers.length || parameter.dotDotDotToken || !tsc.isIdentifier(parameter.name))
    escape(parameter.name, position, following);
}

/** `step(state)` of a loop over functions: the next of them is given what the one before has filled. */
function mayMeanOthers({ expression }: ts.CallExpression | ts.NewExpression, { evaluation }: Following): boolean {
  return evaluation.evaluate(expression, EMPTY_CONTEXT).filter(({ kind }) => kind === 'function').length > 1;
}

/** `step` of `(step) => step(state)`: whoever calls the function may give it another one the next time. */
function isGivenFunction(callee: ts.Expression, { evaluation }: Following): boolean {
  const declaration = tsc.isIdentifier(callee) ? declaredSymbol(callee, evaluation)?.valueDeclaration : undefined;
  return declaration !== undefined && tsc.isParameter(declaration);
}

/** An object that is made where a variable gets it is nobody else's; any other is also that of whoever had it before. */
function fillSource(
  source: ts.Expression,
  name: ts.Node,
  position: Position,
  following: Following,
  names: Names,
): void {
  const value = innerOf(source);
  if (tsc.isObjectLiteralExpression(value)) goToAccessors(value, position, following);
  if (isMadeHere(value, following)) return;
  if (tsc.isIdentifier(value) || tsc.isPropertyAccessExpression(value))
    return fillObject(value, position, following, [...names, value]);
  escape(name, position, following);
}

/** `new Proxy(state, handler)`, whose handler sees each member that is set. */
function isProxy({ expression }: ts.NewExpression, { evaluation }: Following): boolean {
  return knownExternally(expression, evaluation, ({ root }) => root === 'Proxy' || null) !== null;
}

function isMadeHere(value: ts.Expression, following: Following): boolean {
  return (
    tsc.isObjectLiteralExpression(value) ||
    tsc.isArrayLiteralExpression(value) ||
    (tsc.isNewExpression(value) && !isProxy(value, following)) ||
    tsc.isFunctionLike(value) ||
    tsc.isClassLike(value) ||
    tsc.isLiteralExpression(value) ||
    value.kind === tsc.SyntaxKind.NullKeyword ||
    (tsc.isIdentifier(value) && value.text === 'undefined')
  );
}

/** `this.user = answer`: what `this` is has it, in the class and wherever an instance is made. */
function fillOwner(node: ts.Expression, position: Position, following: Following): void {
  const { evaluation } = following;
  const owner = ownerOfThis(node, evaluation);
  if (!owner) return escape(node, position, following);
  fillMember(owner, node, position, following, mentionsOverwritten(node.parent, evaluation));
  if (!tsc.isClassLike(owner.holder)) fillReceivers(owner, node, position, following);
}

/** A function that is no member of a class fills what it is called on: `seat.fill(answer)`, `new Seat(answer)`. */
function fillReceivers(
  { holder: owner, method }: ThisOwner,
  at: ts.Node,
  position: Position,
  following: Following,
): void {
  const filling = method ?? owner;
  // No call says where an accessor runs, so that whoever has the object has what it sets.
  if (tsc.isAccessor(filling)) return following.push({ ...position, node: owner, descent: null });
  if (!tsc.isFunctionLike(filling)) return;
  const callers = callersOf(filling, position.descent, following);
  for (const { node, outer } of callers) {
    const filled = { ...position, descent: outer };
    const receiver = receiverOf(node, filling, following);
    if (tsc.isNewExpression(node)) following.push({ ...filled, node });
    else if (receiver) fillSource(receiver, at, filled, following, []);
    else escape(at, filled, following);
  }
  if (!callers.length) escape(at, position, following);
}

/** `seat` of `seat.fill(answer)`; null where a function is called by its name alone, or by somebody who was handed it. */
function receiverOf(
  { expression }: Call,
  called: ts.FunctionLikeDeclaration,
  { evaluation, request }: Following,
): ts.Expression | null {
  if (!isAccess(expression)) return null;
  const callees = evaluation.evaluate(expression, request.context);
  return callees.some((each) => each.kind === 'function' && each.node === called) ? expression.expression : null;
}

/**
 * A member of a class holds the answer, by `this.user = answer` or by how it is declared: `user = answer`. Whoever has an
 * instance has it, or the class itself where the member is static.
 *
 * @param at where it was given that
 * @param position its shape is what the instance came to be
 * @param others the mentions of `this` that read something else
 */
export function fillMember(
  { holder: owner, isStatic }: Pick<ThisOwner, 'holder' | 'isStatic'>,
  at: ts.Node,
  position: Position,
  following: Following,
  others: ReadonlySet<ts.Node> = new Set(),
): void {
  if (isHandedOn(owner)) return escape(at, position, following);
  goToThis(owner, position, following, others);
  if (!isStatic) return goToInstances(owner, position, following);
  // `this` of a static member is what the name of the class stands for elsewhere.
  const name = tsc.isClassLike(owner) ? owner.name : undefined;
  if (name) fillVariable(name, position, following, []);
  else escape(at, position, following);
}

/**
 * What is constructed is an instance with the answer in a member.
 *
 * @param at where the class is given the answer
 * @param call `new Seat(answer)`, or the `super(answer)` of a class that extends it
 * @param position its shape is what the instance came to be
 */
export function fillInstance(
  constructed: ts.ClassLikeDeclaration,
  at: ts.Node,
  call: Call,
  position: Position,
  following: Following,
): void {
  const heir = tsc.isCallExpression(call) ? classOfSuperCall(call) : null;
  if (heir) return fillMember({ holder: heir, isStatic: false }, at, position, following);
  if (isHandedOn(constructed)) return escape(at, position, following);
  goToThis(constructed, position, following);
  following.push({ ...position, node: call });
}

function escape(object: ts.Node, position: Position, { ledger }: Following): void {
  ledger.escapeTo(position, 'kept in what is handed on', object);
}
