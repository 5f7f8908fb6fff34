import { findEndpoint } from '../clever-api/lookup/calls.js';
import { parameters } from '../clever-api/parameters.js';
import type { Endpoint, ParameterRow, Version } from '../clever-api/types.js';
import { notPlayed, Refusal } from './refusal.js';

/** A request for data, below a version. */
export interface Call {
  readonly version: Version;
  readonly endpoint: Endpoint;
  /** Below the version, as it was asked for: `/students/58da8c63d7dc0ca068000011`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** How many records a page holds where the request does not say. */
const usualLimit = 100;
/** Clever refuses more with 413. */
const greatestLimit = 10_000;

const parameterRows: readonly ParameterRow[] = parameters;
/** What old versions took and nobody needs for a test; silence about it would be a wrong answer. */
const notPlayedParameters = ['include', 'show_links', 'page', 'sort', 'distinct', 'created_since'];

/**
 * Finds the endpoint that a request is for, and refuses what the endpoint does not take.
 *
 * @param method in upper case
 * @param path below the version
 * @throws Refusal for a path that the version never had, a parameter that it does not know, or a value that it has not
 */
export function readCall(version: Version, method: string, path: string, query: URLSearchParams): Call {
  const endpoint = findEndpoint(version, method, path);
  if (endpoint === null) throw noSuchPath(version, method, path);
  for (const [name, value] of query) checkParameter(version, endpoint, name, value);
  return { version, endpoint, path, query };
}

/** Clever may answer a page for people where there is nothing. */
function noSuchPath(version: Version, method: string, path: string): Refusal {
  if (method !== 'GET' && findEndpoint(version, 'GET', path)) {
    return new Refusal(405, `${method} is not allowed on /${version}${path}.`);
  }
  return new Refusal(404, `Clever has no ${method} /${version}${path}.`, 'page');
}

function checkParameter(version: Version, endpoint: Endpoint, name: string, value: string): void {
  if (!endpoint.params.includes(name)) {
    const isKnown = parameterRows.some(
      (row) => row.name === name && row.versions.includes(version) && (row.on ?? endpoint.path) === endpoint.path,
    );
    // v1 counted every list; since v2.1 only those count whose Swagger file says so.
    if (!isKnown || (name === 'count' && !version.startsWith('v1'))) {
      throw new Refusal(400, `${endpoint.path} of ${version} does not take the parameter '${name}'.`);
    }
  }
  if (notPlayedParameters.includes(name)) throw notPlayed(`the parameter '${name}'`);
  const values = endpoint.values?.[name];
  if (values && !values.includes(value)) {
    throw new Refusal(400, `'${name}' of ${endpoint.path} can be ${values.join(', ')}, not '${value}'.`);
  }
}

/**
 * The number of records that a request wants on a page.
 *
 * @throws Refusal for what is no number, and for more than Clever gives
 */
export function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? usualLimit);
  if (!Number.isInteger(limit) || limit < 1) throw new Refusal(400, 'limit must be a whole number above 0.');
  if (limit > greatestLimit) throw new Refusal(413, `limit must not be above ${greatestLimit}.`);
  return limit;
}
