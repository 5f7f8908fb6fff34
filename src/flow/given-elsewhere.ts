import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { transferOf } from '../syntax/transfer.js';
import { givenParameters } from '../syntax/functions.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import type { Following } from './following.js';
import { readsOf } from './references.js';

/**
 * Whether something that calls what it is given is given a function at another place than those through which the answer
 * went into it: `own.forEach(show)` beside `students.forEach(show)`.
 *
 * @param entered the calls and the mentions through which the answer went into the function
 */
export function isGivenElsewhere(
  scope: ts.FunctionLikeDeclaration,
  entered: ReadonlySet<ts.Node>,
  { callers, evaluation }: Pick<Following, 'callers' | 'evaluation'>,
): boolean {
  return callers.passedOn(scope).some((mention) => {
    const { parent: call } = mention;
    if (entered.has(mention) || entered.has(call) || !tsc.isCallExpression(call)) return false;
    const callees = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
    const own = callees.flatMap((callee) => (callee.kind === 'function' ? [callee] : []));
    // What a function of the program calls itself is among the calls.
    if (own.length < callees.length || !own.length) return true;
    const index = call.arguments.indexOf(mention);
    return own.some(({ node, bound }) => isGivenOn(givenParameters(node)[index + bound.length]));
  });

  /** Whether a function gives what it gets by a parameter to something else to call. */
  function isGivenOn(parameter: ts.ParameterDeclaration | undefined): boolean {
    if (!parameter) return false;
    if (!tsc.isIdentifier(parameter.name)) return true;
    return readsOf(parameter.name, evaluation).some((each) => transferOf(each).kind === 'argument');
  }
}
