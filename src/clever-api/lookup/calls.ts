import { endpoints } from '../endpoints.js';
import { mappings } from '../mapping.js';
import { parameters } from '../parameters.js';
import type { Endpoint, LostParameter, Mapping, MappingRow, ParameterRow, TargetVersion } from '../types.js';
import { fillIds, findByPath, wordsOf } from './paths.js';

const words = wordsOf([...endpoints, ...mappings].map((row) => row.path));
const parameterRows: readonly ParameterRow[] = parameters;

/**
 * Finds an endpoint.
 *
 * @param version `v3.0`; a version that Clever never had finds nothing
 * @param method in either case; null takes any method, GET first
 * @param path below the version, concrete or with holes
 * @returns the endpoint, or null if Clever never had it
 */
export function findEndpoint(version: string, method: string | null, path: string): Endpoint | null {
  const served = endpoints.filter((row) => (row.versions as readonly string[]).includes(version));
  if (method === null) return findEndpoint(version, 'GET', path) ?? findByPath(served, path, words)?.row ?? null;
  const rows = served.filter((row) => row.method === method.toUpperCase());
  return findByPath(rows, path, words)?.row ?? null;
}

/**
 * Rewrites a text of the tables for the target version.
 *
 * @param text a text that may hold `/v3.0/…`
 * @param target the version wanted
 * @returns the text with that version
 */
export function atTarget(text: string, target: TargetVersion): string {
  return text.replaceAll('/v3.0/', `/${target}/`);
}

function toMapping(row: MappingRow, version: string, ids: readonly string[], target: TargetVersion): Mapping {
  const at = (text: string): string => atTarget(text, target);
  const valueChanges = Object.entries(row.valueChanges ?? {}).map(([field, value]) => [field, at(value)]);
  return {
    ...row,
    target: row.target === null ? null : at(row.target),
    targetPath: row.target === null ? null : fillIds(at(row.target), ids),
    fieldsLost: row.fieldsLost ?? [],
    paramsLost: (row.paramsLost ?? []).filter((name) => hadParameter(version, name)),
    valueChanges: Object.fromEntries(valueChanges) as Readonly<Record<string, string>>,
    instead: row.instead ?? null,
    check: row.check ?? null,
    insteadTargets: (row.insteadTargets ?? []).map(at),
    note: row.note === null ? null : at(row.note),
  };
}

/** Whether a version took a parameter; a row is about several versions, and not each of them had it to lose. */
function hadParameter(version: string, name: string): boolean {
  return parameterRows.some((row) => row.name === name && (row.versions as readonly string[]).includes(version));
}

/**
 * Finds what replaces an endpoint before v3.
 *
 * @param version `v1.1`; null for a path without a version
 * @param method in either case; null means GET
 * @param path below the version, concrete or with holes
 * @param target the version to move to
 * @returns the mapping, or null for what no version before v3 had
 */
export function findMapping(
  version: string | null,
  method: string | null,
  path: string,
  target: TargetVersion,
): Mapping | null {
  const wanted = version ?? 'unversioned';
  const verb = (method ?? 'GET').toUpperCase();
  const rows = mappings.filter((row) => row.method === verb && (row.versions as readonly string[]).includes(wanted));
  const match = findByPath(rows, path, words);
  return match === null ? null : toMapping(match.row, wanted, match.ids, target);
}

/** v3 counts top-level lists only, so whether `count` is lost depends on the target. */
function targetTakes(mapping: Mapping, name: string): boolean {
  if (mapping.target === null) return false;
  const [, version = '', path = ''] = /^\/(v[\d.]+)(.*)$/.exec(mapping.target) ?? [];
  return findEndpoint(version, mapping.method, path)?.params.includes(name) ?? false;
}

/**
 * Tells whether a query parameter of an old call is lost at its target.
 *
 * @param mapping the mapping of the call
 * @param name the parameter
 * @returns the parameter with what to do instead; null if the target takes it, or if Clever never knew it
 */
export function findLostParameter(mapping: Mapping, name: string): LostParameter | null {
  const row = parameterRows.find((parameter) => parameter.name === name);
  const instead = row?.instead ?? null;
  if (mapping.paramsLost.includes(name)) return { name, instead };
  if (row === undefined) return null;
  if (row.on !== null && mapping.resource !== 'event') return null;
  if (row.inV3 && (name !== 'count' || targetTakes(mapping, name))) return null;
  return { name, instead: name === 'count' ? 'count the records in code' : instead };
}

/**
 * Tells whether a path is about student contacts, which ended in v1 and v2 before the rest.
 *
 * @param version `v2.1`; null for a path without a version
 * @param path below the version
 * @returns true for `/contacts…` and `/students/{id}/contacts` of the versions before v3
 */
export function isContactsPath(version: string | null, path: string): boolean {
  const old = mappings.some((row) => version !== null && (row.versions as readonly string[]).includes(version));
  return old && /^\/(?:contacts|students\/[^/]+\/contacts)(?:[/?]|$)/.test(path);
}
