import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { describeChange } from '../../src/model/finding.js';
import { fix } from '../../src/run/fix.js';
import { temporaryFolder } from '../support/folders.js';

/** How a program asks who is signed in, and reads what only the record has. */
const GREETING = `
export async function greeting(token) {
  const me = await call('/v1.1/me', token);
  return me.data.name.last;
}
`;

const FETCH = `const response = await fetch(\`https://api.clever.com\${path}\`, { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();`;

/** A helper that does something with the path, or beside the request. */
function helper(before: string, above = ''): string {
  return `${above}async function call(path, token) {\n  ${before}\n  ${FETCH}\n}\n${GREETING}`;
}

const ASKS_PATH = {
  'a set of paths': helper(
    "if (!KNOWN.has(path)) throw new Error('unknown');",
    "const KNOWN = new Set(['/v1.1/me']);\n",
  ),
  'the front of it': helper("if (!path.startsWith('/v1.1/')) throw new Error('left the API');"),
  'its end': helper("if (path.endsWith('/me')) token = `Bearer ${token}`;"),
  'a switch in another function': helper(
    'token = tokenFor(path, token);',
    `function tokenFor(path, token) {\n  switch (path) {\n    case '/v1.1/me':\n      return token;\n    default:\n      throw new Error('unknown');\n  }\n}\n`,
  ),
  'a pattern': helper('if (!/^\\/v1\\.1\\/\\w+$/.test(path)) throw new Error();'),
  'the path of a URL, taken by a pattern': helper(
    "const { pathname } = new URL(path, 'https://api.clever.com');\n  if (pathname !== '/v1.1/me') throw new Error('unknown');",
  ),
  'the path of a URL, as a member': helper(
    "const url = new URL(path, 'https://api.clever.com');\n  if (url.pathname.endsWith('/me')) token = `Bearer ${token}`;",
  ),
  'what is cut off': helper("const name = path.replace('/v1.1', '');\n  console.log(name);"),
} as const;

const ASKS_NOTHING_OF_IT = {
  'a slash in front': helper("if (!path.startsWith('/')) path = `/${path}`;"),
  'a scheme': helper("if (path.startsWith('https://')) throw new Error('a path, please');"),
  'a line of a log': helper("console.log('asking', path);"),
  'what is kept under its name': helper(
    'if (seen.has(path)) console.log(path);\n  seen.add(path);',
    'const seen = new Set();\n',
  ),
} as const;

const COUNTS = {
  'a budget': helper(
    "if (budget.left === 0) throw new Error('spent');\n  budget.left -= 1;",
    'const budget = { left: 1 };\n',
  ),
  'a list that is asked': helper(
    "if (asked.length) throw new Error('once');\n  asked.push(path);",
    'const asked = [];\n',
  ),
  'a nonce from a list': helper(
    'token = `${token} ${nonce()}`;',
    "const nonces = ['a'];\nconst nonce = () => nonces.pop();\n",
  ),
  'a number in an object of the caller': `async function call(path, options) {
  options.headers.tries = Number(options.headers.tries ?? 0) + 1;
  const response = await fetch(\`https://api.clever.com\${path}\`, options);
  if (!response.ok) throw new Error('refused');
  return response.json();
}
${GREETING}`,
  'a field of a class': `class Clever {
  #used = 0;
  async call(path, token) {
    if (this.#used > 0) throw new Error('once');
    this.#used += 1;
    ${FETCH}
  }
}
const clever = new Clever();
const call = (path, token) => clever.call(path, token);
${GREETING}`,
} as const;

const COUNTS_NOTHING = {
  'attempts of one call': helper('let tries = 0;\n  while (tries < 3) tries += 1;'),
  'a token that is kept': helper("kept ??= 'token';\n  console.log(kept);", 'let kept = null;\n'),
  'headers that are put together': helper('const headers = [];\n  headers.push(token);\n  console.log(headers);'),
} as const;

/** What else a function answers in the place of the answer, where its reader takes the type and the data. */
function answering(other: string, read = "const { type, data } = await load('t');"): string {
  return `async function load(token) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: token } });
  ${other}
  return response.json();
}
export async function main() {
  ${read}
  return type === 'teacher' ? data.name.last : data.email;
}
`;
}

const ANSWERS_BESIDES = {
  'no data': answering('if (!response.ok) return { data: null, type: null };'),
  'a guest': answering("if (!response.ok) return { type: 'student', data: { name: { last: 'Guest' } } };"),
  'a guest with a name': answering('if (!response.ok) return GUEST;').replace(
    'async',
    "const GUEST = { type: 'student', data: { name: {} } };\nasync",
  ),
  'another pattern': answering(
    'if (response.status === 401) return { data: null };',
    "const { type, data: { name, email } } = await load('t');\n  const data = { name, email };",
  ),
  'a callback': `export const main = () => fetch('https://api.clever.com/me')
  .then((response) => (response.status === 401 ? { data: null } : response.json()))
  .then(({ data, type }) => (type === 'teacher' ? data.name.last : null));
`,
} as const;

/** An instance of axios with a function for answers that failed. */
function intercepting(failed: string): string {
  return `import axios from 'axios';
const api = axios.create({ baseURL: 'https://api.clever.com' });
api.interceptors.response.use(undefined, ${failed});
export async function main() {
  const { data: me } = await api.get('/me');
  return me.type === 'teacher' ? me.data.name.last : me.data.email;
}
`;
}

const ANSWERS_FAILED = {
  'a guest for those who are not signed in': intercepting(
    "(error) => {\n  if (error.response?.status === 401) return { status: 401, data: { type: 'guest', data: {} } };\n  throw error;\n}",
  ),
  'a thing that has a name': intercepting('() => GUEST').replace(
    'const api',
    'const GUEST = { data: { type: 1 } };\nconst api',
  ),
  'a promise of one': intercepting('async () => ({ status: 200, data: {} })'),
} as const;

const PASSES_FAILURES_ON = {
  'an interceptor that throws again': intercepting('(error) => {\n  console.error(error);\n  throw error;\n}'),
  'an interceptor that rejects': intercepting('(error) => Promise.reject(error)'),
} as const;

const ANSWERS_NOTHING_BESIDES = {
  'nothing at all': answering("if (!response.ok) throw new Error('refused');"),
  'an error': answering("if (!response.ok) return Promise.reject(new Error('refused'));"),
} as const;

/** A request whose promise is kept, with a line between it and the line that awaits it. */
function pending(between: string, sent = "fetch('https://api.clever.com/v1.1/me', options)"): string {
  return `export async function main(token) {
  const options = { headers: { Authorization: token } };
  const pending = ${sent};
  ${between}
  const response = await pending;
  if (!response.ok) throw new Error('refused');
  return (await response.json()).data.name.last;
}
`;
}

const CHANGES_WHILE_PENDING = {
  'the token is deleted': pending('delete options.headers.Authorization;'),
  'the token is deleted by its key': pending("delete options['headers']['Authorization'];"),
  'the headers are replaced': pending('options.headers = {};'),
  'a method deletes the token': pending("options.headers.delete('Authorization');").replace(
    '{ Authorization: token }',
    'new Headers({ Authorization: token })',
  ),
  'a method sets another header': pending("options.headers.set('range', 'none');").replace(
    '{ Authorization: token }',
    'new Headers({ Authorization: token })',
  ),
} as const;

const CHANGES_LATER = {
  'nothing is changed': pending('console.log(options.headers.Authorization !== undefined);'),
  'another object is changed': pending('const other = { tries: 1 };\n  other.tries = 2;\n  delete other.tries;'),
  'the answer is awaited first': pending('delete options.headers.Authorization;').replace('= fetch', '= await fetch'),
} as const;

function fixed(text: string) {
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module" }', 'index.js': text });
  return fix({ cwd, paths: ['.'], rules, preset: 'recommended', target: 'v3.0', suggestions: false });
}

describe.each([
  ['asks what the path is', ASKS_PATH, /Check/],
  ['counts its requests', COUNTS, /Check/],
  ['answers something else too', ANSWERS_BESIDES, null],
  ['answers for a request that failed', ANSWERS_FAILED, null],
  ['changes its options before the answer is there', CHANGES_WHILE_PENDING, null],
] as const)('a function that %s', (_what, programs, advice) => {
  it.each(Object.entries<string>(programs))('holds the fix back: %s', (_name, text) => {
    const { before, changes } = fixed(text);
    expect(before.findings).not.toEqual([]);
    expect(changes).toEqual([]);
    const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
    if (advice) expect(suggestions.join(' ')).toMatch(advice);
  });
});

describe('a function that does nothing of this', () => {
  const programs = {
    ...ASKS_NOTHING_OF_IT,
    ...COUNTS_NOTHING,
    ...ANSWERS_NOTHING_BESIDES,
    ...PASSES_FAILURES_ON,
    ...CHANGES_LATER,
  };
  it.each(Object.entries<string>(programs))('holds nothing back: %s', (_name, text) => {
    expect(fixed(text).changes.map(({ file }) => file)).toEqual(['index.js']);
  });
});
