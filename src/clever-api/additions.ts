import { findByPath } from './lookup/paths.js';
import type { Endpoint, Mapping, Method, PackageRow, Sourced, Version } from './types.js';

/** A package that the user knows to call Clever. */
export interface AddedPackage {
  readonly name: string;
  readonly api?: Version;
  readonly instead?: string;
}

/** An endpoint that the user knows of. */
export interface AddedEndpoint {
  /** None for a path without a version. */
  readonly version?: Version;
  /** In capitals; GET if not given. */
  readonly method?: string;
  /** Below the version, ids in braces. */
  readonly path: string;
  /** With its version; none where nothing replaces the endpoint. */
  readonly replacement?: string;
  readonly note?: string;
}

/** What the user's configuration adds to the tables. It goes before what they say. */
export interface ApiAdditions {
  /** Hosts, in lower case, that stand in front of Clever and stay as they are. */
  readonly hosts: readonly string[];
  readonly packages: readonly AddedPackage[];
  readonly endpoints: readonly AddedEndpoint[];
}

/** Nothing is added. */
export const NO_ADDITIONS: ApiAdditions = { hosts: [], packages: [], endpoints: [] };

const SOURCED: Sourced = { certainty: 'configured', source: ['configuration'] };

/** Every segment may be an id: the user's paths are not made of Clever's words. */
const NO_WORDS: ReadonlySet<string> = new Set();

/**
 * What the user says of a package.
 *
 * @returns a row for all its releases; null if the user says nothing of it
 */
export function findAddedPackage({ packages }: ApiAdditions, name: string): PackageRow | null {
  const found = packages.find((each) => each.name === name);
  if (found === undefined) return null;
  const { api = null, instead = null } = found;
  return { name, first: '0.0.0', last: '*', api, role: 'client', breaks: [], instead, ...SOURCED };
}

/**
 * What the user says of a path of an old version. The change is left to the user, who alone knows what it answers.
 *
 * @param version null for a path without one
 * @param method in either case; null means GET
 * @returns null if the user says nothing of it, or nothing of a version before v3
 */
export function findAddedMapping(
  { endpoints }: ApiAdditions,
  version: string | null,
  method: string | null,
  path: string,
): Mapping | null {
  if (version?.startsWith('v3.')) return null;
  const found = findAdded(endpoints, version, method ?? 'GET', path);
  if (found === null) return null;
  const { row, ids } = found;
  let next = 0;
  const { replacement = null, note = null } = row;
  return {
    method: (row.method ?? 'GET') as Method,
    path: row.path,
    target: replacement,
    // The user names the version to move to; ids may have any name.
    targetPath: replacement?.replace(/\{[^}]*\}/g, (place) => ids[next++] ?? place) ?? null,
    kind: replacement === null ? 'removed' : 'path-change',
    autoFix: 'manual',
    idParam: 'none',
    was: 'single',
    now: null,
    resource: null,
    userIds: 'none',
    ssoToken: null,
    fieldsLost: [],
    paramsLost: [],
    valueChanges: {},
    instead: note,
    check: null,
    insteadTargets: [],
    note,
    ...SOURCED,
  };
}

/** An endpoint that the user says a version has; its answer is not known. */
export function findAddedEndpoint(
  { endpoints }: ApiAdditions,
  version: string,
  method: string | null,
  path: string,
): Endpoint | null {
  const found = findAdded(endpoints, version, method, path)?.row;
  if (found?.version === undefined) return null;
  return {
    versions: [found.version],
    method: (found.method ?? 'GET') as Method,
    path: found.path,
    returns: null,
    shape: 'none',
    params: [],
    ...SOURCED,
  };
}

function findAdded(endpoints: readonly AddedEndpoint[], version: string | null, method: string | null, path: string) {
  const verb = method?.toUpperCase();
  const rows = endpoints.filter(
    (row) => (row.version ?? null) === version && (verb === undefined || (row.method ?? 'GET') === verb),
  );
  return findByPath(rows, path, NO_WORDS);
}
