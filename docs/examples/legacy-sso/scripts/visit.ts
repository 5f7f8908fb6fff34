// Signs somebody of the sandbox in, as a browser does, and keeps the accounts in `accounts.json` for the next visit:
//     npx clever-audit sandbox -- npm run visit yara
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Account } from '../src/store.js';

const [person = 'yara'] = process.argv.slice(2);
process.env.CLEVER_CLIENT_ID ??= 'reading-app';
process.env.CLEVER_CLIENT_SECRET ??= 'only-for-the-sandbox';

const { createApp } = await import('../src/app.js');
const { memoryAccounts, memoryRoster } = await import('../src/store.js');

const kept = 'accounts.json';
const accounts = memoryAccounts();
const before: Account[] = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : [];
for (const { id: _, ...values } of before) await accounts.create(values);

const reading = createApp(accounts, memoryRoster());
// Express prints each error in full, unless it runs in a test. The last line of this script says what went wrong.
reading.set('env', 'test');
const server = reading.listen(0);
if (!server.listening) await once(server, 'listening');
const app = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const problem = await visit();
server.close();
server.closeAllConnections();
const after = await allAccounts();
writeFileSync(kept, `${JSON.stringify(after, null, 2)}\n`);
if (problem) {
  console.log(`${person} cannot sign in: ${problem}`);
  process.exitCode = 1;
} else {
  const known = before.length === after.length ? 'the same account' : 'a new account';
  console.log(
    `${person} signs in with ${known}; there ${after.length === 1 ? 'is 1 account' : `are ${after.length} accounts`}.`,
  );
}

/** Goes from the app to Clever's page, chooses who signs in, and comes back; answers what went wrong. */
async function visit(): Promise<string | null> {
  const start = await fetch(`${app}/login`, { redirect: 'manual' });
  const cookie = start.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const page = new URL(start.headers.get('location') ?? '');
  const html = await (await fetch(page)).text();
  const link = new RegExp(`href="([^"]*[&;]as=${person})"`).exec(html)?.[1];
  if (!link) return 'the page of the sandbox does not know this person';
  const chosen = await fetch(new URL(link.replaceAll('&amp;', '&'), page), { redirect: 'manual' });
  const { search } = new URL(chosen.headers.get('location') ?? '');
  const end = await fetch(`${app}/oauth/callback${search}`, { headers: { cookie }, redirect: 'manual' });
  return end.status === 302 ? null : `the app answers ${end.status}`;
}

async function allAccounts(): Promise<Account[]> {
  const found: Account[] = [];
  for (let account = await accounts.find(1); account; account = await accounts.find(found.length + 1)) {
    found.push(account);
  }
  return found;
}
