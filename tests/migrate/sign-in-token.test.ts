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
