import type { ts } from 'ts-morph';
import type { AnswerFlow } from '../flow/flow.js';
import type { Descent } from '../flow/position.js';
import { tsc } from '../syntax/compiler.js';
import { isAsync } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { catchesFailure, isPromiseMethod } from '../syntax/promises.js';
import { isCatching } from '../syntax/tries.js';
import { namesOf } from '../values/function-names.js';
import { isHandedTo } from './caught-apart.js';
import { isCallee } from './changes.js';

/** What catches a failure on the way out of a node, from the innermost, and the functions and files that it leads through. */
interface WayOut {
  readonly catchers: readonly ts.Node[];
  readonly scopes: ReadonlySet<ts.Node>;
}

/**
 * Whether an answer without data fails in other code than a request that fails: `try { response = await axios.get(url) }
 * catch { … }`, and `response.data.data.name` behind it. What reads the answer beside the request must not fail there.
 */
export function isReadApart(request: ts.Node, { dataReads, calls, request: { call } }: AnswerFlow): boolean {
  const ways = [...new Set([request, call, ...calls])].map((node) => ({ node, way: wayOut(node, null) }));
  return [...dataReads].some(([node, descent]) => {
    const way = wayOut(node, descent);
    const own = ways.find((each) => each.node === request && isBeside(each.way, way));
    // What reads the id stands where the request does: what a function of the program catches within is no matter.
    if (own) return !isSame(own.way.catchers, way.catchers);
    const shared = firstOf(
      ways.filter((each) => isBeside(each.way, way)),
      call,
    );
    if (shared.some(({ way: { catchers } }) => !isSame(catchers, way.catchers))) return true;
    return leadingTo(shared, ways, call).some(({ way: { catchers } }) => catchers.length > 0);
  });
}

/**
 * Whether a schema says by itself that an answer has no data: in an error of its own that no code of the program catches,
 * in other code than a request that fails, or in what it answers.
 */
export function isRefusedApart(request: ts.Node, { schemaChecks }: AnswerFlow): boolean {
  const asked = wayOut(request, null).catchers;
  return [...schemaChecks].some(([node, { descent, throws }]) => {
    const { catchers } = wayOut(node, descent);
    return !throws || !catchers.length || !isSame(catchers, asked);
  });
}

/** Whether two ways lead through one function, or one file. */
function isBeside({ scopes }: WayOut, other: WayOut): boolean {
  return [...scopes].some((scope) => other.scopes.has(scope));
}

/** A call that makes the request, and the way that its failure takes. */
interface Sent {
  readonly node: ts.Node;
  readonly way: WayOut;
}

/** Of the calls beside a read, those that are made first: `load()` of `load().then(…)`, and the client's before any other. */
function firstOf(sent: readonly Sent[], request: ts.Node): readonly Sent[] {
  const first = sent.filter(({ node }) => node === request);
  if (first.length) return first;
  return sent.filter(({ node }) => !sent.some((each) => each.node !== node && holds(node, each.node)));
}

/** The calls on the way from those that a read stands beside to the client's. */
function leadingTo(shared: readonly Sent[], ways: readonly Sent[], request: ts.Node): readonly Sent[] {
  if (shared.some(({ node }) => node === request)) return [];
  const called = new Set(shared.map(({ node }) => calleeOf(node)));
  const found = new Set(ways.filter(({ node }) => node === request));
  // A set that grows while it is gone through.
  for (const name of called)
    for (const each of ways) {
      const isInside = [...each.way.scopes].some((scope) => name !== undefined && isCalled(scope, name));
      if (!isInside || shared.includes(each)) continue;
      found.add(each);
      called.add(calleeOf(each.node));
    }
  return [...found];
}

function isCalled(scope: ts.Node, name: string): boolean {
  return tsc.isFunctionLike(scope) && namesOf(scope as ts.FunctionLikeDeclaration).includes(name);
}

function isSame(first: readonly ts.Node[], second: readonly ts.Node[]): boolean {
  return first.length === second.length && first.every((each, index) => each === second[index]);
}

/** The name of what is called; two calls of one function are two ways to ask. */
function calleeOf(node: ts.Node): string | undefined {
  return tsc.isCallExpression(node) ? namesLeadingTo(node.expression).at(-1) : undefined;
}

/** The way that a failure of a node takes, by the calls that led to it, as far as the program shows it. */
function wayOut(node: ts.Node, descent: Descent | null): WayOut {
  const catchers: ts.Node[] = [];
  const scopes = new Set<ts.Node>();
  let isPromise = tsc.isCallExpression(node);
  let inner = descent;
  for (let child = node; child.parent;) {
    const { parent } = child;
    if (isCatching(parent) && parent.tryBlock === child && !isPromise) catchers.push(parent);
    const isCaught = isCallee(child as ts.Expression) && catchesFailure(child);
    if (isPromise && (isCaught || isHandedTo(parent, child))) catchers.push(parent);
    // What a generator yields, whoever runs it waits for.
    if (tsc.isAwaitExpression(parent) || tsc.isYieldExpression(parent)) isPromise = false;
    child = parent;
    if (tsc.isFunctionLike(parent) || tsc.isSourceFile(parent)) scopes.add(parent);
    if (!tsc.isFunctionLike(parent)) continue;
    isPromise ||= isAsync(parent) || isGivenToPromise(parent);
    while (inner && inner.scope !== parent) inner = inner.outer;
    if (inner) child = inner.call;
    else if (!isGiven(parent)) break;
  }
  return { catchers, scopes };
}

/** Whether a function is called, or given to a call, where it is written. */
function isGiven(scope: ts.Node): boolean {
  let { parent } = scope;
  while (tsc.isParenthesizedExpression(parent)) parent = parent.parent;
  return tsc.isCallExpression(parent);
}

/** `(response) => …` of `.then((response) => …)` */
function isGivenToPromise({ parent }: ts.Node): boolean {
  return tsc.isCallExpression(parent) && isPromiseMethod(parent.expression);
}
