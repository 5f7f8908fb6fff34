import type { HostileCase } from '../hostile-case.js';

const HOST = 'https://api.clever.com';
const ADDRESS = `${HOST}/v1.1/me`;
const OLD = `fetch('${ADDRESS}');\n`;

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Functions, each of which asks, and calls five of the others. */
const meshOf = (count: number): string =>
  `${lines(count, (index) => {
    const calls = [0, 1, 2, 3, 4]
      .map((call) => `f${(index * 7 + call * 13 + 1) % count}(p + '/${call}', h);`)
      .join(' ');
    return `export function f${index}(p, h) { if (p.length > ${index}) return fetch('${HOST}' + p, { headers: h }); ${calls} }`;
  })}\nf0('/v1.1/me', {});\n`;

/** A tree of classes, each of which asks by a method that it takes from the one above and changes. */
const heirsOf = (count: number): Readonly<Record<string, string>> => ({
  'base.ts': `export abstract class Base {
  constructor(protected base: string) {}
  protected async get(p: string) { const r = await fetch(this.base + p); return (await r.json()).data; }
}
export class C0 extends Base { async me0() { const d = await this.get('/v1.1/me'); return d.email; } }
export const c0 = new C0('${HOST}');
`,
  ...Object.fromEntries(
    Array.from({ length: count - 1 }, (_, index) => {
      const [own, above] = [index + 1, (index + 1) >> 1];
      const text = `import { C${above} } from './${above === 0 ? 'base' : `c${above}`}';
export class C${own} extends C${above} {
  async get(p: string) { return super.get('/v1.1' + p); }
  async me${own}() { const d = await this.get('/me'); return d.name.first; }
}
export const c${own} = new C${own}('${HOST}');
`;
      return [`c${own}.ts`, text];
    }),
  ),
});

/** A client as it is made of a description of an API, with as many methods. */
const clientOf = (count: number): string => `export class Api {
  constructor(private base = '${HOST}/v1.1', private token = '') {}
  private async request<T>(method: string, path: string, query: Record<string, unknown> = {}): Promise<T> {
    const url = new URL(this.base + path);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value));
    const response = await fetch(url, { method, headers: { authorization: \`Bearer \${this.token}\` } });
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as T;
  }
${lines(count, (index) => `  async op${index}(id: string, query: { limit?: number } = {}) { const r = await this.request<{ data: { id: string, name: { first: string }, email: string } }>('GET', \`/${['students', 'teachers', 'sections', 'districts', 'me'][index % 5] ?? ''}/\${id}\`, query); return r.data.name.first + r.data.email; }`)}
}
`;

/** A notebook with as many cells, each with a picture and a page that it has printed. */
const notebookOf = (count: number): string =>
  JSON.stringify({
    nbformat: 4,
    cells: Array.from({ length: count }, (_, index) => ({
      cell_type: 'code',
      source: [`r = requests.get('${HOST}/v1.1/students/${index}')\n`, "r.json()['data']\n"],
      outputs: [{ data: { 'image/png': 'A'.repeat(20_000), 'text/html': Array(10).fill(`<a href='${ADDRESS}'>`) } }],
    })),
  });

/** A program of many lines, all of which the engine has to look at. */
const programs: readonly (readonly [name: string, text: () => string, isSlow: boolean])[] = [
  ['500 requests in a file', () => lines(500, (index) => `fetch('${ADDRESS}?a=${index}');`), false],
  [
    '5,000 reads of an answer',
    () => `const me = await (await fetch('${ADDRESS}')).json();\n${'use(me.data.name);\n'.repeat(5000)}`,
    true,
  ],
  [
    '10,000 calls, each with a comment that suppresses it',
    () =>
      `${lines(10_000, (index) => `// clever-audit-disable-next-line no-v1-endpoint -- it is known\nfetch('${ADDRESS}?a=${index}');`)}\n${OLD}`,
    true,
  ],
  [
    '1,500 functions, each of which reads the answer of a request',
    () =>
      lines(
        1500,
        (index) => `export async function f${index}(headers) {
  const response = await fetch('https://api.clever.com/me', { headers });
  const { data } = await response.json();
  return data.name.first + data.email + data.sis_id;
}`,
      ),
    true,
  ],
  [
    '3,000 calls of one base and one version',
    () =>
      `const base = 'https://api.clever.com';\nconst version = 'v1.1';\n${lines(3000, (index) => `fetch(base + '/' + version + '/students/${index}');`)}\n`,
    true,
  ],
  [
    'an object of 50,000 keys',
    () => `const o = {\n${lines(50_000, (index) => `k${index}: '${index}',`)}\nme: '${ADDRESS}' };\nfetch(o.me);\n`,
    true,
  ],
  [
    'a list of 50,000 texts',
    () => `const o = [\n${lines(50_000, (index) => `'${index}',`)}\n'${ADDRESS}'];\nfetch(o[50000]);\n${OLD}`,
    true,
  ],
  ['a text that doubles', () => `let s = '${ADDRESS}';\n${'s = s + s;\n'.repeat(60)}fetch(s);\n${OLD}`, false],
  [
    'texts that double',
    () =>
      `const s0 = '${ADDRESS}';\n${lines(60, (index) => `const s${index + 1} = s${index} + s${index};`)}\nfetch(s60);\n${OLD}`,
    false,
  ],
  [
    'texts that double by repeat, pad and replace',
    () =>
      `const a = 'x'.repeat(1e9);\nconst b = 'x'.padEnd(2 ** 30);\nconst c = 'a'.repeat(9e8).replace(/a/g, 'b'.repeat(9e8));\nfetch('${ADDRESS}' + a + b + c);\n${OLD}`,
    false,
  ],
  [
    'objects that double',
    () =>
      `const s0 = { u: '${ADDRESS}' };\n${lines(60, (index) => `const s${index + 1} = { a: s${index}, b: s${index}, ...s${index} };`)}\nfetch(s60.u);\nfetch(s60.a.b.a.b.u);\n${OLD}`,
    false,
  ],
  [
    'choices that double',
    () =>
      `const s0 = '${ADDRESS}';\n${lines(40, (index) => `const s${index + 1} = (a ? '/x' : '/y') + s${index} + (b ? '1' : '2');`)}\nfetch(s40);\n${OLD}`,
    false,
  ],
  [
    'functions that call themselves twice',
    () => `const f = (n) => n ? f(n - 1) + f(n - 2) : '${ADDRESS}';\nfetch(f(90));\n${OLD}`,
    false,
  ],
  [
    '5,000 parameters',
    () =>
      `function f(${lines(5000, (index) => `p${index},`)}) { return fetch(p4999); }\nf(${lines(4999, () => "'',")}\n'${ADDRESS}');\n${OLD}`,
    false,
  ],
  [
    'a pattern that takes 4,000 members of an answer',
    () =>
      `const { data: {\n${lines(4000, (index) => `k${index},`)}\nemail } } = await (await fetch('${ADDRESS}')).json();\nuse(email);\n${OLD}`,
    false,
  ],
  [
    'a parameter that takes 3,000 members of an answer',
    () =>
      `fetch('${ADDRESS}').then((r) => r.json()).then(({ data: {\n${lines(3000, (index) => `k${index},`)}\n} }) => use(k1));\n${OLD}`,
    false,
  ],
  [
    'an object that gets 1,000 members of an answer',
    () =>
      `const me = await (await fetch('${ADDRESS}')).json();\nconst o = {};\n${lines(1000, (index) => `o.k${index} = me.data.f${index};`)}\nuse(o.k3);\n${OLD}`,
    false,
  ],
  [
    'a literal of 2,000 members of an answer',
    () =>
      `const me = await (await fetch('${ADDRESS}')).json();\nsave({\n${lines(2000, (index) => `k${index}: me.data.f${index},`)}\n});\n${OLD}`,
    false,
  ],
  [
    'an answer 500 members of which are given other values',
    () =>
      `const me = await (await fetch('${ADDRESS}')).json();\n${lines(500, (index) => `me.f${index} = o.f${index};`)}\nuse(me.data.email);\n${OLD}`,
    false,
  ],
  ['20,000 imports', () => `${lines(20_000, (index) => `import a${index} from './a${index}';`)}\n${OLD}`, true],
  ['20,000 comments', () => `${'/* clever */ // https://api.clever.com/me\n'.repeat(20_000)}${OLD}`, false],
];

/** What is said of one more than a limit, where only that is looked at. */
const chained: readonly (readonly [name: string, text: () => string, isSlow: boolean])[] = [
  [
    'an object of 50,000 addresses, asked for by a key that is not known',
    () =>
      `const o = {\n${lines(50_000, (index) => `k${index}: '/v1.1/students/${index}',`)}\n};\nfetch('https://api.clever.com' + o[k]);\nfor (const x of Object.values(o)) fetch(x);\n`,
    true,
  ],
  ['5,000 requests', () => lines(5000, (index) => `fetch('${ADDRESS}?a=${index}');`), true],
  [
    '20,000 statements that add to a list',
    () =>
      `const l = [];\n${lines(20_000, (index) => `l.push('/p${index}');`)}\nl.push('${ADDRESS}');\nfetch(l[20000]);\n${OLD}`,
    true,
  ],
  [
    '20,000 statements that add to a text',
    () => `let s = '${ADDRESS}?';\n${lines(20_000, (index) => `s += 'a${index}';`)}\nfetch(s);\n${OLD}`,
    true,
  ],
  [
    '20,000 statements that set members',
    () =>
      `const o = {};\n${lines(20_000, (index) => `o['p${index}'] = '${index}';`)}\no.me = '${ADDRESS}';\nfetch(o.me);\n${OLD}`,
    true,
  ],
  [
    '200 reads of a member of an instance behind 20,000 statements',
    () =>
      `class A { f() { this.p = '/me';\n${'y = 1;\n'.repeat(20_000)}${lines(200, (index) => `fetch('https://api.clever.com' + this.p + '?a=${index}');`)}\n} }\n${OLD}`,
    true,
  ],
  ...[
    ['spread', 's = [...s, ...s];'],
    ['concat', 's = s.concat(s);'],
    ['flat', 's = [s, s].flat();'],
    ['map', 's = s.flatMap((each) => [each, each]);'],
  ].map(
    ([name = '', line = '']) =>
      [
        `a list that doubles by ${name}`,
        () => `let s = ['${ADDRESS}'];\n${`${line}\n`.repeat(200)}for (const each of s) fetch(each);\n${OLD}`,
        name === 'map',
      ] as const,
  ),
  ...[
    'list.map((each) => fetch(each));',
    'list.forEach((each) => { fetch(each); });',
    'list.flatMap((each) => [each, each]).forEach((each) => fetch(each));',
    'Object.entries(list).map(([, each]) => fetch(each));',
    "list.join(' ').split(' ').map((each) => fetch(each));",
    'fetch(list.reduce((all, each) => all + each));',
    'fetch(list[7]);',
  ].flatMap((use) =>
    [9, 12, 14, 40].map(
      (times) =>
        [
          `a list that doubles ${times} times under new names: ${use}`,
          () =>
            `const list0 = ['${ADDRESS}'];\n${lines(times, (index) => `const list${index + 1} = [...list${index}, ...list${index}];`)}\nconst list = list${times};\n${use}\n${OLD}`,
          // At the very edge of what is looked at.
          times === 12,
        ] as const,
    ),
  ),
  [
    'a list of 4,000 addresses, each requested by one callback',
    () =>
      `const list = [\n${lines(4000, (index) => `'https://api.clever.com/v1.1/students/${index}',`)}\n];\nlist.map((each) => fetch(each));\n${OLD}`,
    true,
  ],
  ['templates that double', () => `let s = '${ADDRESS}';\n${'s = `${s}${s}`;\n'.repeat(200)}fetch(s);\n${OLD}`, false],
  [
    'a class below 5,000 others',
    () =>
      `class C0 { base() { return '${ADDRESS}'; } }\n${lines(5000, (index) => `class C${index + 1} extends C${index} {}`)}\nfetch(new C5000().base());\n${OLD}`,
    true,
  ],
  [
    'an address behind 5,000 functions',
    () =>
      `const f0 = () => '${ADDRESS}';\n${lines(5000, (index) => `const f${index + 1} = () => f${index}();`)}\nfetch(f5000());\n${OLD}`,
    true,
  ],
  [
    'a parameter handed on by 5,000 functions',
    () =>
      `function f0(p) { return fetch(p); }\n${lines(5000, (index) => `function f${index + 1}(p) { return f${index}(p); }`)}\nf5000('${ADDRESS}');\n${OLD}`,
    true,
  ],
  [
    'an answer that 5,000 functions hand on',
    () =>
      `async function f0() { return (await fetch('https://api.clever.com/me')).json(); }\n${lines(5000, (index) => `async function f${index + 1}() { return f${index}(); }`)}\nf5000().then((me) => use(me.data.name));\n`,
    true,
  ],
  [
    'an answer under 5,000 names',
    () =>
      `async function f() { const m0 = await (await fetch('https://api.clever.com/me')).json();\n${lines(5000, (index) => `const m${index + 1} = m${index};`)}\nuse(m5000.data.name); }\n`,
    true,
  ],
];

/** One line of code that goes on: choices, conditions. */
const endless: readonly HostileCase[] = [
  {
    name: 'an answer that 60 branches put into an object or a list',
    files: () => ({
      'a.js': `export async function f(c) {\nlet b = await (await fetch('${HOST}/me')).json();\n${lines(60, (index) => `if (c[${index}]) b = { x: b, y: b }; else b = [b, b];`)}\nreturn b.email;\n}\n`,
    }),
    accounts: { 'a.js': 'found' },
  },
  {
    name: '150 choices in one line',
    files: () => ({
      'a.js': `export const f = (c) => fetch(${lines(150, (index) => `c[${index}] ? '${HOST}/me' :`).replaceAll('\n', ' ')} '').then((r) => r.json()).then((b) => b.email);\n`,
    }),
    accounts: { 'a.js': 'found' },
  },
  {
    name: '150 conditions in one line',
    files: () => ({
      'a.js': `export function f(a) { let u = '${HOST}'; ${"if (a) { u += '/me' } else ".repeat(150)}{ u += '/me' }\nreturn fetch(u).then((r) => r.json()).then((b) => b.email);\n}\n`,
    }),
    accounts: { 'a.js': 'found' },
  },
];

/** Types, each of which takes the one before twice at the same place, and twice as a member. */
const typesThatDouble = (count: number): string =>
  `export type U0 = { name: string };\n${lines(count, (index) => `export type U${index + 1} = U${index} & Partial<U${index}> & { a: U${index}, data: U${index} | { b: U${index} } };`)}\n`;

const askedAs = (type: string): string =>
  `export async function c() { const r = await fetch('${HOST}/me'); const me: ${type} = await r.json(); return me.data.name; }\n`;

const TYPES_TOO_LARGE = /^its types have too many parts for the compiler$/;

const types: readonly HostileCase[] = [
  {
    name: '12 types that double, and an answer that is said to be of the last',
    isSlow: true,
    files: () => ({
      'types.ts': typesThatDouble(12),
      'a.ts': `import type { U12 } from './types';\n${askedAs('U12')}`,
    }),
    accounts: { 'types.ts': 'found', 'a.ts': 'found' },
  },
  {
    name: '40 types that double, and an answer that is said to be of the last',
    files: () => ({
      'types.ts': `export type U0 = { name: string };\n${lines(40, (index) => `export type U${index + 1} = U${index} & Partial<U${index}> & { a${index}: string };`)}\n`,
      'a.ts': `import type { U40 } from './types';\n${askedAs('U40')}`,
    }),
    accounts: { 'types.ts': { skipped: TYPES_TOO_LARGE }, 'a.ts': 'found' },
  },
  {
    name: '40 generic types, each of which hands the next its argument twice',
    files: () => ({
      'a.ts': `type G0<A> = A & { name: string };\n${lines(40, (index) => `type G${index + 1}<A> = G${index}<A & Partial<A>>;`)}\n${askedAs('G40<{ id: string }>')}`,
    }),
    accounts: { 'a.ts': { skipped: TYPES_TOO_LARGE } },
  },
  {
    name: 'a type for each order of ten texts',
    files: () => ({
      'a.ts': `type Orders<T, U = T> = [T] extends [never] ? [] : U extends U ? [U, ...Orders<Exclude<T, U>>] : never;\ninterface Me { data: { name: string; orders: Orders<${lines(10, (index) => `'${index}'`).replaceAll('\n', ' | ')}> } }\n${askedAs('Me')}`,
    }),
    accounts: { 'a.ts': { skipped: TYPES_TOO_LARGE } },
  },
  {
    name: 'numbers that types multiply',
    files: () => ({
      'a.ts': `type Build<N, A extends unknown[] = []> = A['length'] extends N ? A : Build<N, [...A, unknown]>;\ntype Times<A, B, R extends unknown[] = [], C extends unknown[] = []> = C['length'] extends B ? R['length'] : Times<A, B, [...R, ...Build<A>], [...C, unknown]>;\ninterface Me { data: { name: string; count: Times<999, 999> } }\n${askedAs('Me')}`,
    }),
    accounts: { 'a.ts': { skipped: TYPES_TOO_LARGE } },
  },
  {
    name: 'a type that grows by itself each of 30 times, beside one that only counts',
    files: () => ({
      'a.ts': `type Grow<T, N extends 0[] = []> = N['length'] extends 30 ? T : Grow<{ [K in keyof T]: T[K] } & { [K in keyof T as \`\${K & string}_x\`]: T[K] }, [...N, 0]>;\n${askedAs('Grow<{ data: { name: string } }>')}`,
      'b.ts': `type Range<N extends number, A extends number[] = []> = A['length'] extends N ? A[number] : Range<N, [...A, A['length']]>;\nexport const at: Range<99> = 7;\n${askedAs('{ data: { name: string } }')}`,
    }),
    accounts: { 'a.ts': { skipped: TYPES_TOO_LARGE }, 'b.ts': 'found' },
  },
  {
    name: '40 interfaces that extend the one before and a part of it',
    files: () => ({
      'a.ts': `interface U0 { name: string }\n${lines(40, (index) => `interface U${index + 1} extends U${index}, Partial<U${index}> { a${index}: string }`)}\n${askedAs('U40')}`,
    }),
    accounts: { 'a.ts': { skipped: TYPES_TOO_LARGE } },
  },
  {
    name: '40 interfaces, each of which has the one before three times',
    isSlow: true,
    files: () => ({
      'a.ts': `interface U0 { name: string }\n${lines(40, (index) => `interface U${index + 1} extends U${index} { a${index}: U${index}[]; b${index}: U${index}; c${index}: U${index} | null; data: U0 }`)}\n${askedAs('U40')}`,
    }),
    accounts: { 'a.ts': 'found' },
  },
];

const wide: readonly HostileCase[] = [
  {
    name: 'a change of 40 answers over three files each',
    isSlow: true,
    files: () =>
      Object.fromEntries(
        Array.from({ length: 40 }, (_, index): readonly (readonly [string, string])[] => [
          [
            `k${index}/api.ts`,
            `export const BASE = 'https://api.clever.com/me';\nexport const getMe = async (token) => (await fetch(BASE, { headers: { Authorization: 'Bearer ' + token } })).json();\n`,
          ],
          [
            `k${index}/name.ts`,
            `import { getMe } from './api';\nexport const name = async (token) => { const me = await getMe(token); return me.data.name.first; };\n`,
          ],
          [
            `k${index}/mail.ts`,
            `import { getMe } from './api';\nexport const mail = async (token) => { const me = await getMe(token); return me.data.email; };\n`,
          ],
        ]).flat(),
      ),
    accounts: { 'k0/api.ts': 'found', 'k0/name.ts': 'found', 'k39/mail.ts': 'found' },
  },
  {
    name: '1,200 classes of a generated client, each imported and used by itself',
    isSlow: true,
    files: () => ({
      'client.ts': `import axios from 'axios';
class Http { constructor(base) { this.client = axios.create({ baseURL: base }); } send(method, url) { return this.client.request({ method, url }); } }
${lines(1200, (index) => `export class Api${index} extends Http { constructor() { super('https://api.clever.com/v1.1'); } one(id) { return this.send('GET', \`/students/\${id}\`); } }`)}\n`,
      'use.ts': lines(
        1200,
        (index) => `import { Api${index} } from './client';
export const name${index} = async () => (await new Api${index}().one(${index})).data.data.name;`,
      ),
    }),
    accounts: { 'client.ts': 'found', 'use.ts': 'read' },
  },
  {
    name: '3,000 modules that call one wrapper',
    isSlow: true,
    files: () =>
      Object.fromEntries([
        ['api.ts', "export const get = (path) => fetch('https://api.clever.com' + path);\n"],
        ...Array.from({ length: 3000 }, (_, index) => [
          `m${index}.ts`,
          `import { get } from './api';\nget('/v1.1/me?${index}');\n`,
        ]),
      ]),
    accounts: { 'm0.ts': 'found', 'm2999.ts': 'found' },
  },
  {
    name: '2,000 files that hold a trace',
    isSlow: true,
    files: () =>
      Object.fromEntries(
        Array.from({ length: 2000 }, (_, index) => [`m${index}.ts`, `fetch('${ADDRESS}?${index}');\n`]),
      ),
    accounts: { 'm0.ts': 'found', 'm1999.ts': 'found' },
  },
  {
    name: '30 modules, each of which exports all of every other',
    files: () => ({
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [
          `m${index}.ts`,
          Array.from({ length: 30 }, (_, other) => (other === index ? '' : `export * from './m${other}';\n`)).join(''),
        ]),
      ),
      'm0.ts': `export * from './m1';\nexport * from './api';\n`,
      'api.ts': `export const ask = (base: string) => fetch(base + '/v1.1/me');\n`,
      'use.ts': `import { ask } from './m15';\nask('https://api.clever.com');\n`,
    }),
    accounts: { 'api.ts': 'found' },
  },
  {
    name: '400 modules that export all of each other',
    isSlow: true,
    files: () =>
      Object.fromEntries(
        Array.from({ length: 400 }, (_, index) => [
          `m${index}.ts`,
          `export * from './m${(index + 1) % 400}';
import { path${(index + 7) % 400} as path } from './m${(index + 1) % 400}';
export const path${index} = '/v1.1/students/${index}';
export const load${index} = () => fetch('https://api.clever.com' + path);\n`,
        ]),
      ),
    accounts: { 'm0.ts': 'found', 'm399.ts': 'found' },
  },
];

/** Names of files that are read in different ways, and a text around what stands on their one line. */
const oneLine: readonly (readonly [file: string, before: string, after: string])[] = [
  ['a.ts', 'const a = "', `";\n${OLD}`],
  ['a.tsx', 'const a = "', `";\n${OLD}`],
  ['a.vue', '<script>const a = "', `";\n${OLD}</script>`],
  ['a.html', '<script>const a = "', `";\n${OLD}</script>`],
  ['a.py', 'a = "', `"\nget("${ADDRESS}")\n`],
  ['a.json', '{"a": "', `",\n"b": "${ADDRESS}"}`],
  ['a.yaml', 'a: "', `"\nb: "${ADDRESS}"\n`],
  ['a.rb', "a = '", `'\nget('${ADDRESS}')\n`],
  ['a.md', '# ', `\n\`\`\`js\nfetch('${ADDRESS}')\n\`\`\`\n`],
  ['.env', 'A=', `\nB=${ADDRESS}\n`],
  ['a.sql', "select '", `', '${ADDRESS}';\n`],
  ['a.toml', 'a = "', `"\nb = "${ADDRESS}"\n`],
  ['a.properties', 'a=', `\nb=${ADDRESS}\n`],
  ['a.xml', '<a>', `</a>\n<b>${ADDRESS}</b>\n`],
];

/** Inputs that are plain, and large. */
export const sizes: readonly HostileCase[] = [
  ...[...programs, ...chained].map(([name, text, isSlow]): HostileCase => ({
    name,
    isSlow,
    files: () => ({ 'a.ts': text() }),
    accounts: { 'a.ts': 'found' },
  })),
  ...[14, 30].map((count): HostileCase => ({
    name: `${count} classes, each of which changes the method of the one above`,
    isSlow: count > 14,
    files: () => heirsOf(count),
    accounts: { 'base.ts': 'found' },
  })),
  ...types,
  ...endless,
  ...wide,
  ...oneLine.map(([file, before, after]): HostileCase => ({
    name: `300 kB of letters on one line of ${file}`,
    files: () => ({ [file]: before + 'clever'.repeat(50_000) + after }),
    accounts: { [file]: 'found' },
  })),
  ...oneLine.map(([file, before, after]): HostileCase => ({
    name: `300 kB of addresses on one line of ${file}`,
    isSlow: true,
    files: () => ({ [file]: before + `${ADDRESS} `.repeat(10_000) + after }),
    accounts: { [file]: 'found' },
  })),
  ...['a.py', 'a.json', 'a.yaml'].map((file) => ({
    isSlow: true,
    name: `10,000 addresses in texts on one line of ${file}`,
    files: () => ({ [file]: JSON.stringify({ a: Array(10_000).fill(ADDRESS) }) }),
    accounts: { [file]: 'found' as const },
  })),
  {
    name: '20,000 lines of addresses',
    isSlow: true,
    files: () => ({ 'a.py': `get("${ADDRESS}")\n`.repeat(20_000) }),
    accounts: { 'a.py': 'found' },
  },
  {
    name: '40,000 addresses on one line of a.py',
    isSlow: true,
    files: () => ({ 'a.py': `a = "${`${ADDRESS} `.repeat(40_000)}"\nget("${ADDRESS}")\n` }),
    accounts: { 'a.py': 'found' },
  },
  {
    name: '3,000 variables of an env file, each with a call',
    isSlow: true,
    files: () => ({
      '.env': `${lines(3000, (index) => `CLEVER_${index}=${ADDRESS}`)}\n`,
      'a.ts': `${lines(3000, (index) => `fetch(process.env.CLEVER_${index});`)}\n`,
    }),
    accounts: { 'a.ts': 'found', '.env': 'found' },
  },
  ...[24, 1000].map((count): HostileCase => ({
    name: `${count} functions that each call five others with a longer path`,
    isSlow: true,
    files: () => ({ 'a.js': meshOf(count) }),
    accounts: { 'a.js': 'found' },
  })),
  {
    name: '400 conditions under which two texts grow by each other',
    isSlow: true,
    files: () => ({
      'a.js': `export function ask(h) {\nlet u = '${HOST}'; let v = '/v1.1';\n${lines(400, (index) => `if (h.a${index}) { u = u + '/a${index}' } else { v = v + u }`)}\nreturn fetch('${ADDRESS}?' + u + v) }`,
    }),
    accounts: { 'a.js': 'found' },
  },
  {
    name: '200 classes, each of which asks the one above',
    isSlow: true,
    files: () => ({
      'a.js': `class C0 { url(p) { return '${HOST}' + p } get(p) { return fetch(this.url(p)) } }\n${lines(200, (index) => `class C${index + 1} extends C${index} { url(p) { return super.url(p) } get${index + 1}(p) { return this.get(p) } }\nnew C${index + 1}().get${index + 1}('/v1.1/students/${index}');`)}`,
    }),
    accounts: { 'a.js': 'found' },
  },
  {
    name: 'a table of 10,000 addresses, one of which is asked for',
    isSlow: true,
    files: () => ({
      'a.js': `const T = {\n${lines(10_000, (index) => `k${index}: { url: '${HOST}/v1.1/sections/${index}', method: 'GET' },`)}\n};\nexport const go = (k) => fetch(T[k].url);`,
    }),
    accounts: { 'a.js': 'found' },
  },
  // How much of these is followed before their time is spent depends on the machine.
  {
    name: '400 loops that spread an answer into itself',
    isSlow: true,
    files: () => ({
      'a.js': `export async function go() {\nlet a = await (await fetch('${ADDRESS}')).json(); let b = {};\n${lines(400, (index) => `for (const k of [1, 2]) { b = { ...a, ...b, p${index}: a }; a = Object.assign({}, b, { data: { ...a.data, ...b.data } }); const { data, ...rest } = a; a = { ...rest, data }; }`)}\nreturn a.data.email }`,
    }),
    accounts: {},
    maySkip: ['a.js'],
  },
  {
    name: '200 functions that call each other in circles',
    isSlow: true,
    files: () => ({
      'a.js': `async function base(p, o) { return (await fetch('${HOST}' + p, o)).json() }\n${lines(200, (index) => `export async function w${index}(p, o) { if (o.x${index}) return w${(index * 7 + 3) % 200}(p, { ...o, a${index}: 1 }); if (o.y) return w${(index * 11 + 5) % 200}(p + '/', o); return ${index ? `w${(index + 1) % 200}(p, o)` : 'base(p, o)'} }`)}\n${lines(200, (index) => `export const u${index} = async () => (await w${index}('/me', {})).data.email;`)}`,
    }),
    accounts: {},
    maySkip: ['a.js'],
  },
  {
    name: 'functions that all call each other, in each of eight files',
    isSlow: true,
    files: () =>
      Object.fromEntries(
        Array.from({ length: 8 }, (_file, file) => [
          `a${file}.js`,
          `${lines(12, (index) => `function f${index}(u, n) { ${lines(12, (called) => `f${called}(u + '/' + n, n - 1);`)} return fetch(u) }`)}\nf0('${ADDRESS}', 9);`,
        ]),
      ),
    accounts: { 'a0.js': 'found', 'a7.js': 'found' },
  },
  {
    name: '2,000 mocks that a fix moves with the call',
    isSlow: true,
    files: () => ({
      'a.test.ts': `import nock from 'nock';\nimport { healthy } from './healthy';\n${lines(2000, (index) => `it('c${index}', async () => { nock('${HOST}').get('/me').reply(200, { type: 'teacher', data: { id: '${index}', type: 'teacher', email: 'e${index}@x.org' } }); expect(await healthy('t')).toBe('e${index}@x.org'); });`)}`,
    }),
    accounts: {},
    maySkip: ['a.test.ts'],
  },
  {
    name: 'a chain of 10,000 names for one address',
    files: () => ({
      'a.js': `const a0 = '${ADDRESS}';\n${lines(10_000, (index) => `const a${index + 1} = a${index};`)}\nfetch(a10000);\n`,
    }),
    accounts: { 'a.js': 'found' },
  },
  {
    name: 'notebooks of 3 MB each, whose cells have drawn something',
    files: () =>
      Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`n${index}.ipynb`, notebookOf(150)] as const)),
    accounts: { 'n0.ipynb': 'found', 'n9.ipynb': 'found' },
  },
  {
    name: 'a notebook with a cell of 150,000 lines',
    files: () => ({
      'a.ipynb': JSON.stringify({
        cells: [
          { cell_type: 'code', source: [...Array<string>(150_000).fill('x = 1\n'), `requests.get('${ADDRESS}')`] },
        ],
        metadata: { language_info: { name: 'python' } },
        nbformat: 4,
        nbformat_minor: 5,
      }),
    }),
    accounts: { 'a.ipynb': 'found' },
  },
  {
    name: 'a ring of 400 modules that export all of two others each',
    isSlow: true,
    files: () =>
      Object.fromEntries(
        Array.from({ length: 400 }, (_, index) => [
          `m${index}.ts`,
          `export * from './m${(index + 7) % 400}';\nexport * from './m${(index + 1) % 400}';\nexport const f${index} = () => fetch('${ADDRESS}');\n`,
        ]),
      ),
    accounts: { 'm0.ts': 'found', 'm399.ts': 'found' },
  },
  {
    name: 'a client with 1,500 methods, each of which asks by one of them',
    isSlow: true,
    files: () => ({ 'api.ts': clientOf(1500) }),
    accounts: { 'api.ts': 'found' },
  },
  {
    name: 'a list of 2,000 rows with an address each, whose places are known',
    isSlow: true,
    files: () => ({
      'rows.ts': `export const rows = [\n${lines(2000, (index) => `  { id: '${index}', url: '${HOST}/v1.1/students/${index}' },`)}\n] as const;\n`,
      'use.ts': `import { rows } from './rows';\nexport const load = (i: number) => fetch(rows[i].url);\nexport const all = () => Promise.all(rows.map((row) => fetch(row.url)));\n`,
    }),
    accounts: { 'rows.ts': 'found' },
  },
  {
    name: 'a page of scripts that never end',
    files: () => ({ 'a.html': `${'<script>\n'.repeat(5000)}${OLD}` }),
    accounts: { 'a.html': { skipped: /^a script in it has no end tag/ } },
  },
  ...[' ', '\t', '\r'].map((blank): HostileCase => ({
    name: `a program behind 300,000 of ${JSON.stringify(blank)}`,
    files: () => ({ 'a.js': `${blank.repeat(300_000)}${OLD}` }),
    accounts: { 'a.js': 'found' },
  })),
  ...['<div>', '<!-- ', '<script>', '<a b="', '<style>', '<![CDATA['].map((tag): HostileCase => ({
    name: `a page of open ${tag}`,
    files: () => ({ 'a.html': `<script>${OLD}</script>\n${`${tag}\n`.repeat(50_000)}` }),
    accounts: { 'a.html': 'found' },
  })),
];
