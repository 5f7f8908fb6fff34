import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from './evaluation.js';
import { EMPTY_CONTEXT, type Value, type ValueOf, type Values } from './value.js';

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
    .flatMap((prototype) => evaluation.member(prototype, name));
  return [...assigned, ...literals].map((each): Value =>
    each.kind === 'function' ? { ...each, receiver: value } : each,
  );
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
