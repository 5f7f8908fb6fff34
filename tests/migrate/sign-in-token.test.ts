import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** Whether the request for the schools is moved without asking in a program of some files. */
function isMoved(files: Readonly<Record<string, string>>): boolean {
  const { findings } = audit({ cwd: temporaryFolder({ 'package.json': '{ "private": true }', ...files }) });
  const calls = findings.filter(({ rule, topic }) => rule === 'clever/no-v1-endpoint' && topic === 'call');
  expect(calls).toHaveLength(1);
  return calls.every(({ fix }) => fix !== null);
}

/** A request for the schools with a token of some kind. */
const schools = (token: string, parameters = ''): string => `
export async function schoolNames(${parameters}) {
  const response = await fetch('https://api.clever.com/v1.1/schools', { headers: { Authorization: \`Bearer \${${token}}\` } });
  if (!response.ok) throw new Error('no schools');
  const { data } = await response.json();
  return data.map((school) => school.data.name);
}
`;

const EXCHANGE = `
import axios from 'axios';
export async function signIn(code, session) {
  const { data } = await axios.post('https://clever.com/oauth/tokens', { code, grant_type: 'authorization_code' }, { auth });
  session.token = data.access_token;
}
`;

const PAGE = `
export const signInPage = (client) => \`https://clever.com/oauth/authorize?response_type=code&client_id=\${client}\`;
`;

describe('a program that signs people in, and asks nowhere who they are', () => {
  test.each([
    ['by an exchange of codes', { 'auth.js': EXCHANGE, 'schools.js': schools('session.token', 'session') }],
    ['by a page, with a token of the caller', { 'auth.js': PAGE, 'schools.js': schools('token', 'token') }],
    [
      'by a page whose host is set elsewhere',
      {
        'auth.js': 'export const page = process.env.CLEVER_SITE + "/oauth/authorize";',
        'schools.js': schools('await tokenOf(user)', 'user'),
      },
    ],
    [
      'by a form',
      {
        'main.js': `${schools('token', 'token')}
export async function main(code) {
  const body = new URLSearchParams({ code, grant_type: 'authorization_code' });
  const response = await fetch('https://clever.com/oauth/tokens', { method: 'POST', body });
  console.log(await schoolNames((await response.json()).access_token));
}`,
      },
    ],
    [
      'by the button for a portal',
      {
        'auth.ts': "export const button = 'https://clever.com/oauth/instant-login?client_id=1';",
        'schools.ts': schools('session.token', 'session: { token: string }'),
      },
    ],
  ])('moves no call that v3 refuses their token, without asking: %s', (_, files) => {
    expect(isMoved(files)).toBe(false);
  });

  test('moves one that sends a token of the deployment', () => {
    expect(isMoved({ 'auth.js': EXCHANGE, 'schools.js': schools('process.env.CLEVER_DISTRICT_TOKEN') })).toBe(true);
  });
});

describe('a program that signs nobody in with Clever', () => {
  test.each([
    ['the token of a district', { 'schools.js': schools('district.token', 'district') }],
    [
      'the tokens of all districts',
      {
        'tokens.js': "export const tokens = () => fetch('https://clever.com/oauth/tokens?owner_type=district', key);",
        'schools.js': schools('district.token', 'district'),
      },
    ],
    [
      'another service for signing in',
      {
        'google.js': EXCHANGE.replace('clever.com/oauth/tokens', 'oauth2.googleapis.com/token'),
        'schools.js': schools('district.token', 'district'),
      },
    ],
  ])('moves the same call with %s', (_, files) => {
    expect(isMoved(files)).toBe(true);
  });
});

/** How clients write the header with a token, each a request for the schools. */
const SPELLINGS: Readonly<Record<string, string>> = {
  superagent:
    "import superagent from 'superagent';\nexport const load = async () => (await superagent.get(URL).set('Authorization', `Bearer ${T}`)).body.data.length;",
  'superagent, by its method':
    "import superagent from 'superagent';\nexport const load = async () => (await superagent.get(URL).auth(T, { type: 'bearer' })).body.data.length;",
  request:
    "import request from 'request';\nexport const load = (done) => request({ url: URL, json: true, auth: { bearer: T } }, (error, response, body) => done(body.data.length));",
  needle:
    "import needle from 'needle';\nexport const load = async () => (await needle('get', URL, { headers: { Authorization: `Bearer ${T}` } })).body.data.length;",
  undici:
    "import { request } from 'undici';\nexport const load = async () => (await (await request(URL, { headers: { authorization: `Bearer ${T}` } })).body.json()).data.length;",
};

describe('a token that asks who is signed in is the same token however a call sends it', () => {
  const me =
    "export const me = async () => (await (await fetch('https://api.clever.com/v3.0/me', { headers: { Authorization: `Bearer ${process.env.T}` } })).json()).data.id;\n";
  const program = (spelling: string, token: string): string =>
    spelling.replaceAll('URL', "'https://api.clever.com/v1.1/schools'").replaceAll(/\bT\b/g, token);

  test.each(Object.entries(SPELLINGS))('%s', (_, spelling) => {
    expect(isMoved({ 'me.mjs': me, 'schools.mjs': program(spelling, 'process.env.T') })).toBe(false);
  });

  test.each(Object.entries(SPELLINGS))('near miss, another token: %s', (_, spelling) => {
    expect(isMoved({ 'me.mjs': me, 'schools.mjs': program(spelling, 'process.env.DISTRICT') })).toBe(true);
  });
});

test('a suggestion asks about the token too', () => {
  const teachers = schools('process.env.T')
    .replace('/schools', '/teachers')
    .replace('school.data.name', 'school.data.email');
  const me = `export const me = (headers) => fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: \`Bearer \${process.env.T}\` } }).then((r) => r.json()).then((me) => me.data.email);`;
  const { findings } = audit({
    cwd: temporaryFolder({ 'package.json': '{ "private": true }', 'a.js': teachers, 'b.js': me }),
  });
  const suggested = findings.flatMap(({ suggestions }) => suggestions.flatMap(({ decisions = [] }) => decisions));
  expect(suggested.join(' ')).toContain('Check which token you send to `/v3.0/users?role=teacher`');
});
