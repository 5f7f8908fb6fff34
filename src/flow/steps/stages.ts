import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { literalText } from '../../syntax/literal-text.js';
import type { Call } from '../../syntax/transfer.js';
import { compositionNamed } from '../../libraries/utilities.js';
import { operatorNamed, runsEffect, sourceNamed, type Operator } from '../../libraries/operators.js';
import type { ExternalName } from '../../libraries/external-name.js';
import { calleeName } from '../../program/syntax-index.js';
import { externalName, knownExternally } from '../../values/external.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import { move, type Following } from '../following.js';
import { constantValue } from '../references.js';
import { doubted, type Position } from '../position.js';
import {
  awaited,
  eachOf,
  effect,
  elementShape,
  holder,
  isPiped,
  listOf,
  observable,
  promise,
  type Shape,
} from '../../clients/shape.js';
import { enterCallback, same } from './callbacks.js';
import { used, utilityAt } from './utilities.js';
import { shorten } from '../../syntax/wording.js';

/** Functions that a value goes through one after the other, and what the last of them answers. */
interface Pipeline {
  readonly stages: readonly ts.Expression[];
  /** The stage that comes next. */
  readonly next: number;
  /** What holds what the last of them answers; null where a name holds the functions, so that any call of it may. */
  readonly result: ts.CallExpression | null;
}

/**
 * `pipe(me, f, g)`, `flow(f, g)(me)`, `me$.pipe(f, g)`: from one stage to the next.
 *
 * What comes out of a stage is held by the expression of the stage, and goes on from there as an argument of the same call.
 *
 * @returns whether the call is such a one
 */
export function throughStages(position: Position, parent: Call, index: number, following: Following): boolean {
  const pipeline = tsc.isCallExpression(parent) ? pipelineAt(parent, index, position, following) : null;
  if (!pipeline) return false;
  enterStage(pipeline, position, following);
  return true;
}

/** `.pipe(map((response) => response.data), catchError(…))`, from its first operator on. */
export function piped(position: Position, call: ts.CallExpression, following: Following): void {
  enterStage({ stages: call.arguments, next: 0, result: call }, position, following);
}

/**
 * `Effect.tryPromise(load)`, `from(list)`, `TE.right(me)`: the answer, or what a function answers, as the value of an effect
 * or of an observable; `Effect.runPromise(effect)`: its value.
 *
 * @returns whether the call is such a one
 */
export function carried(position: Position, parent: Call, following: Following): boolean {
  const names = externalsOf(parent.expression, following);
  const value = valueIn(position.shape);
  if (names.some((name) => name !== null && runsEffect(name))) {
    move(position, parent, promise(awaited(value)), following);
    return true;
  }
  const source = names.map((name) => name && sourceNamed(name)).find((each) => each !== null);
  if (!source) return givenFirst(position, parent, following);
  const isList = source.isSpread === true && position.shape.kind !== 'promise';
  const inner = (isList && elementShape(value)) || value;
  move(position, parent, carry(source.carrier, awaited(inner)), following);
  return true;
}

/** `Effect.map(effect, (me) => …)`: an operator that is given the effect itself, before its function. */
function givenFirst(position: Position, parent: Call, following: Following): boolean {
  const name = calleeName(parent.expression);
  const [first, ...others] = parent.arguments ?? [];
  if (!isPiped(position.shape) || first !== position.node || !others.length || name === null) return false;
  const operator = tsc.isCallExpression(parent) ? operatorAt(parent.expression, name, position.shape, following) : null;
  if (operator?.carrier !== 'effect' || operator.argument === null || !tsc.isCallExpression(parent)) return false;
  applyOperator({ ...operator, argument: operator.argument + 1 }, parent, position, following);
  return true;
}

/** What a function answers that is given alone or as a member: `{ try: load, catch: fail }`. */
function valueIn(shape: Shape): Shape {
  if (shape.kind === 'function') return shape.returns;
  if (shape.kind !== 'holder') return shape;
  const [only, ...others] = Object.values(shape.members);
  // `forkJoin([me$, school$])`, `forkJoin({ me: me$ })`
  return only?.kind === 'function' && !others.length ? only.returns : eachOf(shape, awaited);
}

function pipelineAt(
  parent: ts.CallExpression,
  index: number,
  { node, shape }: Position,
  following: Following,
): Pipeline | null {
  const callee = parent.expression;
  if (tsc.isPropertyAccessExpression(callee) && callee.name.text === 'pipe' && isPiped(shape))
    return { stages: parent.arguments, next: index + 1, result: parent };
  const made = tsc.isIdentifier(callee) ? constantValue(callee, following.evaluation) : callee;
  if (made && tsc.isCallExpression(made)) return index === 0 ? composed(made, parent, following) : null;
  const isReversed = compositionAt(callee, following);
  if (isReversed === null) return null;
  const { parent: outer } = parent;
  const isCalled = tsc.isCallExpression(outer) && outer.expression === parent;
  if ((isCalled || calleeName(callee) !== 'pipe') && shape.kind !== 'function') {
    const stages = isReversed ? [...parent.arguments].reverse() : parent.arguments;
    return { stages, next: stages.indexOf(node as ts.Expression) + 1, result: isCalled ? outer : null };
  }
  const isThrough = parent.arguments.length > 1 && (index === 0 || shape.kind !== 'function');
  return isThrough ? { stages: parent.arguments.slice(1), next: index, result: parent } : null;
}

/** `flow(f, g)(me)`, and `load(me)` where the name holds `flow(f, g)`. */
function composed(made: ts.CallExpression, result: ts.CallExpression, following: Following): Pipeline | null {
  const isReversed = compositionAt(made.expression, following);
  if (isReversed === null) return null;
  return { stages: isReversed ? [...made.arguments].reverse() : made.arguments, next: 0, result };
}

/** Whether a function that makes one of several begins with the last of them; null for any other function. */
function compositionAt(callee: ts.Expression, { evaluation }: Following): boolean | null {
  return knownExternally(callee, evaluation, compositionNamed);
}

function externalsOf(node: ts.Expression, { evaluation }: Following): readonly (ExternalName | null)[] {
  return evaluation.evaluate(node, EMPTY_CONTEXT).map(externalName);
}

function enterStage({ stages, next, result }: Pipeline, position: Position, following: Following): void {
  const stage = stages[next];
  if (!stage && !result) return following.ledger.escape(position, 'returned out of sight');
  if (!stage) return void (result && move(position, result, position.shape, following));
  const name = tsc.isCallExpression(stage) ? calleeName(stage.expression) : null;
  if (tsc.isCallExpression(stage) && name !== null) {
    const found = isPiped(position.shape) ? null : utilityAt(stage.expression, following);
    if (found) return void used(found, stage.arguments, position, stage, following);
    const operator = operatorAt(stage.expression, name, position.shape, following);
    if (operator) return applyOperator(operator, stage, position, following);
    if (!isOwnFunction(stage, following)) return goThroughUnknown(stage, position, following);
  }
  const source = externalsOf(stage, following).find((each) => each !== null && sourceNamed(each));
  if (source) return move(position, stage, carry('effect', awaited(position.shape)), following);
  const handover = { callback: stage, parameters: [position.shape], call: stage, wrap: same, returns: true };
  enterCallback(handover, position, following);
}

function isOwnFunction(stage: ts.Expression, { evaluation, request }: Following): boolean {
  return evaluation.evaluate(stage, request.context).some(({ kind }) => kind === 'function');
}

function operatorAt(callee: ts.Expression, name: string, shape: Shape, following: Following): Operator | null {
  const names = externalsOf(callee, following);
  return (
    (names.length ? names : [null]).map((each) => operatorNamed(each, name, isPiped(shape))).find((each) => each) ??
    null
  );
}

function applyOperator(operator: Operator, stage: ts.CallExpression, position: Position, following: Following): void {
  const { answers, argument, parameters, isPerElement, carrier } = operator;
  const value = insideOf(position.shape);
  const handed = isPerElement ? elementShape(value) : value;
  const rewrap = (of: Shape): Shape => (isPerElement ? listOf(of) : carry(carrier, of));
  const name = nameGiven(stage);
  const own = {
    mapped: null,
    merged: null,
    same: position.shape,
    either: position.shape,
    paired: rewrap(holder({ 0: value })),
    listed: rewrap(listOf(value)),
    elements: rewrap(elementShape(value) ?? value),
    named: name === null ? null : rewrap(holder({ [name]: value })),
    extended: position.shape,
  }[answers];
  move(position, stage, own, following);
  const callback = argument === null ? undefined : functionAt(stage, argument);
  if (!callback || !handed) return;
  const places = Array.from({ length: Math.max(...parameters) + 1 }, (_, place) =>
    parameters.includes(place) ? handed : null,
  );
  const inner = answers === 'merged' ? emitted : awaited;
  const wrap = (returned: Shape): Shape =>
    rewrap(answers === 'extended' && name !== null ? holder({ [name]: inner(returned) }) : inner(returned));
  const returns = answers === 'mapped' || answers === 'merged' || answers === 'either' || answers === 'extended';
  enterCallback({ callback, parameters: places, call: stage, wrap, returns }, position, following);
}

/** What an observable of what a function answers has: of a promise what it resolves to, of a list each element. */
function emitted(returned: Shape): Shape {
  return returned.kind === 'promise' ? awaited(returned) : (elementShape(returned) ?? returned);
}

/** The function of an operator; that for success where an object has one for each outcome. */
function functionAt(stage: ts.CallExpression, argument: number): ts.Expression | undefined {
  const only = stage.arguments.slice(0, argument + 1).find(tsc.isObjectLiteralExpression);
  if (!only) return stage.arguments[argument];
  const member = only.properties.find((each) => /^(onRight|onSuccess|onSome|next)$/.test(each.name?.getText() ?? ''));
  // A method is no expression to the compiler, but has a value like one.
  return member && (tsc.isPropertyAssignment(member) ? member.initializer : (member as ts.Node as ts.Expression));
}

function nameGiven({ arguments: [name] }: ts.CallExpression): string | null {
  return literalText(name);
}

/** A stage that nobody knows: its functions likely get the value, and the value likely goes on. */
function goThroughUnknown(stage: ts.CallExpression, position: Position, following: Following): void {
  following.ledger.escapeTo(position, 'passed to', stage.expression);
  const likely = doubted(position, stage, `this tool cannot see what \`${shorten(stage.expression.getText())}\` does`);
  move(likely, stage, position.shape, following);
  const value = insideOf(position.shape);
  const wrap = (of: Shape): Shape => (isPiped(position.shape) ? observable(awaited(of)) : of);
  for (const callback of stage.arguments)
    if (tsc.isFunctionLike(callback))
      enterCallback({ callback, parameters: [value], call: stage, wrap, returns: true }, likely, following);
}

/** The value of an effect, of an observable, or of an envelope. */
function insideOf(shape: Shape): Shape {
  const inner = awaited(shape);
  return (inner.kind === 'holder' && inner.handlers !== undefined && inner.members['right']) || inner;
}

function carry(carrier: Operator['carrier'], of: Shape): Shape {
  return carrier === 'observable' ? observable(of) : effect(of);
}
