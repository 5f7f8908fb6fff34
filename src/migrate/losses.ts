import type { CleverApi, LostParameter, Mapping } from '../clever-api/index.js';
import type { AnswerRead } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import { belowRecord, findMovedField } from './records.js';

/** The parameters that a request sends, by their names; null if some are not in sight. */
export function parametersOf({ url, parameters }: EndpointUsage): readonly string[] | null {
  const names = [...new URLSearchParams(url.query).keys()];
  if (parameters === null || names.some((name) => name.includes('{'))) return null;
  return [...new Set([...names, ...parameters])];
}

/** The parameters that a request sends and its target does not take, as far as they are in sight. */
export function lostParameters(usage: EndpointUsage, mapping: Mapping, api: CleverApi): readonly LostParameter[] {
  const inUrl = [...new URLSearchParams(usage.url.query).keys()];
  const names = new Set([...inUrl, ...(usage.parameters ?? [])]);
  return [...names].flatMap((name) => api.lostParameter(mapping, name) ?? unknownParameter(mapping, name, api) ?? []);
}

/** A parameter that Clever's files for the target do not list, as a lost one; those of one record do not matter. */
function unknownParameter({ method, target, now }: Mapping, name: string, api: CleverApi): LostParameter | null {
  const path = target?.replace(`/${api.target}`, '').replace(/\?.*$/, '');
  const endpoint = path === undefined || now !== 'list' ? null : api.endpoint(api.target, method, path);
  return endpoint && !endpoint.params.includes(name) ? { name, instead: null } : null;
}

/** Whether none of the parameters that v3 dropped can be sent. */
export function sendsNothingLost(usage: EndpointUsage, mapping: Mapping, api: CleverApi): boolean {
  if (lostParameters(usage, mapping, api).length) return false;
  // A single record takes none that matter, and options that are not in sight hold headers first of all.
  return parametersOf(usage) !== null || (mapping.was === 'single' && !usage.url.query.includes('{'));
}

/** A part of an answer that is read and that v3 does not have, and what to do without it. */
export interface LostRead {
  readonly name: string;
  readonly instead: string;
}

/** What a program reads of the envelope around the records although v3 has it no more: `paging`, `count`. */
export function lostReads({ answer, url }: EndpointUsage, api: CleverApi): readonly LostRead[] {
  // What a type declares, nobody may read.
  const reads = (answer?.reads ?? []).filter(({ declaration }) => declaration === null);
  const parts = reads.flatMap(({ path }) => api.lostPart(url.version, path) ?? []);
  return [...new Set(parts)].map(({ path, instead }) => ({ name: path.at(-1) ?? '', instead }));
}

/** The first read of a field of a record that the same path of v3 does not answer. */
export function firstLostField(
  { answer, url }: EndpointUsage,
  mapping: Mapping,
  api: CleverApi,
): AnswerRead | undefined {
  const shape = api.resourceOf(url.version, url.path);
  if (!answer || !shape) return undefined;
  return answer.reads.find(({ path }) => {
    const below = belowRecord(path, shape.list, shape.unwrapped);
    return findMovedField(url, path, api) !== null || mapping.fieldsLost.includes(below?.join('.') ?? '');
  });
}

/** Whether the program reads, off records that keep their place, ids of users that are new on v3. */
export function readsNewIds({ answer, url }: EndpointUsage, api: CleverApi): boolean {
  const shape = api.resourceOf(url.version, url.path);
  const members = shape ? (api.resource(shape.resource)?.userIdsAt ?? []) : [];
  if (!answer || !shape || !members.length) return false;
  const reads = answer.reads.map(({ path }) => belowRecord(path, shape.list, shape.unwrapped)?.[0]);
  return reads.some((name) => name !== undefined && members.includes(name));
}
