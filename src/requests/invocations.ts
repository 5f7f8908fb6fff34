import type { ts } from 'ts-morph';
import type { Delegate } from '../clients/delegates.js';
import { delegateAmong } from '../values/delegates.js';
import { passedOn } from '../values/passed-on.js';
import { dottedName } from '../values/environment.js';
import type { Evaluation } from '../values/evaluation.js';
import { siteAt } from '../values/call-sites.js';
import { knownText, type CallSite, type Context, type ExternalStep, type Value, type Values } from '../values/value.js';
import { matches } from './match.js';

/** What a call calls in the end, and with which arguments. */
export interface Invocation {
  readonly callees: Values;
  readonly site: CallSite;
}

/**
 * The functions that a call calls: those it names, and those it hands on to `.call`, `.apply`, `Reflect.apply`, or to a function of
 * a package that calls them.
 *
 * @param callees what the callee of the call can be
 * @returns one for each list of arguments
 */
export function invocationsOf(
  call: ts.CallExpression,
  callees: Values,
  context: Context,
  evaluation: Evaluation,
): readonly Invocation[] {
  const site = siteAt(call, context);
  const handedOn = callees.flatMap((callee) => invokedThrough(callee, site, evaluation));
  return [{ callees, site }, ...handedOn];
}

function invokedThrough(callee: Value, site: CallSite, evaluation: Evaluation): readonly Invocation[] {
  if (callee.kind !== 'external') return [];
  if (dottedName(callee) === 'Reflect.apply') return reflected(site, evaluation);
  const delegate = delegateAmong([callee]);
  if (delegate) return delegated(delegate, site, evaluation);
  const name = handingMethod(callee.steps.at(-1));
  const inner: Value = { ...callee, steps: callee.steps.slice(0, -1) };
  if (name === null || !matches([inner], evaluation).length) return [];
  return [{ callees: [inner], site: { ...site, arguments: passedOn(name, site.arguments, evaluation) } }];
}

/** `call(axios.get, url)` of redux-saga. The function is looked for in any case, so that its file is opened. */
function delegated(
  { argument, passes, result }: Delegate,
  site: CallSite,
  evaluation: Evaluation,
): readonly Invocation[] {
  const target = site.arguments[argument];
  const callees = target
    ? evaluation.evaluate(target.node, target.context).flatMap((each) => methodIn(each, evaluation))
    : [];
  const handed = passes.flatMap((each) => site.arguments[each] ?? []);
  const clients = result === null ? callees.filter(({ kind }) => kind === 'external') : [];
  return clients.length ? [{ callees: clients, site: { ...site, arguments: handed } }] : [];
}

/** `[axios, 'get']`, `[axios, axios.get]`: the function, in what a saga is told to call on an object. */
function methodIn(target: Value, evaluation: Evaluation): Values {
  if (target.kind !== 'array' || target.elements.length !== 2) return [target];
  const [object, method] = target.elements.map(({ node, context }) => evaluation.evaluate(node, context));
  return (method ?? []).flatMap((each): Values => {
    const name = knownText(each);
    return name === null ? [each] : (object ?? []).flatMap((owner) => evaluation.member(owner, name));
  });
}

/** `Reflect.apply(fetch, null, [url])` */
function reflected(site: CallSite, evaluation: Evaluation): readonly Invocation[] {
  const [target, ...rest] = site.arguments;
  if (!target) return [];
  const callees = evaluation.evaluate(target.node, target.context).filter(({ kind }) => kind === 'external');
  return [{ callees, site: { ...site, arguments: passedOn('apply', rest, evaluation) } }];
}

function handingMethod(step: ExternalStep | undefined): 'call' | 'apply' | null {
  if (step?.kind !== 'member') return null;
  return step.name === 'call' || step.name === 'apply' ? step.name : null;
}
