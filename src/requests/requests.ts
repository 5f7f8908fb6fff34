import type { ts } from 'ts-morph';
import type { CallbackForm, Client, RequestForm } from '../clients/client.js';
import type { Guess } from '../clients/unknown.js';
import { partsOfArgument } from '../syntax/argument-parts.js';
import { tsc } from '../syntax/compiler.js';
import { scopeOfOpenBase, urlsOf } from './address.js';
import { answerOf, callbacksOf, type FoundCallback } from './answers.js';
import { answersRaw, decoderOf } from './decoding.js';
import { endpointValues } from './endpoints.js';
import { openingOf } from './holes.js';
import { answerHooksOf } from './interceptors.js';
import { invocationsOf } from './invocations.js';
import { fieldValue, matches, type Made, type Matched } from './match.js';
import { isEntered } from './loops.js';
import { methodOf } from './method.js';
import { mayBeCallback, valuesAt } from './places.js';
import { calleeName } from '../program/syntax-index.js';
import type { Callers, Opening } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { memberNames } from '../values/objects.js';
import { spreadOut } from '../values/spreading.js';
import { isOfLanguage } from '../values/types.js';
import {
  charactersOf,
  EMPTY_CONTEXT,
  type CallSite,
  type Choice,
  type Context,
  type Piece,
  type Scope,
  type Values,
} from '../values/value.js';

/** The beginning of a URL, of a path, or of one behind a base that is not known: `{base}/me`. */
const ADDRESS = /^(?:https?:|\/|\{[^{}/]*\}\/)/i;

/** What asks for a URL, seen in one context, and what it hands the answer to. */
export interface Asked {
  /** The client as this instance of it behaves here. */
  readonly client: Client;
  readonly call: ts.Expression;
  readonly context: Context;
  /** For each address that is Clever's: what it says about which of several objects names stand for. */
  readonly choices?: readonly (readonly Choice[])[];
  /** Where nobody knows the client: how it may hand out the answer. */
  readonly guesses?: readonly Guess[];
  /** Types that are written for the answer: `Profile` of `OAuthConfig<Profile>`. */
  readonly types?: readonly ts.TypeNode[];
}

/** A call that sends a request, seen in one context. */
export interface Request extends Asked {
  readonly form: RequestForm;
  readonly call: ts.CallExpression;
  /** The arguments that the client gets: those behind the first of `fetch.call(null, url)`. */
  readonly site: CallSite;
  /** The calls that made this instance of the client. */
  readonly made: readonly Made[];
  readonly method: string | null;
  /** What the URL can be. */
  readonly urls: readonly (readonly Piece[])[];
  /** The functions of the program that the client calls with each answer, and those that it calls where there is none. */
  answerHooks(): readonly ts.Node[];
}

/**
 * The requests that a call sends, one for each way its parameters can be filled.
 *
 * @param call any call
 * @param hosts hosts worth following a parameter for
 * @param onCut told if there are more ways than are looked at
 * @returns an empty list if the call sends none
 */
export function requestsOf(
  call: ts.CallExpression,
  hosts: readonly string[],
  evaluation: Evaluation,
  callers: Callers,
  onCut?: () => void,
): readonly Request[] {
  if (evaluation.described.contains(call)) return [];
  const contexts = callers.contexts((context) => openingFor(call, context, hosts, evaluation), onCut);
  return contexts.flatMap((context) =>
    evaluation.asOwnQuestion(() => (isEntered(context, evaluation) ? requestsIn(call, context, evaluation) : [])),
  );
}

/** The requests that a call sends in one context. */
export function requestsIn(call: ts.CallExpression, context: Context, evaluation: Evaluation): readonly Request[] {
  return sendsOf(call, context, evaluation).flatMap(({ match, site }) => {
    const urls = urlsOf(match, site, evaluation);
    if (!urls.length) return [];
    const answer = answerOf(match, site, evaluation);
    const callbacks = callbacksOf(match, site, evaluation);
    const decoder = decoderOf(match, site, evaluation);
    const client = { ...match.client, answer, callbacks, decoder, answersRaw: answersRaw(match.client, decoder) };
    const answerHooks = (): readonly ts.Node[] => answerHooksOf(match, evaluation);
    const method = methodOf(match, site, evaluation);
    return [{ client, form: match.form, call, site, made: match.made, context, method, urls, answerHooks }];
  });
}

/** A function of a client, and what it is called with. */
interface Send {
  readonly match: Matched;
  readonly site: CallSite;
}

function sendsOf(call: ts.CallExpression, context: Context, evaluation: Evaluation): readonly Send[] {
  return invocationsOf(call, calleesOf(call, context, evaluation), context, evaluation).flatMap(({ callees, site }) =>
    matches(callees, evaluation).map((match) => ({ match, site })),
  );
}

function calleesOf(call: ts.CallExpression, context: Context, evaluation: Evaluation): Values {
  const field = fieldValue(call.expression);
  if (field) return [field];
  const endpoints = endpointValues(call.expression, evaluation);
  if (endpoints.length) return endpoints;
  return evaluation.evaluate(call.expression, context).map((value) => evaluation.described.asClient(value));
}

/** The callers that must be known before anything can be said of this call; null if enough is known. */
function openingFor(
  call: ts.CallExpression,
  context: Context,
  hosts: readonly string[],
  evaluation: Evaluation,
): Opening | null {
  const found = sendsOf(call, context, evaluation);
  if (!found.length) return openCallee(call, context, evaluation);
  for (const { match, site } of found) {
    const urls = urlsOf(match, site, evaluation);
    for (const pieces of urls) {
      const opening = openingOf(pieces, hosts);
      if (opening) return opening;
    }
    const scope = urls.some(isPath) ? scopeOfOpenBase(match, site, evaluation) : null;
    if (scope && !context.opened.has(scope)) return { scope, isClevers: false };
  }
  return null;
}

/** Whether what a call calls stands for more values than are checked, so that a client may be among the others. */
export function isCutShort(call: ts.CallExpression, evaluation: Evaluation): boolean {
  const callees = mayRequest(call, evaluation) ? evaluation.evaluate(call.expression, EMPTY_CONTEXT) : [];
  return callees.some((value) => value.kind === 'unknown' && value.isCut);
}

/** Whether an address has no host: a base that is not known yet may stand in front of it. */
function isPath(pieces: readonly Piece[]): boolean {
  return charactersOf(pieces).startsWith('/');
}

/** A callee that is a parameter, or a member of one or of an instance, may be a client. */
function openCallee(call: ts.CallExpression, context: Context, evaluation: Evaluation): Opening | null {
  if (!call.arguments.length) return null;
  const scope = calleesOf(call, context, evaluation).find((value) => value.kind === 'unknown')?.opens;
  if (!scope || isOfLanguage(call.expression, evaluation)) return null;
  const isWorth =
    mayRequest(call, evaluation) ||
    (mayBeClient(call.expression, evaluation) && isHandedAddress(call, scope, context, evaluation));
  return isWorth ? { scope, isClevers: false, isForCallee: true } : null;
}

/**
 * Whether a callee may be a client. A member that only functions written in the program have is none: their own requests
 * are looked at in them.
 */
function mayBeClient(callee: ts.Expression, { index, requestMembers }: Evaluation): boolean {
  return index.mayComeFromElsewhere(callee) || requestMembers.has(calleeName(callee) ?? '');
}

/** Whether a call is handed what begins like an address or a path: `this.http(`${this.base}/me`)`. */
function isHandedAddress(call: ts.CallExpression, scope: Scope, context: Context, evaluation: Evaluation): boolean {
  return call.arguments.flatMap(partsOfArgument).some((each) =>
    evaluation.evaluate(each, context).some((value) => {
      // `this.http(this.url)`: both come from the same caller.
      if (value.kind === 'unknown') return value.opens === scope;
      return value.kind === 'text' && ADDRESS.test(charactersOf(value.pieces));
    }),
  );
}

function mayRequest(call: ts.CallExpression, evaluation: Evaluation): boolean {
  const name = calleeName(call.expression);
  const isNamed = tsc.isIdentifier(call.expression) || (name !== null && evaluation.requestMembers.has(name));
  return isNamed && call.arguments.length > 0;
}

/** Names of the options a request is made with; null if it is given options that are not in sight. */
export function optionNames(request: Request, evaluation: Evaluation): readonly string[] | null {
  const place = request.form.options ?? 0;
  const given = spreadOut(request.site.arguments, evaluation);
  const argument = given[place];
  if (!argument || tsc.isFunctionLike(argument.node)) return [];
  const nodes = given.map(({ node }) => node);
  if (mayBeCallback(request.client, place, nodes)) return [];
  const { optionsReturnedBy: member } = request.form;
  const values =
    member === undefined
      ? evaluation.evaluate(argument.node, argument.context)
      : valuesAt({ argument: place, member, returned: {} }, request.site, evaluation);
  if (!values.length) return null;
  const isSeen = values.every((value) => value.kind === 'object' || value.kind === 'text' || value.kind === 'nothing');
  return isSeen ? values.flatMap(memberNames) : null;
}

/** Where the code hands the URL to a request; null where it is in none of the places that the client looks at first. */
export function urlExpression({ form, site }: Request): ts.Expression | null {
  for (const { argument, member } of form.url) {
    const given = typeof argument === 'number' ? site.arguments[argument]?.node : undefined;
    if (given && member === undefined && !tsc.isObjectLiteralExpression(given)) return given;
    const property = given && tsc.isObjectLiteralExpression(given) ? propertyOf(given, member) : null;
    if (property) return property;
  }
  return null;
}

function propertyOf({ properties }: ts.ObjectLiteralExpression, name: string | undefined): ts.Expression | null {
  const found = properties.find((each) => tsc.isPropertyAssignment(each) && each.name.getText() === name);
  return found && tsc.isPropertyAssignment(found) ? found.initializer : null;
}

/**
 * The function handed to a request call that will be handed the answer.
 *
 * @returns null if the call is handed none
 */
export function callbackOf(
  form: FoundCallback | CallbackForm,
  { call, context }: Pick<Asked, 'call' | 'context'>,
  evaluation: Evaluation,
): ts.Expression | null {
  if ('node' in form && form.node) return form.node;
  if (!tsc.isCallExpression(call)) return null;
  const { argument } = form;
  if (argument !== 'last') return call.arguments[argument] ?? null;
  // A name that comes first is that of the URL or of the options.
  const last = call.arguments.findLast(
    (each, index) => tsc.isFunctionLike(each) || (index > 0 && mayBeFunction(each, context, evaluation)),
  );
  return last ?? null;
}

/** Whether a name is that of options: `{ headers: {} }`. */
function isPlainObject(node: ts.Expression, context: Context, evaluation: Evaluation): boolean {
  const values = evaluation.evaluate(node, context);
  return values.length > 0 && values.every(({ kind }) => kind === 'object' || kind === 'text');
}

/** A name, a wrapper around a function, or whatever else can be one: `onReply.bind(this)`, `done ? finish : null`. */
function mayBeFunction(node: ts.Expression, context: Context, evaluation: Evaluation): boolean {
  const isNamed = tsc.isIdentifier(node) || tsc.isPropertyAccessExpression(node);
  if (isNamed) return !isPlainObject(node, context, evaluation);
  if (tsc.isCallExpression(node) && node.arguments.some((each) => tsc.isFunctionLike(each))) return true;
  return evaluation.evaluate(node, context).some(({ kind }) => kind === 'function');
}
