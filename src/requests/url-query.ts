import type { ts } from 'ts-morph';
import type { Client } from '../clients/client.js';
import { tsc } from '../syntax/compiler.js';
import { isWritten } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';
import { assignedLater, fillsFirst, namedUses } from '../values/filled-objects.js';
import { spreadOut } from '../values/spreading.js';
import { EMPTY_CONTEXT, type Placed, type Value, type ValueOf, type Values } from '../values/value.js';
import { clientsIn, type Made } from './match.js';
import { namesIn, queryArguments } from './parameters.js';
import { mayBeCallback } from './places.js';
import type { Request } from './requests.js';

/** What becomes of a query that is written into the URL of a request. */
type Fate = 'sent' | 'lost' | 'unseen';

/** From the best to the worst: of several things that may hold another query, the worst counts. */
const FATES: readonly Fate[] = ['sent', 'unseen', 'lost'];

/**
 * What becomes of a query that is written into the URL of a request: it is sent; or the client is given another one, in
 * whatever way, and sends that in its place; or it is given what is not in sight, which may hold one.
 */
export function fateOfUrlQuery(request: Request, evaluation: Evaluation): Fate {
  const { client } = request;
  if (client.urlQuery === 'kept') return 'sent';
  return worst([
    ...queryArguments(request, evaluation).map(fateBesideQuery),
    ...optionArguments(request, evaluation).map(({ node, context }) =>
      fateBeside(evaluation.evaluate(node, context), client, evaluation),
    ),
    ...request.made.map((made) => fateBesideDefaults(made, client, evaluation)),
    isSetOnClient(client, evaluation) ? 'lost' : 'sent',
  ]);
}

function worst(fates: readonly Fate[]): Fate {
  return FATES[Math.max(0, ...fates.map((fate) => FATES.indexOf(fate)))] ?? 'lost';
}

function fateBesideQuery(values: Values): Fate {
  return worst(values.map(({ kind }) => (kind === 'nothing' ? 'sent' : kind === 'unknown' ? 'unseen' : 'lost')));
}

/** The arguments of a call that may hold options; a client that nobody knows may have them in any object. */
function optionArguments(request: Request, evaluation: Evaluation): readonly Placed[] {
  const { client, form, site } = request;
  const given = spreadOut(site.arguments, evaluation);
  const nodes = given.map(({ node }) => node);
  const isOptions = (index: number): boolean =>
    index === (form.options ?? 0) ||
    form.url.some(({ argument, member }) => argument === index && member !== undefined) ||
    (client.urlQuery === 'unknown' && isObject(given[index], evaluation));
  return given.filter(
    ({ node }, index) => isOptions(index) && !tsc.isFunctionLike(node) && !mayBeCallback(client, index, nodes),
  );
}

function isObject(placed: Placed | undefined, evaluation: Evaluation): boolean {
  return placed !== undefined && evaluation.evaluate(placed.node, placed.context).some(({ kind }) => kind === 'object');
}

/** What an instance was made with: options, and other instances. */
function fateBesideDefaults({ form, site }: Made, client: Client, evaluation: Evaluation): Fate {
  const places = new Set(form.base.flatMap(({ argument, member }) => (member === undefined ? [] : [argument])));
  const given = spreadOut(site.arguments, evaluation).filter((_, index) => places.has('any') || places.has(index));
  return worst(
    given.map(({ node, context }) => {
      const values = evaluation.evaluate(node, context);
      const instances = clientsIn(values, evaluation);
      if (!instances.length) return fateBeside(values, client, evaluation);
      return worst(instances.flatMap(({ made }) => made.map((each) => fateBesideDefaults(each, client, evaluation))));
    }),
  );
}

/** What becomes of the query beside what may be options. */
function fateBeside(values: Values, client: Client, evaluation: Evaluation): Fate {
  return worst(values.map((value) => fateBesideValue(value, client, evaluation)));
}

function fateBesideValue(value: Value, client: Client, evaluation: Evaluation): Fate {
  // A text is the URL; it may be all that stands where others have their options.
  if (value.kind === 'text' || value.kind === 'nothing') return 'sent';
  const names = namesIn([value], evaluation);
  const objects = value.kind === 'merge' ? value.parts : [value];
  const isSet = (name: string): boolean =>
    names?.includes(name) === true ||
    objects.some((each) => each.kind === 'object' && assignedLater(each, name, evaluation).length > 0);
  if (client.queryOptions.some(isSet)) return 'lost';
  const isOpen = names === null || objects.some((each) => each.kind === 'object' && mayGainMembers(each, evaluation));
  return isOpen ? 'unseen' : 'sent';
}

/** Whether code gives an object members that are not in sight: `options[name] = value`, `Object.assign(options, more)`. */
function mayGainMembers({ node }: ValueOf<'object'>, evaluation: Evaluation): boolean {
  if (!tsc.isObjectLiteralExpression(node)) return true;
  return namedUses(node, evaluation).some((use) => isWrittenByKey(use) || isFilledUnseen(use, evaluation));
}

function isWrittenByKey(use: ts.Identifier): boolean {
  const { parent } = use;
  const isByKey = tsc.isElementAccessExpression(parent) && parent.expression === use;
  return isByKey && !tsc.isStringLiteralLike(parent.argumentExpression) && isWritten(parent);
}

function isFilledUnseen(use: ts.Identifier, evaluation: Evaluation): boolean {
  const call = use.parent;
  if (!tsc.isCallExpression(call) || call.arguments[0] !== use || !fillsFirst(call, evaluation)) return false;
  const others = call.arguments.slice(1);
  return others.some((each) => namesIn(evaluation.evaluate(each, EMPTY_CONTEXT), evaluation) === null);
}

/** `got.defaults.options.searchParams = …`, for all that the client sends. */
function isSetOnClient({ queryOptions, modules }: Client, evaluation: Evaluation): boolean {
  return queryOptions
    .flatMap((name) => evaluation.index.assignmentsTo(name))
    .flatMap(({ target }) => evaluation.evaluate(target.expression, EMPTY_CONTEXT))
    .some((holder) => holder.kind === 'external' && 'module' in holder.root && modules.includes(holder.root.module));
}
