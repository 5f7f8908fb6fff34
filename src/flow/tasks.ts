import type { ts } from 'ts-morph';
import { elementShape, holder, listOf, type Shape } from '../clients/shape.js';
import { RUNNERS, taskOrderOf, type TaskOrder } from '../libraries/tasks.js';
import { tsc } from '../syntax/compiler.js';
import { remembered } from '../model/remembered.js';
import { valueOfProperty } from '../syntax/argument-parts.js';
import { writtenName } from '../syntax/names.js';
import type { Call } from '../syntax/transfer.js';
import { givenParameters } from '../syntax/functions.js';
import type { Evaluation } from '../values/evaluation.js';
import { knownExternally } from '../values/external.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** A function that comes next, and what each of its parameters holds. */
export interface NextTask {
  readonly callback: ts.Expression;
  readonly parameters: readonly (Shape | null)[];
}

/**
 * `next(null, me)` of a function in `async.waterfall([…], done)`: what is handed on, and to which functions.
 *
 * @param next the parameter that is called
 * @param given what each argument of that call holds, the failure first
 * @returns empty where the function is no such one
 */
export function tasksAfter(
  next: ts.ParameterDeclaration,
  given: readonly (Shape | null)[],
  evaluation: Evaluation,
): readonly NextTask[] {
  if (givenParameters(next.parent).at(-1) !== next) return [];
  return runsOf(next.parent, evaluation).flatMap((run) => tasksBehind(run, next.parent, given));
}

/** What is handed on by one of the functions that a call runs. */
function tasksBehind(
  { call, order, task }: Run,
  scope: ts.SignatureDeclaration,
  [, ...values]: readonly (Shape | null)[],
): readonly NextTask[] {
  const last = call.arguments?.at(-1);
  const list = task.parent;
  const [value = null] = values;
  if (order === 'for each' || order === 'for each, joined') {
    const element = value && order === 'for each, joined' ? elementShape(value) : value;
    return element && last && last !== task ? [{ callback: last, parameters: [null, listOf(element)] }] : [];
  }
  if (!isList(list)) return [];
  const place = placeOf(task, list);
  const behind = last && last !== list ? [last] : [];
  if (order !== 'one after the other') {
    const handed = value && place !== null ? holder({ [place]: value }) : null;
    if (!handed) return [];
    const waiting = order === 'together' ? [] : waitingIn(list, scope);
    return [
      ...behind.map((callback) => ({ callback, parameters: [null, handed] })),
      ...waiting.map((callback) => ({ callback, parameters: [handed] })),
    ];
  }
  const following = tsc.isArrayLiteralExpression(list) ? list.elements[Number(place) + 1] : undefined;
  if (following && behind.length) return [{ callback: following, parameters: values }];
  return behind.map((callback) => ({ callback, parameters: [null, ...values] }));
}

/** A call that runs functions, and one of these: an argument of it, or a member of a list that it is given. */
interface Run {
  readonly call: Call;
  readonly order: TaskOrder;
  readonly task: ts.Node;
}

/** The runs of all functions of a program, by the function. */
const runsKnown = new WeakMap<ts.TypeChecker, ReadonlyMap<ts.Node, readonly Run[]>>();

/** The calls that run a function, wherever it is written: in the list, under a name, or as what a function makes. */
function runsOf(scope: ts.SignatureDeclaration, evaluation: Evaluation): readonly Run[] {
  return remembered(runsKnown, evaluation.checker, () => allRuns(evaluation)).get(scope) ?? [];
}

function allRuns(evaluation: Evaluation): ReadonlyMap<ts.Node, readonly Run[]> {
  const calls = RUNNERS.flatMap((name) => evaluation.index.callsNamed(name));
  const runs = calls.flatMap((call) => {
    const order = orderOf(call.expression, evaluation);
    return order ? tasksOf(call, order).map((task) => ({ call, order, task })) : [];
  });
  const byFunction = new Map<ts.Node, Run[]>();
  for (const run of runs)
    for (const scope of functionsAt(run.task, evaluation)) remembered(byFunction, scope, (): Run[] => []).push(run);
  return byFunction;
}

/** The functions that a call runs, as members of its list, or as the argument before its callback. */
function tasksOf({ arguments: given }: Call, order: TaskOrder): readonly ts.Node[] {
  // `map(ids, load, done)`, `mapLimit(ids, 5, load, done)`
  if (order.startsWith('for each')) return given?.slice(1, -1) ?? [];
  const [list] = given ?? [];
  if (!list || !isList(list)) return [];
  return tsc.isArrayLiteralExpression(list) ? list.elements : list.properties;
}

/** What a member of a list stands for: a function, the last of several things, or what a call makes. */
function functionsAt(task: ts.Node, evaluation: Evaluation): readonly ts.Node[] {
  if (tsc.isMethodDeclaration(task)) return [task];
  const value = tsc.isObjectLiteralElement(task) ? valueOfProperty(task as ts.ObjectLiteralElementLike) : task;
  const inner = value && tsc.isArrayLiteralExpression(value) ? value.elements.at(-1) : value;
  if (!inner || !tsc.isExpression(inner)) return [];
  return evaluation.evaluate(inner, EMPTY_CONTEXT).flatMap((each) => (each.kind === 'function' ? [each.node] : []));
}

/** The functions of a list that wait for others: `['me', (results, next) => …]`. */
function waitingIn(list: ts.Node, own: ts.Node): readonly ts.Expression[] {
  if (!tsc.isObjectLiteralExpression(list)) return [];
  return list.properties.flatMap((each) => {
    const parts =
      tsc.isPropertyAssignment(each) && tsc.isArrayLiteralExpression(each.initializer) ? each.initializer.elements : [];
    const task = parts.length > 1 ? parts.at(-1) : undefined;
    return task && task !== own ? [task] : [];
  });
}

function isList(node: ts.Node): node is ts.ArrayLiteralExpression | ts.ObjectLiteralExpression {
  return tsc.isArrayLiteralExpression(node) || tsc.isObjectLiteralExpression(node);
}

function orderOf(callee: ts.Expression, evaluation: Evaluation): TaskOrder | null {
  return knownExternally(callee, evaluation, taskOrderOf);
}

/** The index of a function in a list, or its name in an object. */
function placeOf(member: ts.Node, list: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression): string | null {
  if (tsc.isArrayLiteralExpression(list)) return String(list.elements.indexOf(member as ts.Expression));
  const { name } = member as ts.ObjectLiteralElementLike;
  return name ? writtenName(name) : null;
}
