import type { HostileCase } from '../hostile-case.js';

/** Ten names, each of which stands for ten of the one before. */
function aliasBomb(item: string): string {
  const lists = Array.from({ length: 10 }, (_, index) =>
    index === 0
      ? `a0: &a0 ${item}`
      : `a${index}: &a${index} [${Array(10)
          .fill(`*a${index - 1}`)
          .join(', ')}]`,
  );
  return `${lists.join('\n')}\n`;
}

/** JSON and YAML that are small to write and large, deep or endless to read. */
export const dataBombs: readonly HostileCase[] = [
  {
    name: 'an alias bomb in pnpm-workspace.yaml',
    folder: 'a',
    files: () => ({ 'pnpm-workspace.yaml': `${aliasBomb('a')}packages: *a9\n`, 'a/package.json': '{}' }),
    accounts: {},
  },
  {
    name: 'an alias of nothing in pnpm-workspace.yaml',
    folder: 'a',
    files: () => ({ 'pnpm-workspace.yaml': 'packages: *none\n', 'a/package.json': '{}' }),
    accounts: {},
  },
];
