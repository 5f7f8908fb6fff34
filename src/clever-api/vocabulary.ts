import { hosts } from './hosts.js';
import { packages } from './packages.js';

/** Hosts that serve, or once served, the API. */
export const apiHosts: readonly string[] = hosts.filter((row) => row.serves === 'api').map((row) => row.host);

/** Packages whose import means Clever. */
export const boundPackages: readonly string[] = [
  ...new Set(packages.filter((row) => row.role !== 'description').map((row) => row.name)),
];
