import type { Account, HostileCase } from '../hostile-case.js';

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

const OLD = "fetch('https://api.clever.com/v1.1/students');\n";
const ADDRESS = 'https://api.clever.com/v1.1/me';
const BROKEN: Account = { skipped: /./ };

/** JSON, or a list of YAML, that is nested. */
const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** Texts that are not what they should be, for every file that holds data, and what is said of a manifest that holds one. */
const wrongTypes: readonly (readonly [name: string, text: string, manifest?: Account])[] = [
  ['a number', '1'],
  ['a text', '"clever"', { skipped: /^not a JSON object$/ }],
  ['null', 'null'],
  ['a list', '["clever"]', { skipped: /^not a JSON object$/ }],
  ['nothing', ''],
  [
    'members of wrong types',
    '{"name":1,"workspaces":{"packages":{"a":1}},"exports":[1,null],"imports":7,"main":{},"dependencies":["clever"],"devDependencies":"clever","type":9}',
    { skipped: /^"dependencies" is not an object$/ },
  ],
  [
    '__proto__',
    '{"__proto__":{"a":1},"dependencies":{"__proto__":"clever","constructor":"1"},"workspaces":["__proto__"]}',
  ],
];

const manifests: readonly HostileCase[] = wrongTypes.flatMap(([name, text, account]): readonly HostileCase[] => [
  {
    name: `${name} in package.json`,
    files: () => ({ 'package.json': text, 'a.ts': OLD }),
    accounts: { 'a.ts': 'found', ...(account && { 'package.json': account }) },
    ...(account ? {} : { maySkip: ['package.json'] }),
  },
  {
    name: `${name} in package-lock.json and tsconfig.json`,
    files: () => ({
      'package.json': '{"dependencies":{"clever":"1"}}',
      'package-lock.json': text,
      'tsconfig.json': text,
      'a.ts': `import x from '@/b';\n${OLD}`,
    }),
    accounts: { 'a.ts': 'found' },
    maySkip: ['package-lock.json', 'tsconfig.json'],
  },
]);

const environments: readonly HostileCase[] = [
  {
    name: 'env references that double',
    files: () => ({
      '.env': `A0=${ADDRESS}\n${Array.from({ length: 60 }, (_, index) => `A${index + 1}=\${A${index}}\${A${index}}`).join('\n')}\n`,
      'a.ts': `fetch(process.env.A60);\n${OLD}`,
    }),
    accounts: { 'a.ts': 'found', '.env': 'found' },
  },
  {
    name: 'env references in a circle',
    files: () => ({ '.env': `A=\${B}\nB=\${C}/me\nC=\${A}\nD=${ADDRESS}\n`, 'a.ts': `fetch(process.env.A);\n${OLD}` }),
    accounts: { 'a.ts': 'found', '.env': 'found' },
  },
  {
    name: 'an env reference of 10,000 defaults',
    files: () => ({
      '.env': `A=${'${B:-'.repeat(10_000)}${ADDRESS}${'}'.repeat(10_000)}\n`,
      'a.ts': OLD,
      'b.ts': `fetch(process.env.A);\n`,
    }),
    accounts: { 'a.ts': 'found' },
  },
  {
    name: '50,000 env variables',
    files: () => ({
      '.env': `${Array.from({ length: 50_000 }, (_, index) => `A${index}=x`).join('\n')}\nCLEVER=${ADDRESS}\n`,
      'b.ts': `fetch(process.env.CLEVER);\n`,
    }),
    accounts: { '.env': 'found' },
  },
  ...['docker-compose.yml', 'compose.yaml'].flatMap((file): readonly HostileCase[] => [
    {
      name: `an alias bomb in ${file}`,
      files: () => ({ [file]: `${aliasBomb(ADDRESS)}services: { a: { environment: *a9 } }\n`, 'a.ts': OLD }),
      accounts: { 'a.ts': 'found' },
      maySkip: [file],
    },
    {
      name: `maps that merge each other three times in ${file}`,
      files: () => ({
        [file]: `m0: &m0 { CLEVER: ${ADDRESS} }\n${Array.from({ length: 30 }, (_, index) => `m${index + 1}: &m${index + 1} { <<: [*m${index}, *m${index}, *m${index}] }`).join('\n')}\nservices: { a: { environment: { <<: *m30 } } }\n`,
        'a.ts': 'fetch(process.env.CLEVER);\n',
      }),
      accounts: { [file]: 'found' },
    },
    {
      name: `aliases in a circle, and of nothing, in ${file}`,
      files: () => ({
        [file]: `services: &s { a: { environment: *s, env_file: *none, x: ${ADDRESS} } }\n`,
        'a.ts': OLD,
      }),
      accounts: { 'a.ts': 'found' },
      maySkip: [file],
    },
    {
      name: `10,000 levels in ${file}`,
      files: () => ({ [file]: `services: ${'['.repeat(10_000)}${ADDRESS}${']'.repeat(10_000)}\n`, 'a.ts': OLD }),
      accounts: { 'a.ts': 'found' },
      maySkip: [file],
    },
  ]),
];

/** Each of as many errors used to be worked into a picture of its line, and to be kept with a stack. */
const errorsOfYaml: readonly HostileCase[] = ['compose.yaml', 'deployment.yaml'].flatMap((file) =>
  ['}', '&a ', '"'].map((error): HostileCase => ({
    name: `a line of ${JSON.stringify(error)} in ${file}`,
    files: () => ({
      [file]: `lockfileVersion: '9.0'\nenv:\n  CLEVER: ${ADDRESS}\n  X: ${error.repeat(300_000 / error.length)}\n`,
      'package.json': '{ "name": "app" }',
      'a.ts': OLD,
    }),
    accounts: { 'a.ts': 'found' },
    maySkip: [file],
  })),
);

/** Levels that show no brackets, and such of a map whose keys open others; the parser calls itself for each. */
const LEVELS: Readonly<Record<string, string>> = {
  'keys in a flow map': `x: { ${'b c: d e: '.repeat(10_000)}}`,
  'explicit keys': `${'? '.repeat(20_000)}a: b`,
  'lists and explicit keys': `- ${'- ? '.repeat(10_000)}a`,
};
const levelsOfYaml: readonly HostileCase[] = ['compose.yaml', 'deployment.yaml'].flatMap((file) =>
  Object.entries(LEVELS).map(([name, levels]): HostileCase => ({
    name: `levels of ${name} in ${file}`,
    files: () => ({
      [file]: `# CLEVER: ${ADDRESS}\n${levels}\n`,
      'package.json': '{ "name": "app" }',
      'a.ts': OLD,
    }),
    accounts: { 'a.ts': 'found' },
    maySkip: [file],
  })),
);

const configurations: readonly HostileCase[] = [
  ...(['ignore', 'overrides'] as const).map((key): HostileCase => ({
    name: `a configuration with a pattern of 100,000 letters under ${key}`,
    files: () => {
      const pattern = 'a'.repeat(100_000);
      const value = key === 'ignore' ? [pattern] : [{ files: [pattern], rules: {} }];
      return { 'package.json': '{}', 'clever-audit.config.json': JSON.stringify({ [key]: value }), 'a.ts': OLD };
    },
    accounts: {},
    refused: /must be a pattern of paths.*, in at most 4096 characters, not "a/,
  })),
  {
    name: 'a configuration of 3,000 levels',
    files: () => ({ 'clever-audit.config.json': deep(3000), 'a.ts': OLD }),
    accounts: { 'a.ts': 'found' },
    maySkip: ['clever-audit.config.json'],
  },
  {
    name: 'a configuration of 100,000 levels',
    files: () => ({ 'clever-audit.config.json': deep(100_000), 'a.ts': OLD }),
    accounts: { 'a.ts': 'found' },
    maySkip: ['clever-audit.config.json'],
  },
  {
    name: 'JSON of 50,000 levels that is imported',
    files: () => ({ 'data.json': deep(50_000), 'a.ts': `import data from './data.json';\nfetch(data.a.a);\n${OLD}` }),
    accounts: { 'a.ts': 'found' },
    maySkip: ['data.json'],
  },
  {
    name: 'JSON of 50,000 levels with an address',
    files: () => ({
      'data.json': deep(50_000).replace('1', `"${ADDRESS}"`),
      'a.ts': `fetch(require('./data.json').a);\n${OLD}`,
    }),
    accounts: { 'a.ts': 'found', 'data.json': 'found' },
  },
  {
    name: 'a member of the manifest of 2,000 levels',
    files: () => ({ 'package.json': `{"name":"p","type":"module","x":${deep(2000)}}` }),
    accounts: { 'package.json': 'read' },
  },
  {
    name: 'exports of 50,000 levels',
    files: () => ({
      'package.json': '{"workspaces":["p"]}',
      'p/package.json': `{"name":"p","exports":${deep(50_000)}}`,
      'a.ts': `import x from 'p';\nfetch(x);\n${OLD}`,
    }),
    accounts: { 'a.ts': 'found' },
    maySkip: ['p/package.json'],
  },
  {
    name: 'a chain of extends over 5,000 files',
    isSlow: true,
    files: () =>
      Object.fromEntries([
        ['tsconfig.json', '{"extends":"./t0.json"}'],
        ...Array.from({ length: 5000 }, (_, index) => [`t${index}.json`, `{"extends":"./t${index + 1}.json"}`]),
        ['t5000.json', '{"compilerOptions":{"paths":{"@/*":["./*"]}}}'],
        ['a.ts', `import x from '@/b';\n${OLD}`],
        ['b.ts', 'export default 1;\n'],
      ]),
    accounts: { 'a.ts': 'found', 't99.json': { skipped: /^it is inherited through more than 100 configurations$/ } },
  },
  {
    name: 'extends in a circle',
    files: () => ({
      'tsconfig.json': '{"extends":"./t.json"}',
      't.json': '{"extends":["./tsconfig.json","./t.json"]}',
      'a.ts': `import x from '@/b';\n${OLD}`,
    }),
    accounts: { 'a.ts': 'found' },
  },
];

const locks: readonly HostileCase[] = [
  {
    name: 'a lock file of npm of 10,000 levels',
    files: () => ({
      'package.json': '{"dependencies":{"clever":"1"}}',
      'package-lock.json': `{"lockfileVersion":1,"dependencies":${'{"clever":{"version":"1","dependencies":'.repeat(10_000)}{}${'}}'.repeat(10_000)}}`,
      'a.ts': OLD,
    }),
    accounts: { 'a.ts': 'found', 'package.json': 'found' },
    maySkip: ['package-lock.json'],
  },
  {
    name: 'a lock file of npm whose packages ask for each other',
    files: () => ({
      'package.json': '{"dependencies":{"a0":"1"}}',
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: Object.fromEntries([
          ['', { dependencies: { a0: '1' } }],
          ...Array.from({ length: 500 }, (_, index) => [
            `node_modules/a${index}`,
            {
              version: '1',
              dependencies: Object.fromEntries([
                ...Array.from({ length: 100 }, (__, other) => [`a${(index + other) % 500}`, '1']),
                ['clever', '1'],
              ]),
            },
          ]),
          ['node_modules/clever', { version: '1.0.0' }],
        ]),
      }),
      'a.ts': OLD,
    }),
    accounts: { 'a.ts': 'found', 'package-lock.json': 'found' },
  },
  {
    name: 'an alias bomb in pnpm-lock.yaml',
    files: () => ({
      'package.json': '{"dependencies":{"clever":"1"}}',
      'pnpm-lock.yaml': `lockfileVersion: '9.0'\n${aliasBomb('clever')}packages: *a9\n`,
    }),
    accounts: { 'package.json': 'found' },
    maySkip: ['pnpm-lock.yaml'],
  },
  {
    name: 'an alias of nothing in pnpm-lock.yaml',
    files: () => ({ 'package.json': '{"dependencies":{"clever":"1"}}', 'pnpm-lock.yaml': 'clever: *none\n' }),
    accounts: { 'package.json': 'found', 'pnpm-lock.yaml': { skipped: /^not a valid lock file of pnpm$/ } },
  },
  {
    name: 'aliases in a circle in pnpm-lock.yaml',
    files: () => ({
      'package.json': '{"dependencies":{"clever":"1"}}',
      'pnpm-lock.yaml': `lockfileVersion: '9.0'\npackages: &p { clever@1.0.0: *p }\nimporters: *p\n`,
    }),
    accounts: { 'package.json': 'found' },
    maySkip: ['pnpm-lock.yaml'],
  },
  {
    name: '10,000 levels in pnpm-lock.yaml',
    files: () => ({
      'package.json': '{"dependencies":{"clever":"1"}}',
      'pnpm-lock.yaml': `lockfileVersion: '9.0'\nclever: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
    }),
    accounts: { 'package.json': 'found', 'pnpm-lock.yaml': BROKEN },
  },
  {
    name: '10,000 levels in yarn.lock',
    files: () => ({
      'package.json': '{"dependencies":{"clever":"1"}}',
      'yarn.lock': `# yarn lockfile v1\n\n${Array.from({ length: 2000 }, (_, index) => `${'  '.repeat(index)}clever:\n`).join('')}`,
    }),
    accounts: { 'package.json': 'found' },
    maySkip: ['yarn.lock'],
  },
];

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
    name: 'aliases in a circle in pnpm-workspace.yaml',
    folder: 'a',
    files: () => ({ 'pnpm-workspace.yaml': 'packages: &p [*p, "a"]\n', 'a/package.json': '{}' }),
    accounts: {},
  },
  {
    name: '10,000 levels in pnpm-workspace.yaml',
    folder: 'a',
    files: () => ({
      'pnpm-workspace.yaml': `packages: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      'a/package.json': '{}',
    }),
    accounts: {},
  },
  ...manifests,
  ...environments,
  ...errorsOfYaml,
  ...levelsOfYaml,
  ...configurations,
  ...locks,
];
