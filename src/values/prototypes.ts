import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from './evaluation.js';
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
 * The function whose instances see a node through their prototype.
 *
 * @param node a function that is assigned to `F.prototype.name`, or an object that is assigned to `F.prototype`
 * @returns the function `F`; null for anything else
 */
export function prototypeOwner(
  node: ts.FunctionExpression | ts.ObjectLiteralExpression,
  evaluation: Evaluation,
): ts.FunctionLikeDeclaration | null {
  const { parent } = node;
  if (!tsc.isBinaryExpression(parent) || parent.right !== node) return null;
  const target = tsc.isObjectLiteralExpression(node) ? parent.left : holderOf(parent.left);
  return target && isPrototype(target) ? constructorNamed(target.expression, evaluation) : null;
}

/** What a member of the prototype of a function can be: `F.prototype.name = …`, `F.prototype = { name: … }`. */
export function prototypeMember(value: ValueOf<'instance'>, name: string, evaluation: Evaluation): Values {
  const assigned = evaluation.index
    .assignmentsTo(name)
    .filter(({ target }) => isPrototype(target.expression) && isOf(target.expression.expression, value, evaluation))
    .flatMap((assignment) => evaluation.evaluate(assignment.value, EMPTY_CONTEXT));
  const literals = evaluation.index
    .assignmentsTo('prototype')
    .filter(({ target }) => isOf(target.expression, value, evaluation))
    .flatMap((assignment) => evaluation.evaluate(assignment.value, EMPTY_CONTEXT))
    .filter(({ kind }) => kind !== 'external')
    .flatMap((prototype) => evaluation.member(prototype, name));
  return [...assigned, ...literals].map((each): Value =>
    each.kind === 'function' ? { ...each, receiver: value } : each,
  );
}

/** The function whose prototype a function's own one is made of: `util.inherits(F, Base)`, `F.prototype = Object.create(Base.prototype)`. */
export function baseFunction(node: ts.Node, evaluation: Evaluation): ts.FunctionLikeDeclaration | null {
  const { index } = evaluation;
  const isNode = (each: ts.Expression | undefined): boolean =>
    each !== undefined && constructorNamed(each, evaluation) === node;
  const inherited = index.callsNamed('inherits').map((call) => call.arguments ?? []);
  const set = index.callsNamed('setPrototypeOf').map((call) => (call.arguments ?? []).map(withoutPrototype));
  const assigned = [...index.assignmentsTo('prototype'), ...index.assignmentsTo('__proto__')].map(
    ({ target, value }) => [withoutPrototype(target.expression), prototypeIn(value)],
  );
  const [, base] = [...inherited, ...set, ...assigned].find(([own, other]) => other !== undefined && isNode(own)) ?? [];
  return base ? constructorNamed(base, evaluation) : null;
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
  return tsc.isPropertyAccessExpression(target) ? target.expression : null;
}

function isPrototype(node: ts.Expression): node is ts.PropertyAccessExpression {
  return tsc.isPropertyAccessExpression(node) && node.name.text === 'prototype';
}

function isOf(node: ts.Expression, value: ValueOf<'instance'>, evaluation: Evaluation): boolean {
  return constructorNamed(node, evaluation) === value.node;
}

function constructorNamed(node: ts.Expression, evaluation: Evaluation): ts.FunctionLikeDeclaration | null {
  const found = evaluation.evaluate(node, EMPTY_CONTEXT).find((value) => value.kind === 'function');
  return found?.kind === 'function' ? found.node : null;
}
