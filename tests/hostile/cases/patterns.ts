import type { HostileCase } from '../hostile-case.js';

const ADDRESS = 'https://api.clever.com/v1.1/me';
/** Importers of JSON that holds an address are asked for, so that each program is searched for imports. */
const CONFIG = { 'config.json': `{ "clever": "${ADDRESS}" }` };

/** Texts that make a regular expression go back and forth. */
export const patterns: readonly HostileCase[] = [
  {
    name: 'comments behind from',
    files: () => ({ ...CONFIG, 'a.ts': `import a from ${'/**/ '.repeat(20_000)} b;` }),
    accounts: { 'a.ts': 'read', 'config.json': 'found' },
  },
  {
    name: 'comments in a call of import',
    files: () => ({ ...CONFIG, 'a.ts': `import(${'/**/ // x\n'.repeat(20_000)} b);` }),
    accounts: { 'a.ts': 'read' },
  },
  {
    name: 'runs of spaces in a program',
    files: () => ({ ...CONFIG, 'a.ts': `from${' '.repeat(500_000)};import${' '.repeat(500_000)};` }),
    accounts: { 'a.ts': 'read' },
  },
  ...['a.rb', 'a.php', 'a.yml', 'a.sql'].map((file) => ({
    name: `runs of spaces in ${file}`,
    files: () => ({ [file]: `${' '.repeat(300_000)}x\n"${ADDRESS}"` }),
    accounts: { [file]: 'found' as const },
  })),
  {
    name: 'a compiler configuration of quotes',
    files: () => ({ ...CONFIG, 'a.ts': "import 'b';", 'tsconfig.json': `"${'\\"'.repeat(300_000)}` }),
    accounts: { 'tsconfig.json': { skipped: /^not valid JSON$/ }, 'a.ts': 'read' },
  },
  {
    name: 'a compiler configuration of comments',
    files: () => ({ ...CONFIG, 'a.ts': "import 'b';", 'tsconfig.json': '/*'.repeat(300_000) }),
    accounts: { 'tsconfig.json': { skipped: /^not valid JSON$/ }, 'a.ts': 'read' },
  },
  {
    name: 'letters without an end',
    files: () => ({ 'a.ts': `const ${'a'.repeat(300_000)} = 'clever';`, 'b.ts': `// lever ${'url'.repeat(100_000)}` }),
    accounts: { 'a.ts': 'read', 'b.ts': 'read' },
  },
  {
    name: 'the name of Clever without an end',
    files: () => ({ 'a.ts': `// ${'clever '.repeat(60_000)}` }),
    accounts: { 'a.ts': 'read' },
  },
];
