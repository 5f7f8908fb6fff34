import { hosts } from './hosts.js';
import { packages } from './packages.js';

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
