import type { ts } from 'ts-morph';
import { isHarmlessCall } from '../flow/constant-reach.js';
import { readsOf } from '../flow/references.js';
import { tsc } from '../syntax/compiler.js';
import type { Call } from '../syntax/transfer.js';
import { givenParameters } from '../syntax/functions.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { charactersOf, textsAmong, type Context, type Piece } from '../values/value.js';
import { isOfLanguage } from '../values/types.js';
import { callsTaking } from './handed-together.js';

/** Through how many functions of the program an address is followed to the call that gets it. */
const MOST_FUNCTIONS = 3;

/** A call that is given an address, and whose callee nobody knows. */
export interface UnknownAsker {
  readonly call: Call;
  readonly context: Context;
}

/** An address where it is written or handed on, and what it is. */
interface Address {
  readonly node: ts.Expression;
  readonly context: Context;
  readonly text: readonly Piece[];
}

/**
 * The calls of code that nobody knows which are given an address: `dojoRequest(ME)`, `http.send({ url: ME })`. They are
 * likely to send the request, and to answer what the server does.
 */
export function unknownAskers(
  address: Address,
  evaluation: Evaluation,
  callers: Callers,
  functions = 0,
): readonly UnknownAsker[] {
  const { node, context } = address;
  return callsTaking(node, evaluation).flatMap((call) => {
    if (isHarmlessCall(call, evaluation) || isOfLanguage(call.expression, evaluation)) return [];
    const callees = evaluation.evaluate(call.expression, context);
    if (callees.every(({ kind }) => kind === 'external' || kind === 'unknown')) return [{ call, context }];
    if (functions === MOST_FUNCTIONS) return [];
    const index = call.arguments?.findIndex((each) => each === node) ?? -1;
    const entered = callees.flatMap((callee) =>
      callee.kind === 'function' ? (givenParameters(callee.node)[index] ?? []) : [],
    );
    return entered.flatMap(({ name }) =>
      tsc.isIdentifier(name)
        ? readsOf(name, evaluation).flatMap((read) => askersBehind(read, address, evaluation, callers, functions + 1))
        : [],
    );
  });
}

/** The same for what a parameter holds, as far as it holds this address. */
function askersBehind(
  read: ts.Expression,
  { text }: Address,
  evaluation: Evaluation,
  callers: Callers,
  functions: number,
): readonly UnknownAsker[] {
  const textsIn = (context: Context): readonly (readonly Piece[])[] => textsAmong(evaluation.evaluate(read, context));
  const characters = charactersOf(text);
  return callers
    .contextsOf(read, true)
    .filter((context) => textsIn(context).some((pieces) => charactersOf(pieces) === characters))
    .flatMap((context) => unknownAskers({ node: read, context, text }, evaluation, callers, functions));
}
