import type { ts } from 'ts-morph';
import { chainedCalls } from '../syntax/chains.js';
import { tsc } from '../syntax/compiler.js';
import { optionNames, type Request } from './requests.js';
import type { Evaluation } from '../values/evaluation.js';
import { memberNames } from '../values/objects.js';
import { siteAt } from '../values/call-sites.js';
import { charactersOf, type Context, type Value, type Values } from '../values/value.js';
import { valuesAt } from './places.js';

type Names = readonly string[] | null;

/**
 * Names of the query parameters that a request adds to those in its URL: `{ params: { limit: 10 } }`.
 *
 * @returns each name once; null if some of them are not in sight
 */
export function parameterNames(request: Request, evaluation: Evaluation): Names {
  const own = queryOptions(request, evaluation);
  if (own === null) return null;
  const queries = [...own, ...defaultQueries(request, evaluation), ...chainedQueries(request, evaluation)];
  const found = queries.map((values) => namesIn(values, evaluation));
  return found.includes(null) ? null : [...new Set(found.filter((each) => each !== null).flat())];
}

/** The texts of those of these parameters whose values are known, by name. */
export function parameterTexts(request: Request, evaluation: Evaluation): Readonly<Record<string, string>> {
  const holders = [
    ...defaultQueries(request, evaluation),
    ...(queryOptions(request, evaluation) ?? []),
    ...chainedQueries(request, evaluation),
  ].flat();
  const texts = holders.flatMap((holder) =>
    memberNames(holder).flatMap((name): readonly (readonly [string, string])[] => {
      const [only, ...others] = evaluation.member(holder, name);
      return only?.kind === 'text' && !others.length ? [[name, charactersOf(only.pieces)]] : [];
    }),
  );
  return Object.fromEntries(texts);
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
    .map((member) => valuesAt({ argument: form.options ?? 0, member }, site, evaluation));
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

function namesIn(values: Values, evaluation: Evaluation): Names {
  const found = values.map((value) => namesOfValue(value, evaluation));
  return values.length && found.every((each) => each !== null) ? found.flat() : null;
}

function namesOfValue(value: Value, evaluation: Evaluation): Names {
  switch (value.kind) {
    case 'nothing':
      return [];
    case 'text':
      return namesInQuery(charactersOf(value.pieces));
    case 'merge':
      return namesIn(value.parts, evaluation);
    case 'object':
      return tsc.isObjectLiteralExpression(value.node) ? namesInLiteral(value.node, value.context, evaluation) : null;
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
  return names.some((name) => name.includes('{')) ? null : names;
}

function namesInLiteral(node: ts.ObjectLiteralExpression, context: Context, evaluation: Evaluation): Names {
  const spread = node.properties
    .filter((property) => tsc.isSpreadAssignment(property))
    .map(({ expression }) => namesIn(evaluation.evaluate(expression, context), evaluation));
  const isComputed = node.properties.some(({ name }) => name !== undefined && tsc.isComputedPropertyName(name));
  if (isComputed || spread.includes(null)) return null;
  return [...memberNames({ kind: 'object', node, context }), ...spread.filter((each) => each !== null).flat()];
}
