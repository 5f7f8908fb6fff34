import type { ts } from 'ts-morph';
import { parameterOf } from '../flow/members.js';
import { tsc } from '../syntax/compiler.js';
import { scopeOfFunction } from '../values/functions.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import type { FirstRequest } from './place.js';

/**
 * Whether a call is also one of something of the program's own that stands in for the client, as tests hand it in: what
 * that answers to a second request nobody knows.
 *
 * @param call the call that holds the address
 */
export function hasStandIn(call: ts.CallExpression, { request, flow, evaluation }: FirstRequest): boolean {
  const callee = call.expression;
  if (!tsc.isPropertyAccessExpression(callee)) return false;
  const parameter = handedIn(callee.expression, evaluation);
  if (!parameter) return false;
  const scope = parameter.parent as ts.FunctionLikeDeclaration;
  const index = scope.parameters.indexOf(parameter);
  const given = flow.callers.of(scopeOfFunction(scope)).flatMap(({ site }) => site.arguments[index] ?? []);
  const methods = given
    .flatMap(({ node }) => evaluation.evaluate(node, EMPTY_CONTEXT))
    .flatMap((value) => evaluation.member(value, callee.name.text));
  return methods.some((method) => method.kind === 'function' && !request.context.opened.has(method.node));
}

/** The parameter that a client comes in by: `client`, or `this.client` of `constructor(private client: Http)`. */
function handedIn(holder: ts.Expression, evaluation: FirstRequest['evaluation']): ts.ParameterDeclaration | null {
  if (!tsc.isPropertyAccessExpression(holder) || holder.expression.kind !== tsc.SyntaxKind.ThisKeyword)
    return parameterOf(holder, evaluation);
  const owner = tsc.findAncestor(holder, tsc.isClassLike);
  const constructor = owner?.members.find(tsc.isConstructorDeclaration);
  return constructor?.parameters.find(({ name }) => name.getText() === holder.name.text) ?? null;
}
