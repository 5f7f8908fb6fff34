import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { boundNames, namesLeadingTo } from '../syntax/names.js';
import { isNothing } from '../syntax/nothing.js';
import { endsInThrow, isRejection } from '../syntax/throwing.js';
import { givenParameters } from '../syntax/functions.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, type ValueOf } from '../values/value.js';

type FunctionNode = ValueOf<'function'>['node'];

/**
 * Whether a client whose promise is rejected on an error still rejects it where the program names one of its hooks:
 * `interceptors.response.use((response) => response, (error) => Promise.reject(error))`.
 */
export function keepsFailing(mention: ts.Identifier, evaluation: Evaluation): boolean {
  const { parent } = mention;
  if (tsc.isPropertyAssignment(parent) && parent.name === mention) return hooksAnswerNothing(parent, evaluation);
  if (!tsc.isPropertyAccessExpression(parent) || parent.name !== mention) return false;
  const side = parent.parent;
  if (!tsc.isPropertyAccessExpression(side) || side.expression !== parent) return false;
  // What is done before a request makes no answer.
  if (side.name.text === 'request') return true;
  return side.name.text === 'response' && isGivenOn(side, evaluation);
}

/** `hooks: { beforeRequest: [(request) => { … }] }`, none of which answers anything itself. */
function hooksAnswerNothing({ initializer }: ts.PropertyAssignment, evaluation: Evaluation): boolean {
  if (!tsc.isObjectLiteralExpression(initializer)) return false;
  return initializer.properties.every((property) => {
    if (!tsc.isPropertyAssignment(property) || !tsc.isArrayLiteralExpression(property.initializer)) return false;
    return property.initializer.elements.every((hook) =>
      areFunctions(hook, evaluation, (each) => evaluation.index.returnsOf(each).length === 0),
    );
  });
}

/** `interceptors.response.use(…)` with functions that hand the response on, and fail where the request failed. */
function isGivenOn(response: ts.PropertyAccessExpression, evaluation: Evaluation): boolean {
  const use = response.parent;
  if (!tsc.isPropertyAccessExpression(use) || use.name.text !== 'use' || !tsc.isCallExpression(use.parent))
    return false;
  const [answered, failed] = use.parent.arguments;
  return (
    (!answered || isNothing(answered) || areFunctions(answered, evaluation, handsOn(evaluation))) &&
    (!failed || isNothing(failed) || areFunctions(failed, evaluation, alwaysFails(evaluation)))
  );
}

function areFunctions(given: ts.Expression, evaluation: Evaluation, isFine: (node: FunctionNode) => boolean): boolean {
  const values = evaluation.evaluate(given, EMPTY_CONTEXT);
  return values.length > 0 && values.every((value) => value.kind === 'function' && isFine(value.node));
}

/** `(response) => response.data`: whether all that a function returns is what it is given, or a member of that. */
function handsOn({ index }: Evaluation): (node: FunctionNode) => boolean {
  return (node) => {
    const [response] = givenParameters(node);
    const given = response ? boundNames(response.name) : [];
    const returned = index.returnsOf(node);
    return (
      returned.length > 0 && returned.every((each) => isMember(each) && given.includes(namesLeadingTo(each)[0] ?? ''))
    );
  };
}

/** `response.data`, and not `response?.data`, which may be nothing. */
function isMember(node: ts.Expression): boolean {
  if (tsc.isIdentifier(node)) return true;
  return tsc.isPropertyAccessExpression(node) && !node.questionDotToken && isMember(node.expression);
}

/** `(error) => Promise.reject(error)`, `(error) => { …; throw error; }` */
function alwaysFails({ index }: Evaluation): (node: FunctionNode) => boolean {
  return (node) => {
    const { body } = node;
    const isAtEnd = body && tsc.isBlock(body) ? endsInThrow(body) : isRejection(body);
    return isAtEnd && index.returnsOf(node).every(isRejection);
  };
}
