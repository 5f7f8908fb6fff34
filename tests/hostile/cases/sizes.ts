import type { HostileCase } from '../hostile-case.js';

const ADDRESS = 'https://api.clever.com/v1.1/me';

/** Inputs that are plain, and large. */
export const sizes: readonly HostileCase[] = [
  ...['a.py', 'a.json', 'a.yaml'].map((file) => ({
    name: `10,000 addresses on one line of ${file}`,
    files: () => ({ [file]: JSON.stringify({ a: Array(10_000).fill(ADDRESS) }) }),
    accounts: { [file]: 'found' as const },
  })),
  {
    name: '20,000 lines of addresses',
    isSlow: true,
    files: () => ({ 'a.py': `get("${ADDRESS}")\n`.repeat(20_000) }),
    accounts: { 'a.py': 'found' },
  },
];
