import type { ts } from 'ts-morph';
import { DELEGATES, type Delegate } from '../clients/delegates.js';
import type { Evaluation } from './evaluation.js';
import { isMember } from './external.js';
import { EMPTY_CONTEXT, type Values } from './value.js';

/** What a package's function does with the function it is given, if a call is a call of such a one. */
export function delegateOf(call: ts.CallExpression | ts.NewExpression, evaluation: Evaluation): Delegate | null {
  return delegateAmong(evaluation.evaluate(call.expression, EMPTY_CONTEXT));
}

/** The same, of what a call calls. */
export function delegateAmong(callees: Values): Delegate | null {
  return DELEGATES.find(({ module, members }) => callees.some((callee) => isMember(callee, module, members))) ?? null;
}
