import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { startFakeClever } from './fake-clever.js';

const clever = await startFakeClever();
const { createApp } = await import('../src/app.js');
const { memoryAccounts, memoryRoster } = await import('../src/store.js');

const accounts = memoryAccounts();
const server = createApp(accounts, memoryRoster()).listen(0);
let app = '';

before(async () => {
  if (!server.listening) await once(server, 'listening');
  app = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.close();
  clever.close();
});

/** Goes through the redirects of a sign-in as a browser does. */
async function signInAsInes(): Promise<{ cookie: string; landedOn: string | null }> {
  const start = await fetch(`${app}/login`, { redirect: 'manual' });
  const cookie = start.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const state = new URL(start.headers.get('location') ?? '').searchParams.get('state');

  const end = await fetch(`${app}/oauth/callback?code=ines&state=${state}`, {
    headers: { cookie },
    redirect: 'manual',
  });
  return { cookie, landedOn: end.headers.get('location') };
}

test('a teacher signs in, lands on her classes and is shown by name', async () => {
  const { cookie, landedOn } = await signInAsInes();
  assert.equal(landedOn, '/classes');

  const me = await (await fetch(`${app}/me`, { headers: { cookie } })).json();
  assert.deepEqual(me, {
    data: { name: 'Ines Caldwell', email: 'ines@cedarvalley.test', school: 'Hillside Elementary' },
    type: 'teacher',
  });
});

test('a second visit finds the same account', async () => {
  await signInAsInes();
  await signInAsInes();

  assert.equal((await accounts.find(1))?.name, 'Ines Caldwell');
  assert.equal(await accounts.find(2), undefined);
});

test('the banner names the district of whoever is signed in', async () => {
  const { cookie } = await signInAsInes();
  const banner = await (await fetch(`${app}/banner`, { headers: { cookie } })).json();

  assert.deepEqual(banner, { district: 'Cedar Valley Unified' });
});

test('a code without our state is sent through /login', async () => {
  const response = await fetch(`${app}/oauth/callback?code=ines`, { redirect: 'manual' });

  assert.equal(response.headers.get('location'), '/login');
});

test('nobody is shown to a stranger', async () => {
  assert.equal((await fetch(`${app}/me`)).status, 401);
  assert.equal((await fetch(`${app}/v1.1/classes`)).status, 403);
});
