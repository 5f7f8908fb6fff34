import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { givenParameters } from '../syntax/functions.js';
import type { Evaluation } from './evaluation.js';
import { FILLING_NAMES, fillsFirst, usesOf } from './filled-objects.js';
import { namesOf } from './function-names.js';
import { symbolOf } from './names.js';
import { passedOn } from './passed-on.js';
import { siteAt } from './call-sites.js';
import {
  EMPTY_CONTEXT,
  type CallSite,
  type Context,
  type Scope,
  type Value,
  type ValueOf,
  type Values,
} from './value.js';

/**
 * The function or class whose instances see a node through their prototype.
 *
 * @param node a function that is assigned to `F.prototype.name`, or an object that is assigned to `F.prototype` or that
 *   such a prototype is filled with: `Object.assign(F.prototype, { … })`
 * @returns the function or class `F`; null for anything else
 */
export function prototypeOwner(
  node: ts.FunctionExpression | ts.ObjectLiteralExpression,
  evaluation: Evaluation,
): Scope | null {
  const { parent } = node;
  if (tsc.isObjectLiteralExpression(node)) return ownerOfFilling(node, evaluation);
  if (!tsc.isBinaryExpression(parent) || parent.right !== node) return null;
  const target = holderOf(parent.left);
  return target && ownerOfPrototype(target, evaluation);
}

/** Whose prototype is an object, or is filled with it where it stands or under its name. */
function ownerOfFilling(node: ts.ObjectLiteralExpression, evaluation: Evaluation): Scope | null {
  const { parent } = node;
  if (tsc.isBinaryExpression(parent)) {
    const isPut = parent.right === node && isPrototype(parent.left);
    return isPut ? constructorNamed(parent.left.expression, evaluation) : null;
  }
  const isNamed = tsc.isVariableDeclaration(parent) && tsc.isIdentifier(parent.name);
  const uses = isNamed ? usesOf(parent.name, evaluation) : [node];
  for (const use of uses) {
    const [target, ...given] = tsc.isCallExpression(use.parent) ? use.parent.arguments : [];
    if (!target || !given.includes(use) || !fillsFirst(use.parent as ts.CallExpression, evaluation)) continue;
    const owner = ownerOfPrototype(target, evaluation);
    if (owner) return owner;
  }
  return null;
}

/** Whose prototype an expression is: `F.prototype`, a name for it, or a parameter that every caller hands the same one. */
function ownerOfPrototype(node: ts.Expression, evaluation: Evaluation): Scope | null {
  if (isPrototype(node)) return constructorNamed(node.expression, evaluation);
  if (!tsc.isIdentifier(node)) return null;
  const declaration = symbolOf(node, evaluation.checker)?.valueDeclaration;
  if (declaration && tsc.isVariableDeclaration(declaration) && declaration.initializer)
    return isPrototype(declaration.initializer)
      ? constructorNamed(declaration.initializer.expression, evaluation)
      : null;
  const handed = declaration && tsc.isParameter(declaration) ? handedFor(declaration, evaluation) : [];
  const owners = handed.map((each) => (isPrototype(each) ? constructorNamed(each.expression, evaluation) : null));
  const [owner = null, ...others] = new Set(owners);
  return others.length ? null : owner;
}

/** What the calls of a function by its name hand it for a parameter. */
function handedFor(parameter: ts.ParameterDeclaration, evaluation: Evaluation): readonly ts.Expression[] {
  const scope = parameter.parent;
  const place = givenParameters(scope).indexOf(parameter);
  const names = tsc.isFunctionLike(scope) ? namesOf(scope as ts.FunctionLikeDeclaration) : [];
  const calls = names.flatMap((name) => evaluation.index.callsNamed(name));
  return calls.flatMap((call) => {
    const given = call.arguments?.[place];
    const callees = given ? evaluation.evaluate(call.expression, EMPTY_CONTEXT) : [];
    return given && callees.some((each) => each.kind === 'function' && each.node === scope) ? [given] : [];
  });
}

/** What a member of the prototype of a function or class can be: `F.prototype.name = …`, `F.prototype = { name: … }`. */
export function prototypeMember(value: ValueOf<'instance'>, name: string, evaluation: Evaluation): Values {
  const assigned = evaluation.index
    .assignmentsTo(name)
    .filter(({ target }) => isPrototype(target.expression) && isOf(target.expression.expression, value, evaluation))
    .flatMap((assignment) => evaluation.evaluate(assignment.value, EMPTY_CONTEXT));
  const filled = FILLING_NAMES.flatMap((method) => evaluation.index.callsNamed(method)).flatMap((call): Values => {
    const [target, ...given] = call.arguments ?? [];
    const isOurs = target && isPrototype(target) && isOf(target.expression, value, evaluation);
    if (!isOurs || !tsc.isCallExpression(call) || !fillsFirst(call, evaluation)) return [];
    return given
      .flatMap((each) => evaluation.evaluate(each, EMPTY_CONTEXT))
      .flatMap((each) => (each.kind === 'external' ? [] : evaluation.member(each, name)))
      .filter(({ kind }) => kind !== 'nothing');
  });
  const literals = evaluation.index
    .assignmentsTo('prototype')
    .filter(({ target }) => isOf(target.expression, value, evaluation))
    .flatMap((assignment) => evaluation.evaluate(assignment.value, EMPTY_CONTEXT))
    .filter(({ kind }) => kind !== 'external')
    .flatMap((prototype) => evaluation.member(prototype, name));
  return [...assigned, ...filled, ...literals].map((each): Value =>
    each.kind === 'function' ? { ...each, receiver: value } : each,
  );
}

/** The function whose prototype a function's own one is made of: `util.inherits(F, Base)`, `F.prototype = Object.create(Base.prototype)`. */
export function baseFunction(node: ts.Node, evaluation: Evaluation): ts.FunctionLikeDeclaration | null {
  const { index } = evaluation;
  const isNode = (each: ts.Expression | undefined): boolean =>
    each !== undefined && functionNamed(each, evaluation) === node;
  const inherited = index.callsNamed('inherits').map((call) => call.arguments ?? []);
  const set = index.callsNamed('setPrototypeOf').map((call) => (call.arguments ?? []).map(withoutPrototype));
  const assigned = [...index.assignmentsTo('prototype'), ...index.assignmentsTo('__proto__')].map(
    ({ target, value }) => [withoutPrototype(target.expression), prototypeIn(value)],
  );
  const [, base] = [...inherited, ...set, ...assigned].find(([own, other]) => other !== undefined && isNode(own)) ?? [];
  return base ? functionNamed(base, evaluation) : null;
}

/** The call of a base function for the instance at hand, in the body of a function: `Base.call(this, url)`. */
export function baseCall({ body }: ts.FunctionLikeDeclaration): ts.CallExpression | null {
  if (!body || !tsc.isBlock(body)) return null;
  for (const statement of body.statements) {
    if (!tsc.isExpressionStatement(statement) || !tsc.isCallExpression(statement.expression)) continue;
    const { expression, arguments: given } = statement.expression;
    const isOnThis = given[0]?.kind === tsc.SyntaxKind.ThisKeyword && tsc.isPropertyAccessExpression(expression);
    if (isOnThis && ['call', 'apply'].includes(expression.name.text)) return statement.expression;
  }
  return null;
}

/** The call of a base function as a call site of it: `Base.apply(this, [url])` hands it the address. */
export function siteOfBaseCall(call: ts.CallExpression, context: Context, evaluation: Evaluation): CallSite {
  const site = siteAt(call, context);
  const method = tsc.isPropertyAccessExpression(call.expression) ? call.expression.name.text : 'call';
  return { ...site, arguments: passedOn(method, site.arguments, evaluation) };
}

/** How the functions above a constructor function are called for what it makes, the nearest first. */
export function baseCallsAbove(node: ts.Node, evaluation: Evaluation): readonly (readonly [Scope, CallSite])[] {
  const found: (readonly [Scope, CallSite])[] = [];
  let current: ts.FunctionLikeDeclaration | null = node as ts.FunctionLikeDeclaration;
  while (current) {
    const call = baseCall(current);
    current = call && baseFunction(current, evaluation);
    if (!call || !current || found.some(([scope]) => scope === current)) break;
    found.push([current, siteOfBaseCall(call, EMPTY_CONTEXT, evaluation)]);
  }
  return found;
}

/** `Base` of `Base.prototype`. */
function withoutPrototype(node: ts.Expression): ts.Expression {
  return isPrototype(node) ? node.expression : node;
}

/** `Base` of `Object.create(Base.prototype)`, `new Base()` and `Base.prototype`. */
function prototypeIn(value: ts.Expression): ts.Expression | undefined {
  if (isPrototype(value) || tsc.isNewExpression(value)) return value.expression;
  const [given] = tsc.isCallExpression(value) ? value.arguments : [];
  return given && isPrototype(given) ? given.expression : undefined;
}

function holderOf(target: ts.Expression): ts.Expression | null {
  const isMember = tsc.isPropertyAccessExpression(target) || tsc.isElementAccessExpression(target);
  return isMember ? target.expression : null;
}

function isPrototype(node: ts.Expression): node is ts.PropertyAccessExpression {
  return tsc.isPropertyAccessExpression(node) && node.name.text === 'prototype';
}

function isOf(node: ts.Expression, value: ValueOf<'instance'>, evaluation: Evaluation): boolean {
  return constructorNamed(node, evaluation) === value.node;
}

function functionNamed(node: ts.Expression, evaluation: Evaluation): ts.FunctionLikeDeclaration | null {
  const found = constructorNamed(node, evaluation);
  return found && !tsc.isClassLike(found) ? found : null;
}

function constructorNamed(node: ts.Expression, evaluation: Evaluation): Scope | null {
  for (const value of evaluation.evaluate(node, EMPTY_CONTEXT))
    if (value.kind === 'function' || value.kind === 'class') return value.node;
  return null;
}
