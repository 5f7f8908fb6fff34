import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

/** A program whose request is made with what a helper of the program makes. */
interface Program {
  readonly what: string;
  readonly helper: string;
  /** What `fetch` is given. */
  readonly given: string;
}

const HEADERS = '{ headers: { Authorization: token } }';
const MAKES_HEADERS = "'https://api.clever.com/me', { headers: headersFor(token) }";

function findingsOf({ helper, given }: Program) {
  const code = `${helper}
const ask = (token) => fetch(${given});
export async function signIn(token) {
  const me = await (await ask(token)).json();
  return me.data.email;
}`;
  return audit({ cwd: temporaryFolder({ 'package.json': '{}', 'a.js': code }), paths: ['.'], rules }).findings;
}

const harmless: readonly Program[] = [
  {
    what: 'fills the URL that it made, in a loop',
    helper: `function endpoint(path, params = {}) {
  const url = new URL(path, 'https://api.clever.com');
  for (const [key, value] of Object.entries(params)) url.searchParams.set(key, value);
  return url;
}`,
    given: `endpoint('/me'), ${HEADERS}`,
  },
  {
    what: 'fills the URL that it made, in a callback',
    helper: `function endpoint(path, params = {}) {
  const url = new URL(path, 'https://api.clever.com');
  Object.entries(params).forEach(([key, value]) => url.searchParams.set(key, value));
  return url;
}`,
    given: `endpoint('/me'), ${HEADERS}`,
  },
  {
    what: 'fills the request that it made',
    helper: `function authorized(url, token) {
  const request = new Request(url);
  request.headers.set('authorization', token);
  return request;
}`,
    given: "authorized('https://api.clever.com/me', token)",
  },
  {
    what: 'sets members of the object that it made',
    helper: `function headersFor(token) {
  const headers = {};
  if (!token) throw new Error('no token');
  headers.Authorization = token;
  return headers;
}`,
    given: MAKES_HEADERS,
  },
  {
    what: 'appends to a text of its own',
    helper: `function headersFor(...parts) {
  let text = '';
  for (const part of parts) text += part;
  return { Authorization: text };
}`,
    given: MAKES_HEADERS,
  },
  {
    what: 'merges into a new object',
    helper: 'const merge = (...all) => Object.assign({}, ...all);',
    given: `'https://api.clever.com/me', merge({ method: 'GET' }, ${HEADERS})`,
  },
];

const harmful: readonly Program[] = [
  {
    what: 'keeps what it made',
    helper: `const seen = [];
const headersFor = (token) => { const headers = { Authorization: token }; seen.push(headers); return headers; };`,
    given: MAKES_HEADERS,
  },
  {
    what: 'changes what its object shares with others',
    helper: `const defaults = { headers: {} };
function headersFor(token) {
  const options = { ...defaults };
  options.headers.count = (options.headers.count ?? 0) + 1;
  return { ...options.headers, Authorization: token };
}`,
    given: MAKES_HEADERS,
  },
  {
    what: 'goes through an iterator',
    helper: `const params = new Map([['limit', '1']]).entries();
function headersFor(token) {
  const headers = new Headers();
  for (const [key, value] of params) headers.set(key, value);
  return headers;
}`,
    given: MAKES_HEADERS,
  },
  {
    what: 'asks a function that it names',
    helper: `let count = 0;
const next = (part) => part + count++;
const headersFor = (token) => ({ Authorization: [token].map(next) });`,
    given: MAKES_HEADERS,
  },
  {
    what: 'makes an object of a class of the program',
    helper: `let made = 0;
class Headers { constructor() { this.count = made++; } }
const headersFor = (token) => new Headers({ Authorization: token });`,
    given: MAKES_HEADERS,
  },
];

describe('a helper that both requests call', () => {
  it.each(harmless)('may run twice where it $what', (program) => {
    expect(findingsOf(program).map(({ fix }) => fix !== null)).toEqual([true, true]);
  });

  it.each(harmful)('may not where it $what', (program) => {
    const [finding] = findingsOf(program);
    expect(finding?.fix).toBeNull();
    expect(finding?.refusal).toContain('may run twice');
  });
});
