import type { CleverApi, LostParameter, LostPartRow, Mapping } from '../clever-api/index.js';
import type { AnswerRead } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import { belowRecord } from './below-record.js';
import { findMovedField } from './records.js';

/** The parameters that a request sends, by their names; null if some are not in sight. */
export function parametersOf({ url, parameters }: EndpointUsage): readonly string[] | null {
  const names = [...new URLSearchParams(url.query).keys()];
  if (parameters === null || names.some((name) => name.includes('{'))) return null;
  return [...new Set([...names, ...parameters])];
}

/** The parameters that a request sends and its target does not take, as far as they are in sight. */
export function lostParameters(usage: EndpointUsage, mapping: Mapping, api: CleverApi): readonly LostParameter[] {
  // A hole is no name: nobody sees what stands there.
  const inUrl = [...new URLSearchParams(usage.url.query).keys()].filter((name) => !name.includes('{'));
  const names = new Set([...inUrl, ...(usage.parameters ?? [])]);
  return [...names].flatMap((name) => api.lostParameter(mapping, name) ?? unknownParameter(mapping, name, api) ?? []);
}

/** What a reader must do about parameters that a call sends and v3 does not take, in sentences. */
export function adviceOnLost(usage: EndpointUsage, api: CleverApi): readonly string[] {
  const mapping = mappingOf(usage, api);
  const lost = mapping ? lostParameters(usage, mapping, api) : [];
  return lost.map(({ name, instead }) =>
    instead === null
      ? `Remove the parameter \`${name}\`: ${api.target} does not accept it.`
      : `${api.target} does not accept the parameter \`${name}\`. Instead, ${instead}.`,
  );
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
  /** The parameter of the v3 path that may leave nothing of what the request asks for. */
  readonly beside: string | null;
}

/** What a program reads of the envelope around the records although v3 has it no more: `paging`, `count`. */
export function lostReads(usage: EndpointUsage, api: CleverApi): readonly LostRead[] {
  const parts = partsOf(usage, api).filter((part) => !isAskedFor(part, usage, api));
  return parts.map((part) => ({
    name: nameOf(part),
    instead: part.instead,
    beside: isTaken(part, usage, api) ? 'role' : null,
  }));
}

/** What a reader must check of parts that a request asks v3 for as it asked v1, in sentences: Clever shows no answer. */
export function checksOfAskedParts(usage: EndpointUsage, api: CleverApi): readonly string[] {
  const parts = partsOf(usage, api).filter((part) => isAskedFor(part, usage, api));
  return parts.map(
    (part) =>
      `Check that the answer has \`${nameOf(part)}\`: Clever documents the parameter for ${api.target}, but not the answer.`,
  );
}

/** The parts of the envelope that a program reads and that v3 lists may not have. */
function partsOf({ answer, url }: EndpointUsage, api: CleverApi): readonly LostPartRow[] {
  // What a type declares, nobody may read.
  const reads = (answer?.reads ?? []).filter(({ declaration }) => declaration === null);
  return [...new Set(reads.flatMap(({ path }) => api.lostPart(url.version, path) ?? []))];
}

/** Whether a request asks for a part, and for nothing but that, in a way that the path of v3 takes. */
function isAskedFor(part: LostPartRow, usage: EndpointUsage, api: CleverApi): boolean {
  return isTaken(part, usage, api) && !mappingOf(usage, api)?.target?.includes('role=');
}

function isTaken({ askedBy }: LostPartRow, usage: EndpointUsage, api: CleverApi): boolean {
  const mapping = askedBy === undefined ? null : mappingOf(usage, api);
  if (askedBy === undefined || !mapping || !parametersOf(usage)?.includes(askedBy)) return false;
  return (
    mapping.now === 'list' &&
    api.lostParameter(mapping, askedBy) === null &&
    unknownParameter(mapping, askedBy, api) === null
  );
}

function mappingOf({ method, url }: EndpointUsage, api: CleverApi): Mapping | null {
  return api.mapping(url.version, method, url.path);
}

function nameOf({ path }: LostPartRow): string {
  return path.at(-1) ?? '';
}

/** The first read of a field of a record that the same path of v3 does not answer. */
export function firstLostField(usage: EndpointUsage, mapping: Mapping, api: CleverApi): AnswerRead | undefined {
  const { answer, url } = usage;
  const shape = api.resourceOf(url.version, url.path);
  if (!answer || !shape) return undefined;
  const lost = answer.reads.filter(({ path }) => {
    const below = belowRecord(path, shape.list, shape.unwrapped);
    return findMovedField(usage, path, api) !== null || mapping.fieldsLost.includes(below?.join('.') ?? '');
  });
  // A reader looks for the code that needs the field before the type that has it.
  return lost.find(({ declaration }) => declaration === null) ?? lost[0];
}

/** Whether the program reads, off records that keep their place, ids of users that are new on v3. */
export function readsNewIds({ answer, url }: EndpointUsage, api: CleverApi): boolean {
  const shape = api.resourceOf(url.version, url.path);
  const members = shape ? (api.resource(shape.resource)?.userIdsAt ?? []) : [];
  if (!answer || !shape || !members.length) return false;
  const reads = answer.reads.map(({ path }) => belowRecord(path, shape.list, shape.unwrapped)?.[0]);
  return reads.some((name) => name !== undefined && members.includes(name));
}
