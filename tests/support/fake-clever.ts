import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerBroken, isFaultToken } from './fake-clever/faults.js';
import { district, districtToken, people, type Person } from './fake-clever/people.js';
import { hasUsers, isRetired, meAnswer, userinfoAnswer, versions } from './fake-clever/records.js';
import { Refusal } from './fake-clever/refusal.js';
import { dataAnswer } from './fake-clever/routes.js';

/** A request that came in. */
export interface LoggedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
}

/** A Clever for tests: `api.clever.com` and `clever.com` in one server. */
export interface FakeClever {
  /** Where it listens: `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** The requests so far. */
  readonly requests: readonly LoggedRequest[];
  close(): Promise<void>;
}

/**
 * Starts a Clever with one district. A token says who is signed in; a code of the OAuth exchange is the token with
 * `code-` in front.
 *
 * @param retired whether v1 and the `/me` without a version are switched off, as Clever did
 */
export async function startFakeClever(retired: boolean): Promise<FakeClever> {
  const requests: LoggedRequest[] = [];
  const server = createServer((request, response) => {
    void respond(request, response, retired).then((status) => {
      requests.push({ method: request.method ?? '', path: request.url ?? '', status });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Sends the answer and says which status it has. */
async function respond(request: IncomingMessage, response: ServerResponse, retired: boolean): Promise<number> {
  const body = await text(request);
  if (answerBroken(request.url ?? '/', request.headers.authorization ?? '', response)) return 200;
  try {
    const answer = answerTo(request, body, retired);
    send(response, 200, 'application/json', JSON.stringify(answer));
    return 200;
  } catch (problem) {
    const { status, message, isPage } = problem instanceof Refusal ? problem : new Refusal(500, String(problem));
    const page = `<!DOCTYPE html><html><body><h1>${message}</h1></body></html>`;
    if (isPage) send(response, status, 'text/html', page);
    else send(response, status, 'application/json', JSON.stringify({ error: message, message }));
    return status;
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, connection: 'close' }).end(body);
}

function answerTo(request: IncomingMessage, body: string, retired: boolean): unknown {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://clever');
  if (pathname.startsWith('/oauth/')) return oauthAnswer(request, pathname, body);
  const version = versions.find((each) => pathname.startsWith(`/${each}/`));
  const path = version ? pathname.slice(version.length + 1) : pathname;
  const needsV1 = version ? isRetired(version) : pathname === '/me';
  if (retired && needsV1) throw new Refusal(410, 'This version of the API is gone', true);
  if (request.method !== 'GET') throw new Refusal(405, 'Method not allowed');
  const person = bearerOf(request);
  if (path === '/me') return meAnswer(signedIn(person), version ?? 'v1.1');
  if (pathname === '/userinfo') return userinfoAnswer(signedIn(person));
  if (!version) throw new Refusal(404, 'There is nothing here', true);
  if (person && hasUsers(version)) checkReach(person, path);
  return dataAnswer({ version, path, query: searchParams });
}

/** With this token every answer is a page that says it is one of success, as a proxy sends it in front of a server. */
export const maintenanceToken = 'il-maintenance';

/** Who a token belongs to; null for that of an application. */
function bearerOf({ headers }: IncomingMessage): Person | null {
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === districtToken) return null;
  if (token === maintenanceToken) throw new Refusal(200, 'Down for maintenance', true);
  const person = token && isFaultToken(token) ? people[0] : people.find((each) => each.token === token);
  if (!person) throw new Refusal(401, 'Unauthorized');
  return person;
}

function signedIn(person: Person | null): Person {
  if (!person) throw new Refusal(403, 'This token does not belong to a person');
  return person;
}

/** What somebody's own token opens in v3, by Clever's documentation: the own record and the own district. */
function checkReach(person: Person, path: string): void {
  if (![`/users/${person.id}`, `/districts/${district.id}`].includes(path))
    throw new Refusal(403, 'This token does not reach so far');
}

function oauthAnswer({ method, headers }: IncomingMessage, path: string, body: string): unknown {
  if (path !== '/oauth/tokens' || method !== 'POST') throw new Refusal(404, 'There is nothing here', true);
  if (!headers.authorization?.startsWith('Basic ')) throw new Refusal(401, 'The client must say who it is');
  const isJson = headers['content-type']?.includes('json') ?? false;
  const form = (isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))) as Record<string, string>;
  const person = people.find(({ token }) => form['code'] === `code-${token}`);
  if (!person) throw new Refusal(400, 'invalid_grant');
  return { access_token: person.token, token_type: 'bearer' };
}
