import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import {
  EMPTY_CONTEXT,
  isEqualChoice,
  outsideOf,
  type BuilderStep,
  type CallSite,
  type Context,
  type Frame,
  type Placed,
  type Scope,
  type Value,
} from './value.js';

/*
 * What is known inside of a call is an object that answers are remembered by. So the same call, seen from the same
 * context, must be the same object each time: else a field of a class is worked out anew whenever it is read.
 *
 * The tables are weak, and sites and contexts never change, so nobody can tell that they are shared.
 */
const SITES = new WeakMap<Context, WeakMap<ts.Node, CallSite>>();
const SITES_SEEN_FROM = new WeakMap<Context, WeakMap<CallSite, CallSite>>();
const CONTEXTS = new WeakMap<CallSite, Context[]>();

/** A call expression as a call site. */
export function siteAt(node: ts.CallExpression | ts.NewExpression, context: Context): CallSite {
  return valueAt(innerTable(SITES, context), node, () => ({
    node,
    context,
    arguments: (node.arguments ?? []).map((argument) => ({ node: argument, context })),
  }));
}

/** A site in code that is itself looked at from outside, so that it sees what has been opened since. */
export function siteSeenFrom(site: CallSite, outside: Context): CallSite {
  return valueAt(innerTable(SITES_SEEN_FROM, outside), site, () => ({
    ...site,
    context: outside,
    arguments: site.arguments.map((each) => (isPlain(each) ? { ...each, context: outside } : each)),
  }));
}

function isPlain({ context }: Placed): boolean {
  return context.frame === null && context.given === null;
}

/** The context inside a call, or inside a construction. */
export function contextIn(frame: Frame): Context {
  const contexts = valueAt(CONTEXTS, frame.site, () => []);
  const known = contexts.find((each) => each.frame !== null && isSameFrame(each.frame, frame));
  if (known) return known;
  const { context } = frame.site;
  const made = { opened: context.opened, frame, depth: context.depth + 1, outside: outsideOf(context), given: null };
  contexts.push(made);
  return made;
}

/**
 * What is known at an expression, given what is known inside of a function: outside of the function it says nothing by
 * whom that is called. So what a thousand calls see there is one object, and is evaluated once.
 */
export function contextAround(scope: Scope, node: ts.Node, context: Context): Context {
  const isInside = tsc.findAncestor(node, (each) => each === scope) !== undefined;
  if (isInside || context.frame || !context.opened.has(scope)) return context;
  if (context.opened.size === 1) return EMPTY_CONTEXT;
  return { ...context, opened: new Map([...context.opened].filter(([each]) => each !== scope)) };
}

/** Whether two frames of the same site are the same. */
function isSameFrame(left: Frame, right: Frame): boolean {
  return left.scope === right.scope && left.parent === right.parent && isSameReceiver(left.receiver, right.receiver);
}

/** Whether two receivers are the same, whatever is asked of them. Those that seldom come up twice count as different. */
function isSameReceiver(left: Value | null, right: Value | null): boolean {
  if (left === right) return true;
  if (left?.kind === 'instance' && right?.kind === 'instance')
    return (
      left.node === right.node &&
      left.site === right.site &&
      left.context === right.context &&
      left.from === right.from &&
      isSameList(left.steps, right.steps, isSameStep)
    );
  if (left?.kind === 'class' && right?.kind === 'class')
    return left.node === right.node && left.context === right.context && left.opens === right.opens;
  if (left?.kind === 'object' && right?.kind === 'object')
    return (
      left.node === right.node &&
      left.context === right.context &&
      isSameList(left.choices, right.choices, isEqualChoice)
    );
  return false;
}

function isSameStep(left: BuilderStep, right: BuilderStep): boolean {
  return left.method === right.method && left.context === right.context;
}

function isSameList<Item>(
  left: readonly Item[] | undefined,
  right: readonly Item[] | undefined,
  isSame: (left: Item, right: Item) => boolean,
): boolean {
  if (left === undefined || right === undefined) return left === right;
  return (
    left.length === right.length &&
    left.every((each, index) => {
      const other = right[index];
      return other !== undefined && isSame(each, other);
    })
  );
}

function innerTable<Key extends object, Inner extends object, Item>(
  table: WeakMap<Key, WeakMap<Inner, Item>>,
  key: Key,
): WeakMap<Inner, Item> {
  return valueAt(table, key, () => new WeakMap<Inner, Item>());
}

function valueAt<Key extends object, Item>(table: WeakMap<Key, Item>, key: Key, make: () => Item): Item {
  const known = table.get(key);
  if (known !== undefined) return known;
  const made = make();
  table.set(key, made);
  return made;
}
