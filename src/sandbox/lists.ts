import { limitOf, type Call } from './calls.js';
import { readPath, type Json } from './json.js';
import { notPlayed, Refusal } from './refusal.js';

/** The answer for one record. */
export function recordAnswer({ version, path }: Call, data: Json): Json {
  return { data, links: [{ rel: 'self', uri: `/${version}${path}` }] };
}

/**
 * The answer for a list: one page of it, with links to its neighbors, or its length where that is asked for.
 *
 * @param collection where each record has its own address: `students`
 * @param records all of them, as the version has them
 * @throws Refusal for a wrong limit, and for a filter that the sandbox does not know
 */
export function listAnswer(call: Call, collection: string, records: readonly Json[]): Json {
  const { version, endpoint, query } = call;
  const wanted = filtered(records, query.get('where'));
  const self = { rel: 'self', uri: uriOf(call, query) };
  if (query.get('count') === 'true') return { count: wanted.length, links: [self] };
  const limit = limitOf(query);
  const start = firstOf(wanted, query, limit);
  const page = wanted.slice(start, start + limit);
  const isV1 = version.startsWith('v1');
  const itemOf = (data: Json): Json => ({ data, uri: `/${version}/${collection}/${String(data['id'])}` });
  return {
    data: endpoint.unwrapped ? page : page.map(itemOf),
    ...(isV1 ? { paging: pagingOf(start, limit, wanted.length) } : {}),
    links: [self, ...neighbors(call, page, start, wanted.length)],
  };
}

/** Where the page starts that follows one record, or that ends before one; from the top for a record that is not there. */
function firstOf(records: readonly Json[], query: URLSearchParams, limit: number): number {
  const indexOf = (id: string): number => records.findIndex((record) => record['id'] === id);
  const after = query.get('starting_after');
  if (after !== null) return indexOf(after) + 1;
  const before = query.get('ending_before');
  if (before === null) return 0;
  const end = before === 'last' ? records.length : Math.max(indexOf(before), 0);
  return Math.max(end - limit, 0);
}

function neighbors(call: Call, page: readonly Json[], start: number, all: number): readonly Json[] {
  const link = (rel: string, name: string, record: Json | undefined): Json => {
    const query = new URLSearchParams(call.query);
    query.delete('starting_after');
    query.delete('ending_before');
    query.set(name, String(record?.['id']));
    return { rel, uri: uriOf(call, query) };
  };
  return [
    ...(start + page.length < all ? [link('next', 'starting_after', page.at(-1))] : []),
    ...(start > 0 && page.length > 0 ? [link('prev', 'ending_before', page[0])] : []),
  ];
}

function uriOf({ version, path }: Call, query: URLSearchParams): string {
  return `/${version}${path}${query.size > 0 ? `?${query.toString()}` : ''}`;
}

/** The numbers of pages that v1 put beside its lists. */
function pagingOf(start: number, limit: number, count: number): Json {
  return { current: Math.floor(start / limit) + 1, total: Math.max(Math.ceil(count / limit), 1), count };
}

/** `where` of v1: JSON in the style of MongoDB, of which the sandbox knows equality. */
function filtered(records: readonly Json[], where: string | null): readonly Json[] {
  if (where === null || where === '') return records;
  const conditions = Object.entries(parseWhere(where));
  const unknown = conditions.find(([name, value]) => name.startsWith('$') || typeof value === 'object');
  if (unknown) throw notPlayed(`'where' with more than equality: ${where}`);
  return records.filter((record) => conditions.every(([path, value]) => readPath(record, path) === value));
}

function parseWhere(where: string): Json {
  try {
    return JSON.parse(where) as Json;
  } catch (error) {
    throw new Refusal(400, `where is not JSON: ${(error as Error).message}`);
  }
}
