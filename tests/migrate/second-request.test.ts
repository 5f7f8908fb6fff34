import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { PREVENTS_CHANGE } from '../../src/model/finding.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const HEADERS = '{ headers: { Authorization: `Bearer ${token}` } }';
const ASKED = "const response = await fetch('https://api.clever.com/me', " + HEADERS + ');';
const READ = `const me = await response.json();
  return me.data.type === 'teacher';`;

/** Programs in which no second request can be put behind the first, each with the reason and the code that it names. */
const programs: readonly { readonly why: string; readonly at: string; readonly code: string }[] = [
  {
    why: 'it does not know whether `tokens.shift` may run twice',
    at: 'tokens.shift()',
    code: `import axios from 'axios';
const tokens = ['a', 'b'];
export async function signIn() {
  const users = [await axios.get('https://api.clever.com/me', { headers: { Authorization: tokens.shift() } })];
  return users[0].data.data.type === 'teacher';
}`,
  },
  {
    why: 'other code passes in something that answers in place of `fetch`, such as a mock in a test',
    at: 'fetch',
    code: `export async function signIn(token, { fetch }) {
  ${ASKED}
  ${READ}
}
signIn('a', { fetch });
signIn('b', { fetch: async () => ({ ok: true, json: async () => ({ data: {} }) }) });`,
  },
  {
    why: '`function (error, response, body)` uses `this`, `arguments`, or parameters that are not passed one by one',
    at: 'function (error, response, body) { done(this, JSON.parse(body).data.type); }',
    code: `import request from 'request';
export function signIn(token, done) {
  request('https://api.clever.com/me', ${HEADERS}, function (error, response, body) { done(this, JSON.parse(body).data.type); });
}`,
  },
  {
    why: 'the request of `request` is part of a longer statement',
    at: "request('https://api.clever.com/me', (error, response, body) => done(JSON.parse(body).data.type === 'teacher'))",
    code: `import request from 'request';
export function signIn(token, done) {
  return [request('https://api.clever.com/me', (error, response, body) => done(JSON.parse(body).data.type === 'teacher'))];
}`,
  },
  {
    why: '`$.ajax` calls a function after every request, even a failed one',
    at: "$.ajax({ url: 'https://api.clever.com/me', success: (me) => show(me.data.type), complete: () => show('done') })",
    code: `import $ from 'jquery';
const show = (text) => console.log(text === 'teacher');
$.ajax({ url: 'https://api.clever.com/me', success: (me) => show(me.data.type), complete: () => show('done') });`,
  },
  {
    why: "it cannot write another path into `'https://api.clever.com' + path`",
    at: "'https://api.clever.com' + path",
    code: `class Call {
  constructor(path) {
    this.answer = fetch('https://api.clever.com' + path).then((response) => response.json());
  }
}
export async function signIn() {
  return (await new Call('/me').answer).data.type === 'teacher';
}`,
  },
  {
    why: 'a value that `axios.get` reads may change before the second request',
    at: "axios.get('https://api.clever.com/me', { headers: { Authorization: current } })",
    code: `import axios from 'axios';
let current = '';
export const set = (token) => { current = token; };
export const signIn = () => axios.get('https://api.clever.com/me', { headers: { Authorization: current } }).then(({ data }) => data.data.type === 'teacher');`,
  },
  {
    why: 'it cannot write another path into the URL of `fetch`',
    at: "fetch(test ? 'https://sandbox.example/me' : 'https://api.clever.com/me')",
    code: `export async function signIn(test) {
  const response = await fetch(test ? 'https://sandbox.example/me' : 'https://api.clever.com/me');
  ${READ}
}`,
  },
];

describe('a second request that cannot be added', () => {
  it.each(programs)('is refused with the reason and its place: $why', ({ why, at, code }) => {
    const folder = temporaryFolder({ 'package.json': '{}', 'a.js': code });
    const { findings } = audit({ cwd: folder, paths: ['.'], rules });
    const { fix, suggestions, refusal, related } = findings.find(({ rule }) => /no-unversioned-me/.test(rule)) ?? {};
    expect({ fix, suggestions }).toEqual({ fix: null, suggestions: [] });
    expect(refusal).toBe(`the code needs a second request, to \`/users/{id}\`, and this tool cannot add it: ${why}`);
    const places = related
      ?.filter(({ message }) => message === PREVENTS_CHANGE)
      .map(({ span }) => code.slice(span.start, span.end));
    expect(places).toEqual([at]);
  });

  it.each([
    `export async function signIn(token) {
  ${ASKED}
  ${READ}
}`,
    `export async function signIn(token, { fetch }) {
  ${ASKED}
  ${READ}
}
signIn('a', { fetch });`,
  ])('is added where nothing is in the way', (code) => {
    const folder = temporaryFolder({ 'package.json': '{}', 'a.js': code });
    const { findings } = audit({ cwd: folder, paths: ['.'], rules });
    expect(findings.every(({ fix, suggestions }) => fix ?? suggestions.length)).toBe(true);
  });
});
