import type { ts } from 'ts-morph';
import { isWaitedFor } from '../flow/waited-for.js';
import { functionAround, memberFor } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { tsc } from '../syntax/compiler.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
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
    if (!tsc.isSourceFile(holder)) sites.push(...callsOf(holder, callers));
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

/**
 * Whether code may run while a request waits for its answer.
 *
 * It does not where it is done before, each time: right before the request in a function of which each run has what it
 * changes for itself, or at the start of the program, in what leads to one request only. Nor does it behind a request
 * that is awaited.
 *
 * @param declaration what declares the variable that the code changes; undefined where it is no variable
 */
export function runsWhileWaiting(
  code: ts.Node,
  declaration: ts.Declaration | undefined,
  leading: Leading,
  { evaluation, callers }: { readonly evaluation: Evaluation; readonly callers: Callers },
): boolean {
  const owner = declaration && holderOf(declaration);
  return !isSettled(code, new Set());

  function isSettled(place: ts.Node, entered: ReadonlySet<Holder>): boolean {
    const holder = holderOf(place);
    if (entered.has(holder)) return false;
    const around = leading.get(holder) ?? [];
    if (!around.every((site) => (tsc.isExpression(site) && isWaitedFor(site)) || isBehind(place, site))) return false;
    if (holder === owner || tsc.isSourceFile(holder)) return true;
    const calls = callers.of(holder, false);
    // Whoever may call it is not in sight, or nobody knows which of two files runs first.
    const files = new Set(calls.map(({ site }) => site.node?.getSourceFile()));
    if (!calls.length || (around.length && files.size > 1)) return false;
    const next = new Set([...entered, holder]);
    if (isHandedOn(holder, evaluation)) return false;
    return calls.every(({ site }) => site.node !== null && isSettled(site.node, next));
  }

  /** Whether a call that leads to a request comes after some code, each time. */
  function isBehind(place: ts.Node, site: ts.Node): boolean {
    if (!holds(site, place) && place.pos > site.pos) return false;
    const isShared = (loop: ts.Node): boolean =>
      tsc.isIterationStatement(loop, false) && holds(loop, place) && holds(loop, site) && !isMadeAnew(loop);
    return tsc.findAncestor(site, (each) => (each === holderOf(site) ? 'quit' : isShared(each))) === undefined;
  }

  /** Whether each round of a loop has what is changed for itself. */
  function isMadeAnew(loop: ts.Node): boolean {
    if (!declaration || !holds(loop, declaration)) return false;
    return (tsc.getCombinedNodeFlags(declaration) & tsc.NodeFlags.BlockScoped) !== 0;
  }
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
