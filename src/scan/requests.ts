import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { CLIENTS } from './clients/index.js';
import type { CallbackForm, Client, InstanceForm, Join, OptionParts, Place, RequestForm } from './clients/client.js';
import { spanOf } from './program.js';
import { calleeName } from './syntax-index.js';
import { hostOf } from './url.js';
import { resolvePieces } from './values/builtins.js';
import type { Callers } from './values/callers.js';
import { siteAt } from './values/calls.js';
import type { Evaluation } from './values/evaluation.js';
import { shortName } from './values/literals.js';
import { memberNames, spreadOut } from './values/objects.js';
import {
  charactersOf,
  concatenate,
  impliedText,
  knownText,
  slicePieces,
  toPieces,
  type CallSite,
  type Context,
  type Piece,
  type Scope,
  type Value,
  type Values,
} from './values/value.js';

/** A call that sends a request, seen in one context. */
export interface Request {
  readonly client: Client;
  readonly form: RequestForm;
  readonly call: ts.CallExpression;
  readonly context: Context;
  readonly method: string | null;
  /** What the URL can be. */
  readonly urls: readonly (readonly Piece[])[];
}

/** A client as a value: which one, and the calls that made this instance of it. */
interface Matched {
  readonly client: Client;
  readonly form: RequestForm;
  readonly bases: readonly { readonly instance: InstanceForm; readonly site: CallSite }[];
}

/**
 * The requests that a call sends, one for each way its parameters can be filled.
 *
 * @param call any call
 * @param hosts hosts worth following a parameter for
 * @returns an empty list if the call sends none
 */
export function requestsOf(
  call: ts.CallExpression,
  hosts: readonly string[],
  evaluation: Evaluation,
  callers: Callers,
): readonly Request[] {
  const contexts = callers.contexts((context) => openScope(call, context, hosts, evaluation));
  return contexts.flatMap((context) => requestsIn(call, context, evaluation));
}

function requestsIn(call: ts.CallExpression, context: Context, evaluation: Evaluation): readonly Request[] {
  const site = siteAt(call, context);
  return matches(evaluation.evaluate(call.expression, context)).flatMap((match) => {
    const urls = urlsOf(match, site, evaluation);
    if (!urls.length) return [];
    return [{ client: match.client, form: match.form, call, context, method: methodOf(match, site, evaluation), urls }];
  });
}

/** The scope whose callers must be known before anything can be said of this call; null if enough is known. */
function openScope(
  call: ts.CallExpression,
  context: Context,
  hosts: readonly string[],
  evaluation: Evaluation,
): Scope | null {
  const callees = evaluation.evaluate(call.expression, context);
  const found = matches(callees);
  if (!found.length) return openCallee(call, callees);
  for (const match of found) {
    for (const pieces of urlsOf(match, siteAt(call, context), evaluation)) {
      const hole = holeWorthFilling(pieces, hosts);
      if (hole?.opens) return hole.opens;
    }
  }
  return null;
}

/** A callee that is a parameter, or a member of one, may be a client. */
function openCallee(call: ts.CallExpression, callees: Values): Scope | null {
  const name = calleeName(call.expression);
  const mayRequest = tsc.isIdentifier(call.expression) || (name !== null && requestMembers().has(name));
  if (!mayRequest || !call.arguments.length) return null;
  return callees.find((value) => value.kind === 'unknown')?.opens ?? null;
}

function requestMembers(): ReadonlySet<string> {
  return REQUEST_MEMBERS;
}

const REQUEST_MEMBERS: ReadonlySet<string> = new Set(
  CLIENTS.flatMap((client) => client.requests.flatMap((form) => form.members.slice(-1))),
);

/**
 * The first hole that decides which endpoint a URL names.
 *
 * Ids need no filling: they stand behind the first segment, and their callers would only multiply the work.
 */
function holeWorthFilling(pieces: readonly Piece[], hosts: readonly string[]): Piece | null {
  let before = '';
  for (const piece of pieces) {
    const host = hostOf(before + piece.text);
    if (before.includes('?')) return null;
    if (piece.hole && piece.opens && !isIdPlace(before)) return piece;
    before += piece.text;
    if (host && !host.includes('{') && before.length > before.indexOf(host) + host.length && !hosts.includes(host))
      return null;
  }
  return null;
}

/** Whether what comes next is the segment behind a collection: `/v1.1/students/`. */
function isIdPlace(before: string): boolean {
  const path = /^(?:https?:)?\/\/[^/]+(\/.*)$/i.exec(before)?.[1];
  if (!path) return false;
  return /^\/[^/{]+\/[^/]*$/.test(path.replace(/^\/v\d+(\.\d+)?(?=\/)/, ''));
}

function matches(callees: Values): readonly Matched[] {
  return callees.flatMap((callee) =>
    callee.kind === 'external' ? CLIENTS.flatMap((client) => matchClient(client, callee) ?? []) : [],
  );
}

/** Reads the steps from the client's root: instances first, then the members of a request. */
function matchClient(client: Client, value: Value & { kind: 'external' }): Matched | null {
  const isRoot =
    'module' in value.root ? client.modules.includes(value.root.module) : client.globals.includes(value.root.global);
  if (!isRoot) return null;
  const bases: { instance: InstanceForm; site: CallSite }[] = [];
  let steps = value.steps.filter((step) => step.kind !== 'member' || step.name !== 'default');
  for (;;) {
    const made = client.instances
      .map((instance) => ({ instance, call: steps[instance.members.length] }))
      .find(({ instance, call }) => {
        return call?.kind === 'call' && startsWith(steps, instance.members);
      });
    if (made?.call?.kind !== 'call') break;
    bases.push({ instance: made.instance, site: made.call.site });
    steps = steps.slice(made.instance.members.length + 1);
  }
  const form = client.requests.find(({ members }) => members.length === steps.length && startsWith(steps, members));
  return form ? { client, form, bases } : null;
}

function startsWith(
  steps: readonly { readonly kind: string; readonly name?: string }[],
  members: readonly string[],
): boolean {
  return members.every((name, index) => steps[index]?.kind === 'member' && steps[index].name === name);
}

function urlsOf(match: Matched, site: CallSite, evaluation: Evaluation): readonly (readonly Piece[])[] {
  const paths = pathsOf(match.form, site, evaluation);
  const bases = basesOf(match, site, evaluation);
  if (!bases.length) return paths;
  return paths.flatMap((path) => bases.map((base) => join(match.client.join, base, path)));
}

function pathsOf(form: RequestForm, site: CallSite, evaluation: Evaluation): readonly (readonly Piece[])[] {
  for (const place of form.url) {
    const texts = textsAt(place, site, evaluation);
    if (texts.length) return texts;
  }
  return form.parts ? fromParts(form.parts, site, evaluation) : [];
}

function basesOf(match: Matched, site: CallSite, evaluation: Evaluation): readonly (readonly Piece[])[] {
  const { form, client } = match;
  const ownOptions = [...new Set([form.options, 0])].filter((argument) => argument !== undefined);
  const own = ownOptions.flatMap((argument) => client.baseOptions.map((member) => ({ argument, member })));
  const inherited = [...match.bases]
    .reverse()
    .flatMap(({ instance, site: made }) => instance.base.map((place) => ({ place, made })));
  for (const { place, made } of [...own.map((place) => ({ place, made: site })), ...inherited]) {
    const values = valuesAt(place, made, evaluation).filter(
      (value) => value.kind === 'text' || value.kind === 'unknown',
    );
    // An option bag that is not known may hold a base, but claims none.
    const claimed = made === site ? values.filter((value) => value.kind === 'text') : values;
    if (claimed.length)
      return claimed.map((value) => toPieces(value, place.member ?? 'base', spanOf(made.node as ts.Node)));
  }
  return [];
}

function methodOf(match: Matched, site: CallSite, evaluation: Evaluation): string | null {
  if (match.form.method) return match.form.method;
  const places = [...new Set([match.form.options ?? 0, 0])].flatMap((argument) =>
    match.client.methodOptions.map((member) => ({ argument, member })),
  );
  const values = places
    .flatMap((place) => valuesAt(place, site, evaluation))
    .filter((value) => value.kind !== 'nothing');
  const [method] = values.filter((value) => value.kind === 'text');
  if (method) return knownText(method)?.toUpperCase() ?? null;
  return values.length ? null : 'GET';
}

function textsAt(place: Place, site: CallSite, evaluation: Evaluation): readonly (readonly Piece[])[] {
  const argument = spreadOut(site.arguments, evaluation)[place.argument];
  if (!argument) return [];
  return valuesAt(place, site, evaluation)
    .filter((value) => value.kind === 'text' || value.kind === 'unknown')
    .map((value) => toPieces(value, shortName(argument.node), spanOf(argument.node)));
}

function valuesAt(place: Place, site: CallSite, evaluation: Evaluation): Values {
  const argument = spreadOut(site.arguments, evaluation)[place.argument];
  if (!argument || tsc.isFunctionLike(argument.node)) return [];
  const values = evaluation.evaluate(argument.node, argument.context);
  const { member } = place;
  if (member === undefined) return values;
  return values.flatMap((value): Values => {
    if (value.kind === 'unknown') return [{ ...value, name: member }];
    return evaluation.member(value, member);
  });
}

/** `{ hostname, path }` as one URL. */
function fromParts(parts: OptionParts, site: CallSite, evaluation: Evaluation): readonly (readonly Piece[])[] {
  const first = (members: readonly string[]) => {
    for (const member of members) {
      const texts = textsAt({ argument: parts.argument, member }, site, evaluation);
      if (texts.length) return texts;
    }
    return [];
  };
  const hosts = first(parts.host);
  const paths = first(parts.path);
  if (!hosts.length) return [];
  const protocols = first(parts.protocol).map((protocol) => [...protocol, ...impliedText('//').pieces]);
  const scheme = protocols.length ? protocols : [impliedText('https://').pieces];
  return concatenate([scheme, hosts, paths.length ? paths : [impliedText('/').pieces]]).map(({ pieces }) => pieces);
}

function join(how: Join, base: readonly Piece[], path: readonly Piece[]): readonly Piece[] {
  const text = charactersOf(path);
  if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(text)) return path;
  if (how === 'append') return [...base, ...path];
  if (how === 'resolve') return resolvePieces(base, path);
  if (!text) return base;
  return withOneSlash(base, path);
}

/** Base and path with exactly one slash between them; the path's own slash is kept, because edits are made there. */
function withOneSlash(base: readonly Piece[], path: readonly Piece[]): readonly Piece[] {
  const front = charactersOf(base).replace(/\/+$/, '').length;
  const text = charactersOf(path);
  if (!text.startsWith('/')) return [...slicePieces(base, 0, front), ...impliedText('/').pieces, ...path];
  const extra = text.length - text.replace(/^\/+/, '').length - 1;
  return [...slicePieces(base, 0, front), ...slicePieces(path, extra, text.length)];
}

/** Names of the options a request is made with; null if it is given options that are not in sight. */
export function optionNames(request: Request, evaluation: Evaluation): readonly string[] | null {
  const argument = request.call.arguments[request.form.options ?? 0];
  if (!argument || tsc.isFunctionLike(argument)) return [];
  const values = evaluation.evaluate(argument, request.context);
  const isSeen = values.every((value) => value.kind === 'object' || value.kind === 'text' || value.kind === 'nothing');
  return isSeen ? values.flatMap(memberNames) : null;
}

/** Functions handed to a request call that will be handed the answer. */
export function callbackOf(form: CallbackForm, call: ts.CallExpression): ts.Expression | null {
  const { argument } = form;
  if (argument !== 'last') return call.arguments[argument] ?? null;
  return (
    [...call.arguments]
      .reverse()
      .find((each) => tsc.isFunctionLike(each) || tsc.isIdentifier(each) || tsc.isPropertyAccessExpression(each)) ??
    null
  );
}
