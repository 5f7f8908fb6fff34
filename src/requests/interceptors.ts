import type { ts } from 'ts-morph';
import type { InterceptorForm } from '../clients/client.js';
import { chainedCalls } from '../syntax/chains.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import { givenParameters } from '../syntax/functions.js';
import type { Evaluation } from '../values/evaluation.js';
import { enter } from '../values/functions.js';
import {
  EMPTY_CONTEXT,
  placedValues,
  type CallSite,
  type Context,
  type Piece,
  type Value,
  type ValueOf,
  type Values,
  textsAmong,
} from '../values/value.js';
import { textsAt } from './places.js';
import { isSameExternal, memberOf, type Instance } from './match.js';

/** What a request is about to ask for. */
export interface Target {
  readonly paths: readonly (readonly Piece[])[];
  readonly bases: readonly (readonly Piece[])[];
}

/**
 * The functions of the program that an instance of a client is given: `api.interceptors.request.use((config) => …)`.
 *
 * @param members the members from the client to the method that takes them; none where it has no such method
 */
export function interceptorsOf(
  instance: Instance,
  members: readonly string[],
  evaluation: Evaluation,
): readonly ValueOf<'function'>[] {
  return handlersOf(instance, members, evaluation).filter((handler) => handler.kind === 'function');
}

/**
 * The same, with what may be a function.
 *
 * @param argument where it stands among the arguments: behind the function for answers comes the one for failures
 */
export function handlersOf(
  { value }: Instance,
  members: readonly string[],
  evaluation: Evaluation,
  argument = 0,
): Values {
  if (!members.length) return [];
  const target = memberOf(value, members);
  return evaluation.index.callsNamed(members.at(-1) ?? '').flatMap((call) => {
    const callees = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
    const isOurs =
      callees.some((each) => each.kind === 'external' && isSameExternal(each, target)) ||
      (callees.every(({ kind }) => kind === 'unknown') && isNamed(call.expression, members));
    const handler = isOurs ? call.arguments?.[argument] : undefined;
    const handlers = handler ? evaluation.evaluate(handler, EMPTY_CONTEXT) : [];
    return handlers.filter(({ kind }) => kind !== 'nothing').slice(0, 1);
  });
}

/** The functions of the program that an instance calls with each answer, and those that it calls where there is none. */
export function answerHooksOf(instance: Instance, evaluation: Evaluation): readonly ts.Node[] {
  const hooks = [0, 1].flatMap((argument) => handlersOf(instance, instance.client.interceptor, evaluation, argument));
  return hooks.flatMap((hook) => (hook.kind === 'function' ? [hook.node] : []));
}

/** `client.interceptors.response.use`, where nobody knows which client that is: it may be any. */
function isNamed(callee: ts.Expression, members: readonly string[]): boolean {
  return namesLeadingTo(callee).slice(-members.length).join('.') === members.join('.');
}

/**
 * What a request asks for behind the functions that may change its path and its base.
 *
 * @param site the call that sends the request
 * @returns null where no such function says anything of either
 */
export function behindInterceptors(
  instance: Instance,
  before: Target,
  site: CallSite,
  evaluation: Evaluation,
): Target | null {
  const { requestInterceptor: form } = instance.client;
  if (!form) return null;
  const hooks = [
    ...interceptorsOf(instance, form.members, evaluation),
    ...chainedHooks(instance, form, site, evaluation),
  ];
  const behind = hooks.reduce((target, hook) => targetBehind(hook, target, form, evaluation), before);
  return behind === before ? null : behind;
}

/** What is given to the method by which an instance was made, and to the one that is called on the request. */
function chainedHooks(
  { made }: Instance,
  { chained }: InterceptorForm,
  site: CallSite,
  evaluation: Evaluation,
): Values {
  if (chained === undefined) return [];
  const given = made.filter(({ form }) => form.members[0] === chained).flatMap((each) => each.site.arguments[0] ?? []);
  const links = site.node && tsc.isCallExpression(site.node) ? chainedCalls(site.node) : [];
  const behind = links
    .filter(({ method }) => method === chained)
    .flatMap(({ call }) => call.arguments.slice(0, 1))
    .map((node) => ({ node, context: site.context }));
  return [...given, ...behind].flatMap(({ node, context }) => evaluation.evaluate(node, context));
}

function targetBehind(hook: Value, target: Target, form: InterceptorForm, evaluation: Evaluation): Target {
  if (hook.kind === 'external') {
    const prefixes = prefixesOf(hook, form, evaluation);
    return prefixes.length ? { ...target, bases: prefixes } : target;
  }
  if (hook.kind !== 'function') return target;
  const given = { [form.path]: toValues(target.paths), [form.base]: toValues(target.bases) };
  const paths = memberBehind(hook, form.path, given, evaluation);
  const bases = memberBehind(hook, form.base, given, evaluation);
  if (!paths.length && !bases.length) return target;
  return { paths: paths.length ? paths : target.paths, bases: bases.length ? bases : target.bases };
}

/** `prefix('https://…')` of a package that is known to put its argument before the path. */
function prefixesOf(
  { root, steps }: ValueOf<'external'>,
  { prefixing = [] }: InterceptorForm,
  evaluation: Evaluation,
): Target['bases'] {
  const last = steps.at(-1);
  if (!('module' in root) || !prefixing.includes(root.module) || last?.kind !== 'call') return [];
  return textsAt({ argument: 0 }, last.site, evaluation);
}

/** The texts that a member of what a function is given holds in what it returns. */
function memberBehind(
  hook: ValueOf<'function'>,
  name: string,
  members: Readonly<Record<string, Values>>,
  evaluation: Evaluation,
): Target['paths'] {
  const [parameter] = givenParameters(hook.node);
  if (!parameter) return [];
  const node = parameter.name as unknown as Parameters<typeof placedValues>[0];
  const site: CallSite = {
    node: null,
    arguments: [placedValues(node, [{ kind: 'members', members }])],
    context: EMPTY_CONTEXT,
  };
  const context = enter(hook, site);
  const set = assignedIn(hook, name, context, evaluation);
  const values = set.length
    ? set
    : evaluation.index
        .returnsOf(hook.node)
        .flatMap((returned) => evaluation.evaluate(returned, context))
        .flatMap((value) => evaluation.member(value, name));
  return textsAmong(values);
}

/** What a function sets a member of its first parameter to: `config.baseURL = '…'`. */
function assignedIn({ node }: ValueOf<'function'>, name: string, context: Context, evaluation: Evaluation): Values {
  const [parameter] = givenParameters(node);
  if (!parameter || !tsc.isIdentifier(parameter.name)) return [];
  const given = parameter.name.text;
  return evaluation.index
    .assignmentsTo(name)
    .filter(
      ({ target }) =>
        tsc.isIdentifier(target.expression) &&
        target.expression.text === given &&
        target.getSourceFile() === node.getSourceFile() &&
        node.pos <= target.pos &&
        target.end <= node.end,
    )
    .flatMap(({ value }) => evaluation.evaluate(value, context));
}

function toValues(texts: Target['paths']): Values {
  return texts.map((pieces) => ({ kind: 'text', pieces }));
}
