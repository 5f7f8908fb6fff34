import type { ts } from 'ts-morph';
import { appendAll } from '../model/append.js';
import { isWaitedFor } from '../flow/waited-for.js';
import { functionAround, isAsync, memberFor } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { isPromiseMethod } from '../syntax/promises.js';
import { tsc } from '../syntax/compiler.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { isMadeAt, isOtherObject, isOwnedBy, rootAbove, type Changed } from './changed-objects.js';
import { isRunAtOnce } from './run-at-once.js';
import { isMemberName, mentionsOf } from './set-by-request.js';

/** A function, or a file for the code outside of all functions. */
type Holder = ts.FunctionLikeDeclaration | ts.SourceFile;

/** The calls that lead to a request, by what they stand in. */
export type Leading = ReadonlyMap<Holder, readonly ts.Node[]>;

/** Finds the calls that lead to a request: the request, the calls of the functions around it, and so on. */
export function leadingTo(request: ts.Node, callers: Callers): Leading {
  const leading = new Map<Holder, ts.Node[]>();
  const sites = [request];
  // The list grows while it is gone through: who calls a function leads to the request too.
  for (const site of sites) {
    const holder = holderOf(site);
    const known = leading.get(holder);
    known?.push(site);
    if (known) continue;
    leading.set(holder, [site]);
    if (!tsc.isSourceFile(holder)) appendAll(sites, callsOf(holder, callers));
  }
  return leading;
}

function holderOf(node: ts.Node): Holder {
  return functionAround(node) ?? node.getSourceFile();
}

/** The calls of a function; a function that is handed to another one is called by it. */
function callsOf(scope: ts.FunctionLikeDeclaration, callers: Callers): readonly ts.Node[] {
  const calls = callers.of(scope, false).flatMap(({ site }) => site.node ?? []);
  return calls.length || !tsc.isCallExpression(scope.parent) ? calls : [scope.parent];
}

/** Code that leads to a change: the change itself, or a call of the function that makes it. */
interface Step {
  readonly place: ts.Node;
  readonly changed: Changed;
  /** Whether the change is made only once something else was waited for. */
  readonly isDelayed: boolean;
}

/**
 * Whether code may run while a request waits for its answer.
 *
 * It does not where it is done before, each time: right before the request in a function of which each run has what it
 * changes for itself, or at the start of the program, in what leads to one request only. Nor does it behind a request
 * that is awaited.
 */
export function runsWhileWaiting(
  code: ts.Node,
  changed: Changed,
  leading: Leading,
  known: { readonly evaluation: Evaluation; readonly callers: Callers },
): boolean {
  const { evaluation, callers } = known;
  return !isSettled({ place: code, changed, isDelayed: false }, new Set());

  function isSettled(step: Step, entered: ReadonlySet<Holder>): boolean {
    const holder = holderOf(step.place);
    if (entered.has(holder)) return false;
    const around = (leading.get(holder) ?? []).filter((site) => !isOtherObject(site, step.changed, evaluation));
    if (!around.every((site) => isDoneBefore(step, site))) return false;
    if (tsc.isSourceFile(holder) || isOwnedBy(holder, step.changed, known)) return true;
    const next = new Set([...entered, holder]);
    const again = callHanded(holder, around.length > 0);
    if (again) return isSettled(stepTo(again, step, holder), next);
    return isSettledAbove(step, holder, around.length > 0, next);
  }

  /** The same, of all that call the function with the change. */
  function isSettledAbove(
    step: Step,
    holder: ts.FunctionLikeDeclaration,
    leads: boolean,
    entered: ReadonlySet<Holder>,
  ): boolean {
    const calls = callers.of(holder, false).map(({ site }) => site.node ?? site.arguments[0]?.node ?? null);
    // Whoever may call it is not in sight, or nobody knows which of two files runs first.
    const files = new Set(calls.map((call) => call?.getSourceFile()));
    if (!calls.length || (leads && files.size > 1)) return false;
    if (isHandedOn(holder, evaluation)) return false;
    return calls.every((call) => call !== null && isSettled(stepTo(call, step, holder), entered));
  }

  function stepTo(
    call: ts.Node,
    { place, changed: inside, isDelayed }: Step,
    holder: ts.FunctionLikeDeclaration,
  ): Step {
    const isLater = isDelayed || isPromiseCallback(holder) || (isAsync(holder) && waitsBefore(place, holder));
    return { place: call, changed: rootAbove(inside, holder, call, evaluation), isDelayed: isLater };
  }

  /** Whether a change is made when a call that leads to a request is not waiting: before it is made, or once it has its answer. */
  function isDoneBefore({ place, changed: { root }, isDelayed }: Step, site: ts.Node): boolean {
    const isAwaited = tsc.isExpression(site) && isWaitedFor(site);
    const isLate = isDelayed && !holds(site, place) && !(tsc.isExpression(place) && isWaitedFor(place));
    if (isLate) return isAwaited && site.end <= place.pos;
    return isAwaited || isBehind(place, site, root);
  }

  /** Whether a call that leads to a request comes after some code, each time. */
  function isBehind(place: ts.Node, site: ts.Node, root: ts.Node | null): boolean {
    if (!holds(site, place) && place.pos > site.pos) return false;
    const isShared = (loop: ts.Node): boolean =>
      tsc.isIterationStatement(loop, false) &&
      holds(loop, place) &&
      holds(loop, site) &&
      !(root && isMadeAt(root, loop, evaluation));
    return tsc.findAncestor(site, (each) => (each === holderOf(site) ? 'quit' : isShared(each))) === undefined;
  }
}

/**
 * The call that a function is written in, if that calls it where it stands and at no other time, and its request, if it
 * makes one, is not still waiting when it is called again.
 */
function callHanded(scope: ts.FunctionLikeDeclaration, leads: boolean): ts.Expression | null {
  const { parent } = scope;
  if (isPromiseCallback(scope)) return parent as ts.CallExpression;
  return !leads && isRunAtOnce(scope) ? (parent as ts.Expression) : null;
}

/** `(answer) => …` of `login().then((answer) => …)`, which is called once. */
function isPromiseCallback({ parent }: ts.Node): boolean {
  return tsc.isCallExpression(parent) && isPromiseMethod(parent.expression);
}

/** Whether a function waits for something before it comes to some code. */
function waitsBefore(place: ts.Node, scope: ts.Node): boolean {
  const visit = (node: ts.Node): true | undefined => {
    if (node.pos >= place.end || (node !== scope && tsc.isFunctionLike(node))) return undefined;
    const isWaiting = tsc.isAwaitExpression(node) || (tsc.isForOfStatement(node) && node.awaitModifier !== undefined);
    return isWaiting ? true : tsc.forEachChild(node, visit);
  };
  return visit(scope) ?? false;
}

/** Whether something else is handed a function, which may call it at any time: `setInterval(refresh, 1000)`. */
function isHandedOn(scope: ts.FunctionLikeDeclaration, evaluation: Evaluation): boolean {
  if (isArgument(scope)) return true;
  const { name } = nameable(scope);
  if (!name || !(tsc.isIdentifier(name) || tsc.isPrivateIdentifier(name))) return false;
  return mentionsOf(name, evaluation).some((each) => isArgument(isMemberName(each) ? each.parent : each));
}

/** What has the name of a function: itself, or the variable or the member that holds it. */
function nameable(scope: ts.FunctionLikeDeclaration): ts.NamedDeclaration {
  const { parent } = scope;
  const isHeld = tsc.isVariableDeclaration(parent) || tsc.isPropertyDeclaration(parent);
  return isHeld ? parent : memberFor(scope);
}

function isArgument(node: ts.Node): boolean {
  const { parent } = node;
  const isCall = tsc.isCallExpression(parent) || tsc.isNewExpression(parent);
  return isCall && parent.expression !== node;
}
