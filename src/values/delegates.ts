import type { ts } from 'ts-morph';
import { DELEGATES, type Delegate } from '../clients/delegates.js';
import type { Evaluation } from './evaluation.js';
import { isMember } from './external.js';
import { EMPTY_CONTEXT } from './value.js';

/** What a package's function does with the function it is given, if a call is a call of such a one. */
export function delegateOf(call: ts.CallExpression | ts.NewExpression, evaluation: Evaluation): Delegate | null {
  const callees = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  return DELEGATES.find(({ module, members }) => callees.some((callee) => isMember(callee, module, members))) ?? null;
}
