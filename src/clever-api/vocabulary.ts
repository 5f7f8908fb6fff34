import { endpoints } from './endpoints.js';
import { events } from './events.js';
import { hosts } from './hosts.js';
import { mappings } from './mapping.js';
import { packages } from './packages.js';
import { parameters } from './parameters.js';

/** Hosts that serve, or once served, the API. */
export const apiHosts: readonly string[] = hosts.filter((row) => row.serves === 'api').map((row) => row.host);

/** The links of `/me` on v3: https://dev.clever.com/docs/identity-api, where `canonical` is the record of the user. */
export const meLinks = {
  from: '/me',
  version: 'v3.0',
  paths: { self: '/me', canonical: '/users/{id}', district: '/districts/{id}' },
  usual: 'canonical',
} as const;

/** Packages whose import means Clever. */
export const boundPackages: readonly string[] = [
  ...new Set(packages.filter((row) => row.role !== 'description').map((row) => row.name)),
];

/** Packages that sign users in, with the version that they ask. */
export const strategyPackages = packages.flatMap((row) =>
  row.role === 'sign-in' && row.api !== null ? [{ package: row.name, version: row.api }] : [],
);

const renamed = events.filter((row) => row.from !== row.to);
const oldTypes = renamed.flatMap((row) => (row.spelling === undefined ? [row.from] : [row.from, row.spelling]));

/** The events of Clever, and what of their names v3 spells otherwise: https://dev.clever.com/docs/events-api */
export const oldEvents = {
  path: '/events',
  types: oldTypes,
  parameter: 'record_type',
  kinds: [...new Set(oldTypes.map((type) => type.slice(0, type.indexOf('.'))))],
} as const;

/** The segments of a path that are no ids. */
export function wordsOfPath(path: string): readonly string[] {
  return path.split(/[/?]/).filter((segment) => /^\w+$/.test(segment));
}

/** The words of Clever's paths, the names of its parameters, and those of kinds of records. */
export const words: readonly string[] = [
  ...new Set([
    ...[...endpoints, ...mappings].flatMap(({ path }) => wordsOfPath(path)),
    ...parameters.map(({ name }) => name),
    ...oldEvents.kinds,
  ]),
];

/** Clever's paths with their versions: `/v1.1/schools/{id}`. */
export const versionedPaths: readonly string[] = endpoints.flatMap(({ versions, path }) =>
  versions.map((version) => `/${version}${path}`),
);
