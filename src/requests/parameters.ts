import type { ts } from 'ts-morph';
import type { Place, RequestForm } from '../clients/client.js';
import { chainedCalls } from '../syntax/chains.js';
import { tsc } from '../syntax/compiler.js';
import { optionNames, type Request } from './requests.js';
import type { Evaluation } from '../values/evaluation.js';
import { assignedLater } from '../values/filled-objects.js';
import { memberNames } from '../values/objects.js';
import { spreadOut } from '../values/spreading.js';
import { siteAt } from '../values/call-sites.js';
import { charactersOf, knownText, type Context, type Value, type ValueOf, type Values } from '../values/value.js';
import { valuesAt } from './places.js';

type Names = readonly string[] | null;
type Texts = readonly (string | null)[];

/** The objects that are looked into: a page after the first spreads one into itself, `params = { ...params, page }`. */
type Within = readonly ts.Node[];

/** What a parameter is that nobody sees. */
const UNKNOWN: Texts = [null];

/**
 * Names of the query parameters that a request adds to those in its URL: `{ params: { limit: 10 } }`.
 *
 * @returns each name once; null if some of them are not in sight
 */
export function parameterNames(request: Request, evaluation: Evaluation): Names {
  const own = queryOptions(request, evaluation);
  if (own === null) return null;
  const queries = [
    ...own,
    ...queryArguments(request, evaluation),
    ...defaultQueries(request, evaluation),
    ...chainedQueries(request, evaluation),
  ];
  const found = queries.map((values) => namesIn(values, evaluation));
  return found.includes(null) ? null : [...new Set(found.filter((each) => each !== null).flat())];
}

/** What one of these parameters can be; null among it where some is not known, and where it may not be sent. */
export function parameterTexts(name: string, request: Request, evaluation: Evaluation): Texts {
  const queries = [
    ...defaultQueries(request, evaluation),
    ...(queryOptions(request, evaluation) ?? []),
    ...queryArguments(request, evaluation),
    ...chainedQueries(request, evaluation),
  ];
  return textsOf(queries, UNKNOWN, { name, evaluation, within: [] });
}

/** The values of the options under which the client takes a query; null if some options are not in sight. */
function queryOptions(request: Request, evaluation: Evaluation): readonly Values[] | null {
  const { client, form, call, context } = request;
  if (!client.queryOptions.length) return [];
  const options = optionNames(request, evaluation);
  if (options === null) return null;
  const site = siteAt(call, context);
  return client.queryOptions
    .filter((member) => options.includes(member))
    .map((member) => valuesAt(optionAt(form, member), site, evaluation));
}

/** Where an option of a request is. */
function optionAt({ options: argument = 0, optionsReturnedBy }: RequestForm, member: string): Place {
  return optionsReturnedBy === undefined
    ? { argument, member }
    : { argument, member: optionsReturnedBy, returned: { member } };
}

/** `needle('get', url, { limit: 10 }, options)`: an argument of its own, which is a body for other methods. */
export function queryArguments({ form, site, method }: Request, evaluation: Evaluation): readonly Values[] {
  const { query } = form;
  if (!query || (method !== null && method !== 'GET' && method !== 'HEAD')) return [];
  const given = spreadOut(site.arguments, evaluation);
  const argument = given.length < query.least ? undefined : given[query.argument];
  return argument ? [evaluation.evaluate(argument.node, argument.context)] : [];
}

/** `axios.create({ params: { limit: 10 } })`: what the instance sends with each request, as options beside its base. */
function defaultQueries({ client, made }: Request, evaluation: Evaluation): readonly Values[] {
  return made
    .flatMap(({ form, site }) => {
      const holders = new Set(form.base.flatMap(({ argument, member }) => (member === undefined ? [] : [argument])));
      return [...holders].flatMap((argument) =>
        client.queryOptions.map((member) => valuesAt({ argument, member }, site, evaluation)),
      );
    })
    .filter((values) => values.length > 0);
}

/** `get(url).query({ limit: 10 })`, at any distance behind the call. */
function chainedQueries({ client, call, context }: Request, evaluation: Evaluation): readonly Values[] {
  return chainedCalls(call)
    .filter(({ method }) => client.queryMethods.includes(method))
    .flatMap((link) => link.call.arguments.slice(0, 1))
    .map((query) => evaluation.evaluate(query, context));
}

/** The names of the members that some objects have, or of the parameters in some queries; null if some are not in sight. */
export function namesIn(values: Values, evaluation: Evaluation, within: Within = []): Names {
  const found = values.map((value) => namesOfValue(value, evaluation, within));
  return values.length && found.every((each) => each !== null) ? found.flat() : null;
}

function namesOfValue(value: Value, evaluation: Evaluation, within: Within): Names {
  switch (value.kind) {
    case 'nothing':
      return [];
    case 'text':
      return namesInQuery(charactersOf(value.pieces));
    case 'merge':
      return namesIn(value.parts, evaluation, within);
    case 'object':
      return namesInObject(value, evaluation, within);
    default:
      return null;
  }
}

/** `where=…&limit=10`; a name that is not known may be any. */
function namesInQuery(query: string): Names {
  const names = query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => part.split('=')[0] ?? '');
  return names.some(hasHole) ? null : names;
}

function namesInObject(value: ValueOf<'object'>, evaluation: Evaluation, within: Within): Names {
  const { node } = value;
  if (!tsc.isObjectLiteralExpression(node)) return null;
  if (within.includes(node)) return [];
  const spread = spreadInto(node, value.context, evaluation).map((each) =>
    namesIn(each, evaluation, [...within, node]),
  );
  const isComputed = node.properties.some(({ name }) => name !== undefined && tsc.isComputedPropertyName(name));
  if (isComputed || spread.includes(null)) return null;
  return [...memberNames(value), ...spread.filter((each) => each !== null).flat()];
}

/** A parameter that is looked for, and where. */
interface Search {
  readonly name: string;
  readonly evaluation: Evaluation;
  readonly within: Within;
}

/**
 * What a parameter can be where the last of several queries that has it decides.
 *
 * @param queries what each can be
 * @param before what the parameter is where none of them has it
 */
function textsOf(queries: readonly Values[], before: Texts, search: Search): Texts {
  return queries.reduce(
    (earlier, query) => [...new Set(query.flatMap((value) => textsIn(value, earlier, search)))],
    before,
  );
}

function textsIn(value: Value, before: Texts, search: Search): Texts {
  switch (value.kind) {
    case 'nothing':
      return before;
    case 'text': {
      const texts = new URLSearchParams(charactersOf(value.pieces)).getAll(search.name);
      return texts.length ? texts.map((text) => (hasHole(text) ? null : text)) : before;
    }
    case 'merge': {
      const parts = value.parts.map((part) => [part]);
      return textsOf(parts, before, search);
    }
    case 'object':
      return textsInObject(value, before, search);
    default:
      return UNKNOWN;
  }
}

function textsInObject(value: ValueOf<'object'>, before: Texts, search: Search): Texts {
  const { name, evaluation, within } = search;
  const { node, context } = value;
  // The other values say what it is.
  if (within.includes(node)) return [];
  if (memberNames(value).includes(name)) return evaluation.member(value, name).map(knownText);
  // What is assigned later may not be: `if (admins) params.role = 'staff'`.
  const assigned = assignedLater(value, name, evaluation).map(knownText);
  if (assigned.length || !tsc.isObjectLiteralExpression(node)) return [...assigned, null];
  return textsOf(spreadInto(node, context, evaluation), before, { ...search, within: [...within, node] });
}

/** What each spread of an object can be, in their order. */
function spreadInto(
  { properties }: ts.ObjectLiteralExpression,
  context: Context,
  evaluation: Evaluation,
): readonly Values[] {
  return properties
    .filter((property) => tsc.isSpreadAssignment(property))
    .map(({ expression }) => evaluation.evaluate(expression, context));
}

/** Whether something stands in a text that only run time knows. */
function hasHole(text: string): boolean {
  return text.includes('{');
}
