import type { Account, HostileCase } from '../hostile-case.js';

const OLD = "fetch('https://api.clever.com/v1.1/students');\n";
const TOO_DEEP: Account = { skipped: /^(nested too deep to be read as a program|syntax error at |minified)/ };

/** A text inside of as many others. */
function nest(depth: number, before: string, core: string, after: string): string {
  return before.repeat(depth) + core + after.repeat(depth);
}

/** Syntax that can be nested: what opens, what closes, and the core; a call of Clever stands behind it all. */
const nestings: readonly (readonly [name: string, before: string, core: string, after: string, file?: string])[] = [
  ['parentheses', '(', '1', ')'],
  ['brackets', '[', '1', ']'],
  ['objects', '({a:', '1', '})'],
  ['blocks', '{', '', '}'],
  ['if statements', 'if (a) ', '', ';'],
  ['loops', 'for (;;) ', '', ';'],
  ['functions', 'function f() {', '', '}'],
  ['arrows', '() => ', '1', ''],
  ['awaits', 'await ', 'a', ''],
  ['news', 'new ', 'a', ''],
  ['negations', '!', 'a', ''],
  ['minus signs', '- ', 'a', ''],
  ['voids', 'void ', 'a', ''],
  ['templates', '`${', 'a', '}`'],
  ['calls in arguments', 'f(', 'a', ')'],
  ['indexes in indexes', 'a[', '0', ']'],
  ['spreads in arrays', '[...', 'a', ']'],
  ['destructurings', 'const {a: ', 'b', '} = a', 'a.js'],
  ['array patterns', 'var [', 'b', '] = a'],
  ['classes', '(class { m() { return ', '1', '} })'],
  ['JSX elements', '<a>', '', '</a>', 'a.tsx'],
  ['JSX attributes', '<a b={', '1', '}/>', 'a.tsx'],
  ['types in arrays', 'let a: Array<', 'x', '>', 'a.ts'],
  ['function types', 'let a: ((b: ', 'x', ') => 1)', 'a.ts'],
  ['object types', 'let a: {a:', 'x', '}', 'a.ts'],
  ['conditional types', 'type A = b extends c ? ', 'd', ' : e', 'a.ts'],
  ['assertions', '<any>', 'a', '', 'a.ts'],
  ['namespaces', 'namespace A {', '', '}', 'a.ts'],
  ['decorators', '@(', 'a', ') class A {}', 'a.ts'],
  ['generic calls', 'f<', 'a', '>()', 'a.ts'],
];

/** Chains, which the parser takes for nested on their left or right: a line of each of `count` links. */
const chains: readonly (readonly [name: string, text: (count: number) => string])[] = [
  ['else ifs', (count) => `if (a) {}\n${'else if (b) {}\n'.repeat(count)}`],
  ['ternaries', (count) => `x = ${'a ? b :\n'.repeat(count)} c;\n`],
  ['concatenations', (count) => `x = ${"'a' +\n".repeat(count)} 'b';\n`],
  ['commas', (count) => `x = (${'a,\n'.repeat(count)} b);\n`],
  ['ors', (count) => `x = ${'a ||\n'.repeat(count)} b;\n`],
  ['nullish operators', (count) => `x = ${'a ??\n'.repeat(count)} b;\n`],
  ['powers', (count) => `x = ${'2 **\n'.repeat(count)} 2;\n`],
  ['assignments', (count) => `${'a =\n'.repeat(count)} b;\n`],
  ['members', (count) => `x = a${'.b\n'.repeat(count)};\n`],
  ['calls', (count) => `x = a${'()\n'.repeat(count)};\n`],
  ['methods', (count) => `x = a${'.then(b)\n'.repeat(count)};\n`],
  ['indexes', (count) => `x = a${'[0]\n'.repeat(count)};\n`],
  ['optional members', (count) => `x = a${'?.b\n'.repeat(count)};\n`],
  ['tags', (count) => `x = a${'``\n'.repeat(count)};\n`],
  ['labels', (count) => `${Array.from({ length: count }, (_, index) => `l${index}:`).join('\n')} ;\n`],
];

/** Chains of what the program means, not of what it looks like. */
const meanings: readonly HostileCase[] = [
  {
    name: 'a chain of 300 promises',
    files: () => ({
      'a.ts': `fetch('https://api.clever.com/me').then((r) => r.json())${'\n.then((a) => a)'.repeat(300)};\n${OLD}`,
    }),
    accounts: { 'a.ts': 'found' },
  },
  {
    name: 'an address of 2,000 paths',
    files: () => ({ 'a.ts': `fetch('https://api.clever.com'${"+ '/me'".repeat(2000)});\n` }),
    accounts: { 'a.ts': 'read' },
  },
  {
    name: 'a text of 30,000 lines beside a call',
    files: () => ({ 'a.ts': `const text = ''${" +\n'a line of text'".repeat(30_000)};\n${OLD}` }),
    accounts: { 'a.ts': { skipped: /nested too deep/ } },
  },
  {
    name: 'functions that return functions, 500 deep',
    files: () => ({
      'a.ts': `const f = ${'() => '.repeat(500)} 'https://api.clever.com/v1.1/me';\nfetch(f${'()'.repeat(500)});\n${OLD}`,
    }),
    accounts: { 'a.ts': 'found' },
  },
];

/** What is nested, or chained, so that who climbs down by calling himself runs out of stack. */
export const depth: readonly HostileCase[] = [
  ...nestings.map(([name, before, core, after, file = 'a.ts']): HostileCase => {
    const text = () => `${OLD}${nest(20_000, before, core, after)};\n`;
    return { name: `${name}, 20,000 deep`, files: () => ({ [file]: text() }), accounts: { [file]: TOO_DEEP } };
  }),
  ...chains.map(([name, text]): HostileCase => ({
    name: `20,000 ${name} in a chain`,
    files: () => ({ 'a.ts': OLD + text(20_000) }),
    accounts: { 'a.ts': TOO_DEEP },
  })),
  ...meanings,
];
