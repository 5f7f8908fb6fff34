import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startClever, type Clever } from '../../src/sandbox/index.js';

let clever: Clever;
beforeEach(async () => {
  clever = await startClever({ clientId: 'reading-app', clientSecret: 'secret' });
});
afterEach(() => clever.close());

const redirectUri = 'http://localhost:3000/oauth/callback?next=%2F';
const credentials = 'reading-app:secret';

function trade(form: Record<string, string>, basic: string | null = credentials): Promise<Response> {
  return fetch(`${clever.origin}/oauth/tokens`, {
    method: 'POST',
    headers: basic === null ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', ...form }),
  });
}

/** Does what a browser does with the page: follows the link of somebody. */
async function signInAs(name: string): Promise<URL> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'reading-app',
    redirect_uri: redirectUri,
    state: 'a&b',
  });
  const page = await (await fetch(`${clever.origin}/oauth/authorize?${query.toString()}`)).text();
  const link = new RegExp(`href="([^"]+)">${name}<`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const response = await fetch(clever.origin + link, { redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '');
}

describe('signing in', () => {
  test('brings the browser back with a code, which becomes the token of that person', async () => {
    const back = await signInAs('Yara {2}Sand');
    expect(back.searchParams.get('state')).toBe('a&b');
    expect(back.searchParams.get('next')).toBe('/');
    const form = { code: back.searchParams.get('code') ?? '', redirect_uri: redirectUri };
    expect(await (await trade(form)).json()).toEqual({ access_token: clever.tokenOf('yara'), token_type: 'bearer' });
    expect((await trade(form)).status).toBe(400);
  });

  test('offers somebody with two roles once for each', async () => {
    const query = `client_id=reading-app&redirect_uri=${encodeURIComponent(redirectUri)}`;
    const page = await (await fetch(`${clever.origin}/oauth/authorize?${query}`)).text();
    expect(page.match(/Kim {2}Vega/g)).toHaveLength(2);
    expect(page).not.toContain('Jonas');
  });

  test.each([
    '',
    'client_id=reading-app',
    'client_id=other&redirect_uri=http://localhost/',
    'client_id=reading-app&redirect_uri=http://localhost/&response_type=token',
  ])('is refused for an address with %j', async (query) => {
    expect((await fetch(`${clever.origin}/oauth/authorize?${query}`)).status).toBe(400);
  });

  test('escapes what the program sends', async () => {
    const query = new URLSearchParams({ client_id: 'reading-app', redirect_uri: 'http://localhost/"><script>' });
    const page = await (await fetch(`${clever.origin}/oauth/authorize?${query.toString()}`)).text();
    expect(page).not.toContain('<script>');
  });
});

describe('the code exchange', () => {
  test.each([[null], ['reading-app:wrong'], ['other:secret'], ['reading-app']])(
    'refuses the credentials %j',
    async (basic) => {
      expect((await trade({ code: clever.codeFor('yara') }, basic)).status).toBe(401);
    },
  );

  test('refuses a code that nobody got, another kind of grant, and another address', async () => {
    expect((await trade({ code: 'made-up' })).status).toBe(400);
    expect((await trade({ code: clever.codeFor('yara'), grant_type: 'password' })).status).toBe(400);
    const back = await signInAs('Yara {2}Sand');
    const code = back.searchParams.get('code') ?? '';
    expect((await trade({ code, redirect_uri: 'http://localhost:9999/' })).status).toBe(400);
  });

  test('refuses a code after a minute', async () => {
    const code = clever.codeFor('yara');
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
    expect((await trade({ code })).status).toBe(400);
    vi.restoreAllMocks();
  });

  test('gives an application the token of its district', async () => {
    const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    const response = await fetch(`${clever.origin}/oauth/tokens?owner_type=district`, { headers: { authorization } });
    expect(await response.json()).toMatchObject({
      data: [{ access_token: clever.districtToken, owner: { type: 'district' } }],
    });
  });
});

describe('v1 switched off', () => {
  test.each([
    ['410', 410, 'application/json'],
    ['404', 404, 'application/json'],
    ['html', 200, 'text/html; charset=utf-8'],
  ] as const)('as %s', async (retired, status, type) => {
    clever.retire(retired);
    const headers = { authorization: `Bearer ${clever.tokenOf('yara')}` };
    for (const path of ['/me', '/v1.1/me', '/v1.2/teachers']) {
      const response = await fetch(clever.origin + path, { headers });
      expect([path, response.status, response.headers.get('content-type')]).toEqual([path, status, type]);
    }
    expect((await fetch(`${clever.origin}/v2.1/me`, { headers })).status).toBe(200);
    expect((await fetch(`${clever.origin}/v3.0/me`, { headers })).status).toBe(200);
  });
});

test('the log tells what was asked, and what Clever ended', async () => {
  const headers = { authorization: `Bearer ${clever.tokenOf('yara')}` };
  for (const path of ['/v1.1/teachers?limit=1', '/v3.0/me', '/v2.1/contacts', '/me'])
    await fetch(clever.origin + path, { headers });
  expect(clever.requests).toMatchObject([
    {
      method: 'GET',
      path: '/v1.1/teachers?limit=1',
      version: 'v1.1',
      endpoint: '/teachers',
      owner: 'yara',
      end: { state: 'gone', since: 'December 2022' },
    },
    { path: '/v3.0/me', version: 'v3.0', endpoint: '/me', end: null },
    { path: '/v2.1/contacts', end: { state: 'deprecated' } },
    { path: '/me', version: null, endpoint: '/me', end: { state: 'deprecated', target: '/v3.0/me' } },
  ]);
});

test('an api host does not sign in, and the sign-in host has no data', async () => {
  const ask = async (host: string, path: string) =>
    (await fetch(`${clever.origin}${path}`, { headers: { host } })).status;
  await clever.close();
  clever = await startClever({ redirect: true });
  expect((await fetch('https://api.clever.com/oauth/tokeninfo')).status).toBe(404);
  expect((await fetch('https://clever.com/v3.0/me')).status).toBe(404);
  expect(await ask('clever.com', '/oauth/tokeninfo')).toBe(401);
});
