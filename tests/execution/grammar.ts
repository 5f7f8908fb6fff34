import fc from 'fast-check';
import type { Texts } from './runner/runner.js';

/** How a program asks for a path, and how it comes from what it gets to the body. */
interface Client {
  readonly imports: string;
  /** The request; `$url` and `$token` stand for expressions. */
  readonly request: string;
  /** The body of what was awaited, as an expression. */
  readonly body: (answer: string) => string;
}

const bearer = '{ headers: { Authorization: `Bearer ${$token}` } }';

const clients: readonly Client[] = [
  { imports: '', request: `fetch($url, ${bearer})`, body: (answer) => `await ${answer}.json()` },
  {
    imports: "import fetch from 'node-fetch';\n",
    request: `fetch($url, ${bearer})`,
    body: (answer) => `JSON.parse(await ${answer}.text())`,
  },
  {
    imports: "import axios from 'axios';\n",
    request: `axios.get($url, ${bearer})`,
    body: (answer) => `${answer}.data`,
  },
  {
    imports: "import axios from 'axios';\n",
    request: `axios({ url: $url, ...${bearer} })`,
    body: (answer) => `${answer}.data`,
  },
  { imports: "import got from 'got';\n", request: `got($url, ${bearer}).json()`, body: (answer) => answer },
  { imports: "import ky from 'ky';\n", request: `ky.get($url, ${bearer}).json()`, body: (answer) => answer },
  { imports: "import { ofetch } from 'ofetch';\n", request: `ofetch($url, ${bearer})`, body: (answer) => answer },
  {
    imports: "import request from 'superagent';\n",
    request: 'request.get($url).set({ Authorization: `Bearer ${$token}` })',
    body: (answer) => `${answer}.body`,
  },
];

/** Where the address is written; `$path` is the path of `/me`. */
const addresses = [
  { above: '', url: "'https://api.clever.com$path'" },
  { above: "const BASE = 'https://api.clever.com';\n", url: '`${BASE}$path`' },
  { above: "const host = 'api.clever.com';\n", url: "'https://' + host + '$path'" },
  { above: "const settings = { me: 'https://api.clever.com$path' };\n", url: 'settings.me' },
] as const;

const paths = ['/me', '/v1.1/me', '/v1.2/me'] as const;

/** What is printed of `me`, the body. */
const reads: readonly string[] = [
  'console.log(me.data.name.first, me.data.name.last);',
  "console.log(me.data.email ?? 'no mail');",
  'console.log(me.data.district);',
  "if (me.type === 'teacher') console.log('teaches');",
  "if (me.data.type !== 'student') console.log('no student');",
  'switch (me.type) {\n    case "school_admin":\n      console.log("office");\n      break;\n    default:\n      console.log("room");\n  }',
  'const { data } = me;\n  console.log(data.name.middle, data.email);',
  'const { data: { name: { first: given }, email: mail = "none" } } = me;\n  console.log(given, mail);',
  "console.log({ student: 'desk', teacher: 'class' }[me.data.type] ?? 'office');",
  'const kind = me.data.type;\n  console.log(kind);',
  'console.log(me?.data?.name?.first?.length);',
  'console.log(`${me.data.name.last}, ${me.data.name.first}`);',
];

/** How the body gets to the reads; `$request` and `$body` are of the client. */
const styles = [
  'const answer = await $request;\n  const me = $body[answer];\n  $reads',
  'const me = $body[(await $request)];\n  $reads',
  'let answer;\n  try {\n    answer = await $request;\n  } catch (error) {\n    console.log("refused", error.name);\n    return;\n  }\n  const me = $body[answer];\n  $reads',
  'await $request.then(async (answer) => {\n  const me = $body[answer];\n  $reads\n  });',
  'const load = async () => {\n    const answer = await $request;\n    return $body[answer];\n  };\n  const me = await load();\n  $reads',
  'const [answer, other] = await Promise.all([$request, Promise.resolve(1)]);\n  const me = $body[answer];\n  $reads\n  console.log(other);',
  'for (const turn of [1, 2]) {\n    const answer = await $request;\n    const me = $body[answer];\n    $reads\n    console.log(turn);\n  }',
  'const answer = await $request;\n  const me = $body[answer];\n  if (!me.data) return console.log("nobody");\n  $reads',
] as const;

/** Functions of the program between the call and the client, from the outside in. */
const wrappers = [
  'async function $name(url, token) {\n  return await $request;\n}\n',
  'const $name = (url, token) => $request;\n',
  'async function $name(url, token) {\n  const result = await $request;\n  return result;\n}\n',
  'async function $name(url, token) {\n  try {\n    return await $request;\n  } catch {\n    return { data: {}, body: {}, json: () => ({}), text: () => "{}" };\n  }\n}\n',
] as const;

const layouts = ['as written', 'tabs', 'no semicolons', 'carriage returns'] as const;

/** The choices that make a program. */
const choices = fc.record({
  client: fc.constantFrom(...clients),
  address: fc.constantFrom(...addresses),
  path: fc.constantFrom(...paths),
  reads: fc.uniqueArray(fc.constantFrom(...reads), { minLength: 1, maxLength: 3 }),
  style: fc.constantFrom(...styles),
  wrappers: fc.array(fc.constantFrom(...wrappers), { maxLength: 2 }),
  layout: fc.constantFrom(...layouts),
});

/** Programs of the forms that a fix understands, put together at random. */
export const programs: fc.Arbitrary<Texts> = choices.map((chosen) => {
  const { client, address, path, style, layout } = chosen;
  const innermost = client.request.replace('$token', 'token');
  const functions = chosen.wrappers.map((wrapper, index) => {
    const inner =
      index === chosen.wrappers.length - 1 ? innermost.replace('$url', 'url') : `ask${index + 1}(url, token)`;
    return wrapper.replace('$name', `ask${index}`).replace('$request', () => inner);
  });
  const url = address.url.replace('$path', path);
  const request = functions.length ? `ask0(${url}, token)` : innermost.replace('$url', () => url);
  const main = style
    .replace(/\$body\[(.*?)\]/g, (_, answer: string) => client.body(answer))
    .replaceAll('$request', () => request)
    .replace('$reads', () => chosen.reads.map(inOwnBlock).join('\n  '));
  const above = client.imports + address.above.replace('$path', path) + functions.toReversed().join('');
  return { 'index.js': laidOut(`${above}\nexport async function main(token) {\n  ${main}\n}\n`, layout) };
});

/** Reads that declare names stand in blocks of their own, so that any of them go together. */
function inOwnBlock(read: string): string {
  return read.startsWith('const ') ? `{\n  ${read}\n  }` : read;
}

function laidOut(text: string, layout: (typeof layouts)[number]): string {
  if (layout === 'tabs') return text.replace(/^ +/gm, (blanks) => '\t'.repeat(blanks.length / 2));
  if (layout === 'no semicolons') return text.replace(/;$/gm, '');
  return layout === 'carriage returns' ? text.replaceAll('\n', '\r\n') : text;
}
