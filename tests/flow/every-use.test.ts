import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { cleverApi } from '../../src/clever-api/index.js';
import { judge } from '../../src/engine/judge.js';
import { scanProgram } from '../support/judged-program.js';

const API = cleverApi('v3.0');

/** How something of the answer comes to be in `$thing`. `$id` is the answer, its data or its id. */
const holders = [
  { above: '', name: 'the value itself', thing: '$id', setUp: '' },
  { above: '', name: 'a variable', thing: 'kept', setUp: 'const kept = $id;' },
  { above: '', name: 'an object', thing: 'seat', setUp: 'const seat = { key: $id };' },
  { above: '', name: 'an object that is filled', thing: 'seat', setUp: 'const seat = {};\n  seat.key = $id;' },
  {
    above: '',
    name: 'an object that is filled by a text',
    thing: 'seat',
    setUp: "const seat = {};\n  seat['key'] = $id;",
  },
  {
    above: 'class Seat {}\n',
    name: 'an instance',
    thing: 'seat',
    setUp: 'const seat = new Seat();\n  seat.key = $id;',
  },
  {
    above: '',
    name: 'what holds the object',
    thing: 'room',
    setUp: 'const room = { seat: {} };\n  room.seat.key = $id;',
  },
  {
    above: '',
    name: 'a member that is an object',
    thing: 'room.seat',
    setUp: 'const room = { seat: {} };\n  room.seat.key = $id;',
  },
  {
    above: '',
    name: 'another name',
    thing: 'first',
    setUp: 'const first = {};\n  const seat = first;\n  seat.key = $id;',
  },
  {
    above: '',
    name: 'a member under another name',
    thing: 'room',
    setUp: 'const room = { seat: {} };\n  const { seat } = { seat: room.seat };\n  room.seat.key = $id;',
  },
  {
    above: 'function fill(target, value) {\n  target.key = value;\n}\n',
    name: 'an object that a function fills',
    thing: 'seat',
    setUp: 'const seat = {};\n  fill(seat, $id);',
  },
  {
    above: 'class Seat {\n  take(value) {\n    this.key = value;\n  }\n}\n',
    name: 'an instance that fills itself',
    thing: 'seat',
    setUp: 'const seat = new Seat();\n  seat.take($id);',
  },
  {
    above: 'class Seat {\n  constructor(value) {\n    this.key = value;\n  }\n}\n',
    name: 'an instance that is made with it',
    thing: 'seat',
    setUp: 'const seat = new Seat($id);',
  },
] as const;

/** How a program asks for the answer: code above, and the expression that is the answer. */
interface Source {
  readonly name: string;
  readonly above: string;
  readonly answer: string;
}

const FETCHED = "await (await fetch('https://api.clever.com/v1.2/me')).json()";
const plain: Source = { name: 'fetch', above: '', answer: FETCHED };
const BASE = "{ baseURL: 'https://api.clever.com/v1.2' }";
const AXIOS = "import axios from 'axios';\n";
const ZOD = "import { z } from 'zod';\n";
const VALIBOT = "import * as v from 'valibot';\n";
const GOT = "import got from 'got';\n";

/** With checks, options, hooks and clients that are handed in, all of which are in sight. */
const sources: readonly Source[] = [
  plain,
  {
    name: 'a schema of zod',
    above: `${ZOD}const Me = z.object({ data: z.object({ id: z.string() }).passthrough() }).passthrough();\n`,
    answer: `Me.parse(${FETCHED})`,
  },
  {
    name: 'a schema of valibot',
    above: `${VALIBOT}const Me = v.looseObject({ data: v.looseObject({ id: v.string() }) });\n`,
    answer: `v.parse(Me, ${FETCHED})`,
  },
  {
    name: 'options',
    above: `${AXIOS}const settings = ${BASE};\n`,
    answer: "(await axios({ ...settings, url: '/me', method: 'get', timeout: 5000 })).data",
  },
  {
    name: 'a hook of each request',
    above: `${AXIOS}const http = axios.create(${BASE});\nhttp.interceptors.request.use((config) => {\n  config.headers.set('x-app', '1');\n  return config;\n});\n`,
    answer: "(await http.get('/me')).data",
  },
  {
    name: 'a hook of each response',
    above: `${AXIOS}const http = axios.create(${BASE});\nhttp.interceptors.response.use((response) => response.data);\n`,
    answer: "await http.get('/me')",
  },
  {
    name: 'hooks among the options',
    above: `${GOT}const api = got.extend({ prefixUrl: 'https://api.clever.com/v1.2', hooks: { beforeRequest: [(options) => console.log(options.url)] } });\n`,
    answer: "await api.get('me').json()",
  },
  {
    name: 'a client that is handed in',
    above: `${AXIOS}const load = async (http) => (await http.get('https://api.clever.com/v1.2/me')).data;\n`,
    answer: 'await load(axios)',
  },
];

/** The same, where something between the request and the answer is not in sight. */
const unknownSources: readonly Source[] = [
  { name: 'a check', above: '', answer: `unknown.parse(${FETCHED})` },
  {
    name: 'a check of the program',
    above: `${ZOD}const Me = z.object({}).transform(unknown);\n`,
    answer: `Me.parse(${FETCHED})`,
  },
  { name: 'a check by a function', above: VALIBOT, answer: `v.parse(unknown, ${FETCHED})` },
  {
    name: 'a hook of each request',
    above: `${AXIOS}const http = axios.create(${BASE});\nhttp.interceptors.request.use(unknown);\n`,
    answer: "(await http.get('/me')).data",
  },
  {
    name: 'a hook of each response',
    above: `${AXIOS}const http = axios.create(${BASE});\nhttp.interceptors.response.use(unknown);\n`,
    answer: "(await http.get('/me')).data",
  },
  {
    name: 'a hook among the options',
    above: `${GOT}const api = got.extend({ prefixUrl: 'https://api.clever.com/v1.2', hooks: { beforeRequest: [unknown] } });\n`,
    answer: "await api.get('me').json()",
  },
  {
    name: 'a hook of answers among the options',
    above: `${GOT}const api = got.extend({ prefixUrl: 'https://api.clever.com/v1.2', hooks: { afterResponse: [unknown] } });\n`,
    answer: "await api.get('me').json()",
  },
  {
    name: 'an option that decodes',
    above: AXIOS,
    answer: "(await axios.get('https://api.clever.com/v1.2/me', { transformResponse: unknown })).data",
  },
];

/** Uses after which nothing is left to be known. */
const known = [
  'console.log($thing);',
  'if ($thing) console.log(1);',
  'console.log($thing ? 1 : 2);',
  'const copy = $thing;\n  console.log(copy);',
  'const boxed = { inner: $thing };\n  console.log(boxed);',
  'const { inner } = { inner: $thing };\n  console.log(inner);',
  'const [inner] = [$thing];\n  console.log(inner);',
  'print($thing);',
  'console.log(same($thing));',
  'await Promise.resolve($thing).then((inner) => console.log(inner));',
  '[$thing].forEach((inner) => console.log(inner));',
  'for (const inner of [$thing]) console.log(inner);',
  'console.log(JSON.stringify($thing));',
  'console.log(typeof $thing);',
  'void $thing;',
  'console.log($thing ?? null);',
] as const;

/** Uses of which nobody can say what becomes of the thing. */
const unknown = [
  'unknown($thing);',
  'unknown.of($thing);',
  'new unknown($thing);',
  'unknown`${$thing}`;',
  'unknown({ inner: $thing });',
  'unknown([$thing]);',
  'unknown({ ...$thing });',
  'unknown(...[$thing]);',
  'unknown(() => $thing);',
  'unknown(JSON.stringify($thing));',
  'unknown.call(null, $thing);',
  'unknown[0]($thing);',
  'unknown?.($thing);',
  'unknown.member = $thing;',
  'unknown[1] = $thing;',
  'unknown.list.push($thing);',
  'await unknown($thing);',
  'await Promise.resolve($thing).then(unknown);',
  '[$thing].forEach(unknown);',
  'for (const inner of [$thing]) unknown(inner);',
  'const copy = $thing;\n  unknown(copy);',
  'const { inner } = { inner: $thing };\n  unknown(inner);',
  'let late;\n  late = $thing;\n  unknown(late);',
  'unknown(same($thing));',
  'hand($thing);',
  '(function () {\n    unknown(arguments[0]);\n  })($thing);',
  'throw $thing;',
  'return $thing;',
  'outside = $thing;',
  'unknown($thing || null);',
  'unknown((0, $thing));',
  'unknown(`${$thing}`);',
] as const;

/** Uses of an object that hand it to a method, or to whoever reads all of it. */
const unknownOfObject = [
  '$thing.save();',
  'await $thing.save();',
  '$thing.save?.();',
  "$thing['save']();",
  '$thing[unknown]();',
  'unknown($thing[unknown]);',
  'for (const name in $thing) unknown($thing[name]);',
  'unknown(Object.values($thing));',
  'unknown(Object.entries($thing));',
  'const { ...rest } = $thing;\n  unknown(rest);',
  'Object.assign(unknown, $thing);',
  '$thing.set(1).save();',
  'unknown.bind($thing)();',
  'unknown.apply($thing, []);',
  'Reflect.ownKeys($thing).forEach(unknown);',
] as const;

const above = `import { unknown } from 'elsewhere';
function print(value) {
  console.log(value);
}
function same(value) {
  return value;
}
function hand(value) {
  unknown(value);
}
`;

type Holder = (typeof holders)[number];

/** The program, with each use in a function of its own, so that names do not meet. */
function programOf(holder: Holder, part: string, uses: readonly string[], source = plain): string {
  const fill = (text: string): string => text.replaceAll('$thing', holder.thing).replaceAll('$id', part);
  const bodies = uses.map((use) => `  ${use.startsWith('return') ? use : `{\n  ${use}\n  }`}`).map(fill);
  return `${source.above}${above}${holder.above}export async function signIn() {
  const me = ${source.answer};
  ${fill(holder.setUp)}
${bodies.join('\n')}
}
`;
}

/** Whether the address would be moved without asking. */
function isFixed(text: string): boolean {
  const { usages, broken } = scanProgram({ 'clever.js': text });
  expect([...broken]).toEqual([]);
  const findings = judge(usages, rules, 'recommended', API).filter(({ rule }) => rule.name === 'no-v1-endpoint');
  expect(findings).toHaveLength(1);
  return findings.some(({ fix }) => fix !== null);
}

const someSource = fc.constantFrom(...sources);
const parts = fc.constantFrom('me', 'me.data', 'me.data.id');
const someHolder = fc.constantFrom(...holders);
const someKnown = fc.array(fc.constantFrom(...known), { minLength: 1, maxLength: 4 });

describe('a fix is offered only where every use of the answer is understood', () => {
  it('is offered where all of them are', { timeout: 240_000 }, () => {
    const property = fc.property(someHolder, parts, someKnown, someSource, (holder, part, uses, source) => {
      expect(isFixed(programOf(holder, part, uses, source))).toBe(true);
    });
    fc.assert(property, { numRuns: 120, seed: 11 });
  });

  it('is not where one of them gives way to a call that is not in sight', { timeout: 240_000 }, () => {
    const chosen = fc.record({
      holder: someHolder,
      part: parts,
      uses: someKnown,
      source: someSource,
      use: fc.nat(),
      other: fc.nat(),
    });
    const property = fc.property(chosen, ({ holder, part, uses, source, use, other }) => {
      const isObject = holder.setUp.includes('seat') || holder.setUp.includes('room');
      const others = isObject ? [...unknown, ...unknownOfObject] : unknown;
      const replaced: string[] = [...uses];
      replaced[use % uses.length] = others[other % others.length] as string;
      expect(isFixed(programOf(holder, part, replaced, source))).toBe(false);
    });
    fc.assert(property, { numRuns: 200, seed: 11 });
  });

  it.each(sources.map((source) => [source.name, source] as const))(
    'is offered with %s, and with no use that is not understood',
    { timeout: 240_000 },
    (_, source) => {
      const [holder] = holders;
      expect(isFixed(programOf(holder, 'me.data.id', [known[0]], source))).toBe(true);
      expect(isFixed(programOf(holder, 'me.data.id', [unknown[0]], source))).toBe(false);
    },
  );

  it.each(unknownSources.map((source) => [source.name, source] as const))(
    'is not offered where %s is not in sight',
    { timeout: 240_000 },
    (_, source) => {
      expect(isFixed(programOf(holders[0], 'me.data.id', [known[0]], source))).toBe(false);
    },
  );

  it.each(holders.map((holder) => [holder.name, holder] as const))(
    '%s, each use alone',
    { timeout: 240_000 },
    (_, holder) => {
      const isObject = holder.setUp.includes('seat') || holder.setUp.includes('room');
      const others = isObject ? [...unknown, ...unknownOfObject] : unknown;
      const refused = known.filter((use) => !isFixed(programOf(holder, 'me.data.id', [use])));
      const fixed = others.filter((use) => isFixed(programOf(holder, 'me.data.id', [use])));
      expect({ refused, fixed }).toEqual({ refused: [], fixed: [] });
    },
  );
});
