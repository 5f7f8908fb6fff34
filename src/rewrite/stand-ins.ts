import type { ts } from 'ts-morph';
import { matches } from '../requests/match.js';
import { tsc } from '../syntax/compiler.js';
import { givenParameters } from '../syntax/functions.js';
import type { Evaluation } from '../values/evaluation.js';
import { scopeOfFunction } from '../values/functions.js';
import { membersAt } from '../values/member-path.js';
import { symbolOf } from '../values/names.js';
import { EMPTY_CONTEXT, type Value } from '../values/value.js';
import type { FirstRequest } from './place.js';

/** A member of what a parameter is given: `fetch` of `{ fetch }`, `http.get` of `options`. */
interface GivenMember {
  readonly parameter: ts.ParameterDeclaration;
  readonly path: readonly string[];
}

/**
 * Whether a call is also one of something that stands in for the client, as tests hand it in: what that answers to a
 * second request nobody knows. A function of the program counts, and so does what a package makes that is no client
 * (`mock.fn()`).
 *
 * @param call the call that holds the address
 */
export function hasStandIn(call: ts.CallExpression, { request, flow, evaluation }: FirstRequest): boolean {
  const given = givenMember(call.expression, [], evaluation);
  if (!given) return false;
  const scope = given.parameter.parent as ts.FunctionLikeDeclaration;
  const index = givenParameters(scope).indexOf(given.parameter);
  return flow.callers
    .of(scopeOfFunction(scope))
    .flatMap(({ site }) => site.arguments[index] ?? [])
    .flatMap(({ node }) => membersAt(evaluation.evaluate(node, EMPTY_CONTEXT), given.path, evaluation))
    .some((value) => standsIn(value, (node) => request.context.opened.has(node), evaluation));
}

function standsIn(value: Value, isEntered: (node: ts.FunctionLikeDeclaration) => boolean, evaluation: Evaluation) {
  if (value.kind === 'function') return !isEntered(value.node);
  return value.kind === 'external' && !matches([value], evaluation).length;
}

/** The parameter that a client comes in by: `client`, `{ fetch }`, or `this.client` of `constructor(private client)`. */
function givenMember(node: ts.Expression, path: readonly string[], evaluation: Evaluation): GivenMember | null {
  if (tsc.isPropertyAccessExpression(node)) {
    const parameter = parameterProperty(node);
    return parameter ? { parameter, path } : givenMember(node.expression, [node.name.text, ...path], evaluation);
  }
  if (!tsc.isIdentifier(node)) return null;
  const declaration = symbolOf(node, evaluation.checker)?.valueDeclaration;
  return declaration ? givenTo(declaration, path, evaluation) : null;
}

/** What a declaration takes out of a parameter, at any depth of patterns and by way of other names. */
function givenTo(declaration: ts.Node, path: readonly string[], evaluation: Evaluation): GivenMember | null {
  if (tsc.isParameter(declaration)) return { parameter: declaration, path };
  if (tsc.isVariableDeclaration(declaration))
    return declaration.initializer ? givenMember(declaration.initializer, path, evaluation) : null;
  if (!tsc.isBindingElement(declaration) || !tsc.isObjectBindingPattern(declaration.parent)) return null;
  const name = declaration.propertyName ?? declaration.name;
  return tsc.isIdentifier(name) ? givenTo(declaration.parent.parent, [name.text, ...path], evaluation) : null;
}

/** The parameter that declares a field of the instance: `this.client`. */
function parameterProperty({ expression, name }: ts.PropertyAccessExpression): ts.ParameterDeclaration | null {
  if (expression.kind !== tsc.SyntaxKind.ThisKeyword) return null;
  const constructor = tsc.findAncestor(expression, tsc.isClassLike)?.members.find(tsc.isConstructorDeclaration);
  return constructor?.parameters.find((each) => each.name.getText() === name.text) ?? null;
}
