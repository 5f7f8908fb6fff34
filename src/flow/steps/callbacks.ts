import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { isPassedThrough } from '../../libraries/named-calls.js';
import { namesLeadingTo } from '../../syntax/names.js';
import { holds } from '../../syntax/holds.js';
import { givenParameters } from '../../syntax/functions.js';
import { inHanded } from '../alternatives.js';
import { isSilentCall, makesPlain } from '../calls.js';
import { isSpokenBy } from '../spoken.js';
import { move, type Following } from '../following.js';
import { MAXIMUM_LEVELS } from '../limits.js';
import { tasksAfter } from '../tasks.js';
import { parameterOf } from '../members.js';
import type { Descent, Position } from '../position.js';
import { spanOf } from '../../program/program.js';
import { BODY, holder, isWatched, type Shape } from '../../clients/shape.js';
import { callersOf, hasOtherCallers, isHandedTo, mayComeThrough } from './callers.js';
import { bind } from './names.js';
import { setState } from './states.js';
import { checkedBy } from './checks.js';
import { resolvesPromise } from './deferreds.js';
import { handedToDone } from './sign-in.js';
import { tieAnnotated } from './ties.js';

/** A function that somebody else will call with the answer. */
export interface Handover {
  readonly callback: ts.Expression;
  /** What each parameter of the function holds; null for nothing of the answer. */
  readonly parameters: readonly (Shape | null)[];
  /** The expression that what it returns comes out of. */
  readonly call: ts.Expression;
  /** What the call makes of what the function returns. */
  readonly wrap: (returned: Shape) => Shape;
  /** Whether what it returns comes out of the call. */
  readonly returns: boolean;
  /** The parameters that the callback has been handed through. */
  readonly through?: readonly ts.ParameterDeclaration[];
}

/** What a function returns comes out of the call as it is. */
export function same(returned: Shape): Shape {
  return returned;
}

/** Hands the answer to the parameters of a function that somebody else will call. */
export function enterCallback(handover: Handover, position: Position, following: Following): void {
  const { callback, parameters, call, wrap, returns } = handover;
  const functions = following.evaluation
    .evaluate(callback, following.request.context)
    .filter((value) => value.kind === 'function');
  if (!functions.length) {
    const bound = boundFunction(handover);
    if (bound && passToParameter({ ...handover, ...bound }, position, following)) return;
    if (!passToParameter(handover, position, following)) passToUnknown(handover, position, following);
    return;
  }
  following.settle();
  for (const { node, bound } of functions) {
    following.enter(node, callback);
    const descent: Descent | null = returns ? { scope: node, call, wrap, outer: position.descent } : position.descent;
    // A function that is written where it is given is given nowhere else.
    const inside = returns || holds(callback, node) ? position : inHanded(position, node);
    // What `.bind` gave ahead fills the first parameters.
    const filled = [...bound.map(() => null), ...parameters];
    givenParameters(node).forEach((parameter, index) => {
      const shape = parameter.dotDotDotToken ? restOf(filled.slice(index)) : filled[index];
      if (!shape) return;
      tieAnnotated(parameter, { ...position, shape }, following);
      bind(parameter.name, { ...inside, node: parameter, shape, descent }, following);
    });
  }
}

/** Whether an argument is a function, or a name for one. */
export function isFunction(node: ts.Expression, { evaluation, request }: Following): boolean {
  return tsc.isFunctionLike(node) || evaluation.evaluate(node, request.context).some(({ kind }) => kind === 'function');
}

/** Goes on from the `this` of a function that somebody else calls on what holds the answer. */
export function enterThis(callback: ts.Expression, position: Position, following: Following): void {
  for (const value of following.evaluation.evaluate(callback, following.request.context)) {
    if (value.kind !== 'function' || tsc.isArrowFunction(value.node)) continue;
    for (const node of mentionsOfThis(value.node)) move(position, node, position.shape, following);
  }
}

/** Where a function, and arrow functions in it, mention its `this`. */
function mentionsOfThis(scope: ts.FunctionLikeDeclaration): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === tsc.SyntaxKind.ThisKeyword) found.push(node);
    if (!tsc.isFunctionLike(node) || tsc.isArrowFunction(node)) tsc.forEachChild(node, visit);
  };
  if (scope.body) tsc.forEachChild(scope.body, visit);
  return found;
}

/** What `...rest` holds of what the function is called with. */
function restOf(shapes: readonly (Shape | null)[]): Shape | null {
  const entries = shapes.flatMap((shape, index): [string, Shape][] => (shape ? [[String(index), shape]] : []));
  return entries.length ? holder(Object.fromEntries(entries)) : null;
}

/** A callback that is a parameter: the functions that callers pass for it. */
export function passToParameter(handover: Handover, position: Position, following: Following): boolean {
  const { callback, through = [] } = handover;
  const parameter = parameterOf(callback, following.evaluation) ?? parameterAnswered(callback, following);
  // A function that hands its callback to itself calls no other one.
  if (!parameter || through.includes(parameter)) return false;
  if (through.length > MAXIMUM_LEVELS) {
    following.ledger.escape({ ...position, shape: BODY }, 'followed too far');
    return true;
  }
  const scope = parameter.parent as ts.FunctionLikeDeclaration;
  const index = givenParameters(scope).indexOf(parameter);
  let entered = false;
  const callers = callersOf(scope, position.descent, following);
  for (const { node, outer } of callers) {
    if (isHandedTo(node, scope)) continue;
    const given = node.arguments?.[index] ?? parameter.initializer;
    if (!given) continue;
    const handed = { ...handover, callback: given, call: node, returns: false, through: [...through, parameter] };
    enterCallback(handed, { ...position, descent: outer }, following);
    entered = true;
  }
  const isChosen = !mayComeThrough(scope, null, position.descent);
  if (entered && !isChosen && hasOtherCallers(scope, callers, following)) passToUnknown(handover, position, following);
  return (
    handedToDone(parameter, handover.parameters[1] ?? null, position, following) ||
    handedToNextTask(parameter, handover, position, following) ||
    entered
  );
}

/** `same(done)`, a function of the program that answers what it is given: the parameter that it is given. */
function parameterAnswered(
  callback: ts.Expression,
  { evaluation, request }: Following,
): ts.ParameterDeclaration | null {
  if (!tsc.isCallExpression(callback)) return null;
  const [value, ...others] = evaluation.evaluate(callback, request.context);
  if (value?.kind !== 'unknown' || others.length || value.readOff || !value.opens || !value.span) return null;
  if (tsc.isClassLike(value.opens)) return null;
  const { start, file } = value.span;
  const isMeant = ({ name }: ts.ParameterDeclaration): boolean => {
    const span = spanOf(name);
    return span.start === start && span.file === file;
  };
  return value.opens.parameters.find(isMeant) ?? null;
}

/** `next(null, me)` of a function that a package runs with others: the next of them, or the callback behind them. */
function handedToNextTask(
  parameter: ts.ParameterDeclaration,
  handover: Handover,
  position: Position,
  following: Following,
): boolean {
  const tasks = tasksAfter(parameter, handover.parameters, following.evaluation);
  const through = [...(handover.through ?? []), parameter];
  for (const task of tasks) {
    const handed = { ...handover, ...task, call: task.callback, returns: false, through };
    enterCallback(handed, { ...position, descent: null }, following);
  }
  return tasks.length > 0;
}

/** `done.bind(null, null)`: the function, and what it is called with; null for any other expression. */
function boundFunction({ callback, parameters }: Handover): Pick<Handover, 'callback' | 'parameters'> | null {
  if (!tsc.isCallExpression(callback) || !tsc.isPropertyAccessExpression(callback.expression)) return null;
  if (callback.expression.name.text !== 'bind') return null;
  const ahead = callback.arguments.slice(1).map(() => null);
  return { callback: callback.expression.expression, parameters: [...ahead, ...parameters] };
}

/** Whether nothing can be read later of what a callback gets: an id, a link or a whole record must be said to people. */
function isSilentBehind(callback: ts.Expression, call: ts.Node, shape: Shape, { evaluation }: Following): boolean {
  if (!isWatched(shape)) return isSilentCall(callback, evaluation);
  return isSpokenBy(callback, call, evaluation) || makesPlain(callback, evaluation);
}

/** `.then(JSON.parse)`, `.then(schema.parse)`, `.then(setUser)`. */
function passToUnknown({ callback, parameters, call, wrap }: Handover, position: Position, following: Following): void {
  const shape = parameters.find((each) => each !== null);
  if (!shape) return;
  const names = namesLeadingTo(callback);
  if (names.join('.') === 'JSON.parse') following.decode(callback);
  if (isPassedThrough(names)) return move(position, call, wrap(shape), following);
  if (parameters[0] && resolvesPromise(callback, parameters[0], position, following)) return;
  const checked = checkedBy(callback, { ...position, shape }, following);
  if (checked) return move(position, call, wrap(checked), following);
  if (isSilentBehind(callback, call, shape, following)) return following.settle();
  if (setState(callback, { ...position, shape, node: callback }, following)) return;
  following.ledger.escapeTo({ ...position, shape, node: callback }, 'passed to', callback);
}
