import type { HostileCase } from '../hostile-case.js';

const ADDRESS = 'https://api.clever.com/v1.1/me';
/** Variables of the environment are looked up where a program asks for one. */
const ASKING = { 'a.ts': 'fetch(process.env.CLEVER_ME);\n' };

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

/** Maps, each of which is merged twice into the next. */
function mergeBomb(): string {
  const maps = Array.from({ length: 40 }, (_, index) =>
    index === 0
      ? `x0: &x0 { CLEVER_ME: '${ADDRESS}' }`
      : `x${index}: &x${index} { <<: [*x${index - 1}, *x${index - 1}] }`,
  );
  return `${maps.join('\n')}\nservices: { web: { environment: *x39 } }\n`;
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
  {
    name: 'an alias bomb in a compose file',
    files: () => ({
      ...ASKING,
      'compose.yml': `${aliasBomb(`'CLEVER_ME=${ADDRESS}'`)}services: { web: { environment: *a9 } }\n`,
    }),
    accounts: { 'a.ts': 'found', 'compose.yml': 'found' },
  },
  {
    name: 'a bomb of merges in a compose file',
    files: () => ({ ...ASKING, 'compose.yml': mergeBomb() }),
    accounts: { 'a.ts': 'found', 'compose.yml': { skipped: /aliases/ } },
  },
  {
    name: 'a circle of merges in a compose file',
    files: () => ({
      ...ASKING,
      'compose.yml': `x: &x\n  <<: *x\n  CLEVER_ME: ${ADDRESS}\nservices: { web: { environment: *x } }\n`,
    }),
    accounts: { 'a.ts': 'found', 'compose.yml': { skipped: /^YAML whose aliases go in a circle/ } },
  },
  {
    name: 'an alias of nothing in a compose file',
    files: () => ({
      ...ASKING,
      'compose.yml': `services: { web: { environment: *none, x: '${ADDRESS} CLEVER_ME' } }\n`,
    }),
    accounts: { 'a.ts': 'found', 'compose.yml': { skipped: /^not valid YAML|^YAML / } },
  },
  {
    name: 'a compose file of 20,000 levels',
    files: () => ({ ...ASKING, 'compose.yml': `# CLEVER_ME ${ADDRESS}\nservices: ${'['.repeat(20_000)}\n` }),
    accounts: { 'a.ts': 'found', 'compose.yml': { skipped: /^not valid YAML|^YAML / } },
  },
  {
    name: 'references of an env file that double',
    files: () => ({
      ...ASKING,
      '.env': `A0=${ADDRESS}\n${Array.from({ length: 40 }, (_, index) => `A${index + 1}=\${A${index}}\${A${index}}\n`).join('')}CLEVER_ME=\${A40}\n`,
    }),
    accounts: { 'a.ts': 'found', '.env': 'found' },
  },
  {
    name: 'references of an env file in a circle',
    files: () => ({
      ...ASKING,
      '.env': `${Array.from({ length: 30 }, (_, index) => `A${index}=${Array.from({ length: 30 }, (_each, other) => `\${A${other}}`).join('')}\n`).join('')}CLEVER_ME=${ADDRESS}\${A0}\n`,
    }),
    accounts: { '.env': 'found' },
  },
  {
    name: '5,000 references of an env file, each to the next',
    files: () => ({
      ...ASKING,
      '.env': `${Array.from({ length: 5000 }, (_, index) => `A${index}=\${A${index + 1}}\n`).join('')}A5000=${ADDRESS}\nCLEVER_ME=\${A0}\n`,
    }),
    accounts: { '.env': 'found' },
  },
];
