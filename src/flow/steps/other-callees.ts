import type { ts } from 'ts-morph';
import { isOfTests } from '../../model/test-files.js';
import { fileOf } from '../../program/program.js';
import { remembered } from '../../model/remembered.js';
import { tsc } from '../../syntax/compiler.js';
import type { Call } from '../../syntax/transfer.js';
import { boundCallee } from '../../values/called.js';
import { assignedLater } from '../../values/filled-objects.js';
import type { Evaluation } from '../../values/evaluation.js';
import { siteAt } from '../../values/call-sites.js';
import { closureOf } from '../../values/callers.js';
import type { CallSite, Context, Value, ValueOf, Values } from '../../values/value.js';
import { besideOwn } from '../alternatives.js';
import { move, type Following } from '../following.js';
import type { Shape } from '../../clients/shape.js';
import type { Descent, Position } from '../position.js';
import { isMadeHere, mayComeThrough } from './callers.js';

/** Goes on from a call of a function to what it answers. */
export function goOnFromCall(
  position: Position,
  call: Call,
  shape: Shape & { kind: 'function' },
  following: Following,
): void {
  move(besideOwn(position, mayCallAnother(call, null, position.descent, following)), call, shape.returns, following);
}

/** What a call may call, and in which calls of the functions around it. */
interface Candidate {
  readonly callee: ValueOf<'function'> | ValueOf<'external'>;
  readonly context: Context;
}

/**
 * Whether a call by which an answer comes out of a function may call another function in its place, which answers
 * something of its own: `const load = isDemo ? demo : getMe`, where `load()` is read.
 *
 * @param scope the function that the answer comes out of; null where it is whatever the call calls
 * @param descent the calls that the answer came through
 */
export function mayCallAnother(
  call: Call,
  scope: ts.FunctionLikeDeclaration | null,
  descent: Descent | null,
  following: Following,
): boolean {
  const candidates = candidatesOf(call, descent, following);
  const isMeant = ({ callee }: Candidate): boolean =>
    callee.kind === 'function' &&
    callee.node === scope &&
    isMadeHere({ around: closureOf(callee) }, descent, following);
  const isKnown = scope ? candidates.some(isMeant) : new Set(candidates.map(codeOf)).size > 1;
  return isKnown && candidates.some((each) => !isMeant(each) && answersOwnThing(each, call, following));
}

/** Whether the call that sends a request may call a function of the program in the place of the client: `offline ? fake : fetch`. */
export function mayCallOwnClient({ expression }: ts.CallExpression, context: Context, evaluation: Evaluation): boolean {
  const callees = evaluation.evaluate(expression, context).map((value) => evaluation.described.asClient(value));
  return (
    callees.some(({ kind }) => kind === 'external') &&
    // What tests put there moves with them, or is named.
    callees.some((callee) => callee.kind === 'function' && !isOfTests(fileOf(callee.node)))
  );
}

/** All that a call may call: also what a caller hands in, unless the answer came through another call of the same function. */
function candidatesOf({ expression }: Call, descent: Descent | null, following: Following): readonly Candidate[] {
  return following.callers
    .contextsOf(expression, true)
    .filter(({ opened }) => [...opened].every(([scope, site]) => !site || mayComeThrough(scope, site.node, descent)))
    .flatMap((context) =>
      valuesOf(boundCallee(expression)?.expression ?? expression, context, following.evaluation).flatMap((callee) =>
        callee.kind === 'function' || callee.kind === 'external' ? [{ callee, context }] : [],
      ),
    );
}

/** What a callee can be, and what a function may set it to where it is the member of an object. */
function valuesOf(callee: ts.Expression, context: Context, evaluation: Evaluation): Values {
  const values = evaluation.evaluate(callee, context);
  if (!tsc.isPropertyAccessExpression(callee)) return values;
  const { expression, name } = callee;
  const holders = evaluation.evaluate(expression, context);
  return [
    ...values,
    ...holders.flatMap((each) => (each.kind === 'object' ? assignedLater(each, name.text, evaluation) : [])),
  ];
}

/** The code of a function; what is not of the program has none. */
function codeOf({ callee }: Candidate): ts.Node | null {
  return callee.kind === 'function' ? callee.node : null;
}

/** What a callee answers a call. */
type AnswersByCallee = WeakMap<Candidate['callee'], Values>;

/** What calls were found to answer. An answer comes through one call in as many ways as there are calls around it. */
const answersKnown = new WeakMap<ts.TypeChecker, WeakMap<CallSite, AnswersByCallee>>();

/** Whether a function answers anything that does not come from the request at hand. */
function answersOwnThing({ callee, context }: Candidate, call: Call, { evaluation, request }: Following): boolean {
  const site = siteAt(call, context);
  const ofSite = remembered(
    remembered(answersKnown, evaluation.checker, () => new WeakMap<CallSite, AnswersByCallee>()),
    site,
    () => new WeakMap<Candidate['callee'], Values>(),
  );
  const answers = remembered(ofSite, callee, () =>
    evaluation.asOwnQuestion(() => evaluation.invoke(callee, site, false)),
  );
  return answers.some(({ kind }) => kind !== 'nothing') && !answers.some((value) => comesFrom(request.call, value));
}

/** Whether a value is read off what a request answers. */
function comesFrom(request: ts.Node, value: Value): boolean {
  return value.kind === 'external' && value.steps.some((step) => step.kind === 'call' && step.site.node === request);
}
