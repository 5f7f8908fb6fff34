import type { HostileCase } from '../hostile-case.js';

const OLD = "fetch('https://api.clever.com/v1.1/students');\n";
const ADDRESS = 'https://api.clever.com/v1.1/me';
/** What a pattern may look for again from each place of a run. */
const runs: readonly (readonly [name: string, text: string])[] = [
  ['blanks', ' '],
  ['carriage returns', '\r'],
  ['lines', '\n'],
  ['opened script tags', '<script'],
  ['opened attributes of script tags', '<script type="'],
  ['attributes that hold script tags', `<script a='<script a="`],
  ['opened braces', '{{'],
  ['escaped quotes', '\\"'],
];
/** A file, and what it says before the run. */
const beside: readonly (readonly [file: string, before: string])[] = [
  ['a.vue', `<script>\n${OLD}</script>\n`],
  ['a.html', `<script>\n${OLD}</script>\n`],
  ['a.astro', `---\n${OLD}---\n`],
  ['a.py', "get('https://api.clever.com/v1.1/me')\n"],
  ['a.sh', "curl 'https://api.clever.com/v1.1/me'\n"],
  ['a.ejs', `<script>\n${OLD}</script>\n`],
  ['a.pug', `script.\n  ${OLD}`],
  ['.env', 'CLEVER_ME=https://api.clever.com/v1.1/me\n'],
];

/** What opens something in a view, and is never closed. */
const viewRuns: readonly (readonly [view: string, text: string, account?: 'found'])[] = [
  ['view.ejs', '<% f('],
  ['view.ejs', '<% `${'],
  ['view.njk', '{%'],
  ['view.njk', '{% for a in user %}{{'],
  // Here the answer is used, which its call tells.
  ['view.hbs', '{{#each user}}', 'found'],
  ['view.hbs', '{{!--'],
  ['view.pug', 'p(a=('],
  ['view.pug', 'p= user.'],
];

/** Shows a view with an answer. */
const SHOWING =
  "app.get('/', async (req, res) => res.render('view', { user: (await (await fetch('https://api.clever.com/me')).json()).data }));\n";

/** Importers of JSON that holds an address are asked for, so that each program is searched for imports. */
const CONFIG = { 'config.json': `{ "clever": "${ADDRESS}" }` };

/** A wrapper of Clever's API; whoever imports it is searched for what may take all that it exports. */
const WRAPPER = "export const get = (path: string) => fetch('https://api.clever.com' + path);\n";

/** An address as a view has to hold it to be read; in all other files it may stand as it is. */
function asCode(file: string, address: string): string {
  return file.endsWith('.ejs') ? `<script>fetch("${address}")</script>` : address;
}

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
    name: 'runs of spaces in a schema of GraphQL',
    files: () => ({
      'a.ts': `const schema = "type Query { me :${' '.repeat(300_000)}}";\nexport const resolvers = { Query: { me: async () => (await fetch('https://api.clever.com/me')).json() }, Me: { email: (me) => me.data.email } };\n`,
    }),
    accounts: { 'a.ts': 'found' },
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
  ...['a.ini', 'a.properties', 'a.bat', 'a.vb', 'a.py', 'a.tf', 'a.ejs'].flatMap((file): readonly HostileCase[] =>
    ['\t ', '\n', '.'].map((text) => ({
      name: `an address in front of and behind 400 kB of ${JSON.stringify(text)} in ${file}`,
      files: () => ({
        [file]: `${asCode(file, ADDRESS)}\nname = "A"${text.repeat(400_000 / text.length)}x ${asCode(file, `${ADDRESS}${text.repeat(200_000)}/`)}`,
      }),
      accounts: { [file]: 'found' },
    })),
  ),
  ...['get', '"get" , ', '.get(', ''].map((front): HostileCase => ({
    name: `spaces in front of a text behind ${front || 'nothing'}, in a file with Clever's host`,
    files: () => ({ 'a.py': `B="https://api.clever.com"\nget("${ADDRESS}")\nx ${front}${' '.repeat(400_000)}"/me"` }),
    accounts: { 'a.py': 'found' },
  })),
  ...[
    ['a.rs', '/*'],
    ['a.hs', '{-'],
    ['a.php', '<!--'],
    ['a.lua', '--[['],
    ['a.ps1', '<#'],
    ['a.rb', '\n=begin'],
    ['a.pl', '\n=head'],
  ].map(([file = '', mark = '']): HostileCase => ({
    name: `comments of ${file} that are opened and never closed`,
    files: () => ({ [file]: `${mark.repeat(100_000)}\nget("${ADDRESS}")` }),
    accounts: { [file]: 'found' },
  })),
  ...viewRuns.map(([view, text, account]): HostileCase => ({
    name: `many of ${text} in ${view}`,
    files: () => ({ 'a.js': SHOWING, [`views/${view}`]: text.repeat(300_000 / text.length) }),
    accounts: { 'a.js': 'found', [`views/${view}`]: account ?? 'read' },
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
  ...['a'.repeat(300_000), 'export{'.repeat(43_000), '}= '.repeat(100_000), '* as a'.repeat(50_000)].map((run) => ({
    name: `an importer of a wrapper with many of ${run.slice(0, 7)}`,
    files: () => ({ 'a.ts': WRAPPER, 'b.ts': `import { get } from './a';\n// ${run}\nget('/v1.1/students');\n` }),
    accounts: { 'a.ts': 'found', 'b.ts': 'found' } as const,
  })),
  {
    name: 'the name of Clever without an end',
    files: () => ({ 'a.ts': `// ${'clever '.repeat(60_000)}` }),
    accounts: { 'a.ts': 'read' },
  },
  ...[
    ['many stars', `${'a/**/'.repeat(40)}b`],
    ['many stars in a name', `${'*a'.repeat(60)}b`],
    ['braces in braces', `${'{a,'.repeat(40)}b${'}'.repeat(40)}`],
    ['brackets that never close', `${'[a-'.repeat(200)}`],
    ['a megabyte', 'a/'.repeat(500_000)],
  ].flatMap(([name = '', glob = '']): readonly HostileCase[] => [
    {
      name: `workspace globs of ${name}`,
      folder: `${'a/'.repeat(40)}c`,
      files: () => ({
        'package.json': JSON.stringify({ workspaces: [glob, `!${glob}`] }),
        [`${'a/'.repeat(40)}c/package.json`]: '{}',
      }),
      accounts: {},
    },
    {
      name: `ignore patterns of ${name}`,
      files: () => ({
        '.gitignore': `${glob}\n!${glob}\nignored.ts\n`,
        [`${'a/'.repeat(40)}c.ts`]: OLD,
        'ignored.ts': OLD,
      }),
      accounts: { [`${'a/'.repeat(40)}c.ts`]: 'found' },
      maySkip: ['.gitignore'],
    },
  ]),
  {
    name: 'ignore patterns that a long name fits in too many ways',
    files: () => ({
      '.gitignore': `${'*a'.repeat(30)}*b\nignored.ts\n`,
      [`b/${'a'.repeat(200)}.ts`]: OLD,
      'ignored.ts': OLD,
    }),
    accounts: { [`b/${'a'.repeat(200)}.ts`]: 'found' },
    maySkip: ['.gitignore'],
  },
  {
    name: 'a configured pattern that a long name fits in too many ways',
    files: () => ({
      'package.json': '{}',
      'clever-audit.config.json': JSON.stringify({ ignore: [`${'*a'.repeat(30)}b`] }),
      [`${'a'.repeat(200)}.ts`]: OLD,
    }),
    accounts: {},
    refused: /^clever-audit: The pattern takes too long to match: \*a/,
  },
  ...['[', '[z-a]', '\\', '!', '#', '(((((', '[[:foo:]]', '{', '?'.repeat(5000), '\u0000', '[^', 'a\\'].map(
    (pattern): HostileCase => ({
      name: `the ignore pattern ${JSON.stringify(pattern).slice(0, 20)}`,
      files: () => ({ '.gitignore': `${pattern}\nignored.ts\n`, 'b.ts': OLD, 'ignored.ts': OLD }),
      accounts: { 'b.ts': 'found' },
      maySkip: ['.gitignore'],
    }),
  ),
  {
    name: '100,000 ignore patterns',
    isSlow: true,
    files: () => ({
      '.gitignore': Array.from({ length: 100_000 }, (_, index) => `a${index}*`).join('\n'),
      ...Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`b${index}.ts`, OLD])),
    }),
    accounts: { 'b0.ts': 'found' },
  },
  ...[
    ['/(a+)+$/', "'a'.repeat(40) + 'b'"],
    ['/(a|a)*$/g', "'a'.repeat(60) + '!'"],
    ['/^(\\w+\\s?)*$/', "'word '.repeat(40) + '!'"],
    ['/(.*a){25}/', "'a'.repeat(60)"],
    ["new RegExp('(a+)+$')", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'"],
    ['/(?=(a+))*b/', "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"],
  ].flatMap(([pattern = '', text = '']): readonly HostileCase[] =>
    [`const s = ${text};`, `const s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab';`].map(
      (line, index): HostileCase => ({
        name: `the program's own pattern ${pattern} (${index + 1})`,
        files: () => ({
          'a.ts': `${line}\nfetch('https://api.clever.com/' + s.replace(${pattern}, 'v1.1/me'));\nfetch('https://api.clever.com/' + s.split(${pattern})[0] + (s.match(${pattern}) || '') + ${pattern.startsWith('/') ? `${pattern}.test(s)` : 's'});\n${OLD}`,
        }),
        accounts: { 'a.ts': 'found' },
      }),
    ),
  ),
  ...runs.flatMap(([run, text]) =>
    beside.map(([file, before]): HostileCase => ({
      name: `300 kB of ${run} in ${file}`,
      files: () => ({ [file]: before + text.repeat(Math.ceil(300_000 / text.length)) }),
      accounts: { [file]: 'found' },
    })),
  ),
];
