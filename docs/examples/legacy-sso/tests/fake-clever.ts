import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response, type Router } from 'express';
import {
  district,
  lists,
  oldLists,
  people,
  school,
  users,
  type CleverRecord,
  type Person,
  type User,
} from './clever-records.js';

export interface FakeClever {
  /** Paths of the API requests so far. */
  readonly requests: string[];
  /** The id that `/me` gave last, by the name of the person. */
  readonly idsGiven: Map<string, string>;
  close(): void;
}

/**
 * Starts a Clever with one district, and points the application's environment at it; so call it before any module of
 * the application is imported. It answers API v1.1 and API v3.0. The code `ines` signs Ines in, and so on.
 *
 * With `CLEVER_RETIRED=1` all that Clever takes off line answers 410.
 */
export async function startFakeClever(): Promise<FakeClever> {
  const clever = express();
  const requests: string[] = [];
  const idsGiven = new Map<string, string>();

  clever.use((request, response, next) => {
    requests.push(request.path);
    const retired = request.path === '/me' || request.path.startsWith('/v1.1/');
    if (retired && process.env.CLEVER_RETIRED === '1') response.sendStatus(410);
    else next();
  });
  clever.post('/oauth/tokens', express.json(), (request, response) => {
    response.json({ access_token: `token-of-${request.body.code}` });
  });
  clever.get(['/me', '/v1.1/me', '/v3.0/me'], (request, response) => {
    const person = personOf(request);
    if (!person) return void response.sendStatus(401);
    const answer = request.path === '/v3.0/me' ? identityOf(person) : person.before;
    idsGiven.set(nameOf(request), answer.data.id);
    response.json(answer);
  });
  clever.use('/v1.1', oldApi());
  clever.use('/v3.0', currentApi());

  const server = clever.listen(0);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  process.env.CLEVER_TOKEN_URL = `${url}/oauth/tokens`;
  process.env.CLEVER_API_URL = url;
  process.env.CLEVER_SIGN_IN_API_URL = `${url}/v1.1`;
  process.env.CLEVER_ROSTER_API_URL = url;

  return { requests, idsGiven, close: () => server.close() };
}

function oldApi(): Router {
  const api = express.Router();
  api.get('/:list', (request, response) => sendPage(request, response, oldLists[request.params.list], '/v1.1'));
  answerPlaces(api);
  return api;
}

function currentApi(): Router {
  const api = express.Router();
  api.get('/users', (request, response) => {
    const role = request.query.role as keyof User['roles'] | undefined;
    const found = users.filter(({ roles }) => !role || roles[role]);
    sendPage(request, response, found, '/v3.0');
  });
  // The token of a person reads that person's record alone, and the id of before is no id here.
  api.get('/users/:id', (request, response) => {
    const user = personOf(request)?.user;
    if (user?.id === request.params.id) response.json({ data: user, links: [] });
    else response.sendStatus(404);
  });
  api.get('/:list', (request, response) => sendPage(request, response, lists[request.params.list], '/v3.0'));
  answerPlaces(api);
  return api;
}

/** Districts and schools, which both versions tell alike. */
function answerPlaces(api: Router): void {
  api.get('/districts/district-1', (_request, response) => void response.json({ data: district, links: [] }));
  api.get('/schools/school-1', (_request, response) => void response.json({ data: school, links: [] }));
}

/** API v3.0 says who somebody is and where from, and nothing else. */
function identityOf({ user }: Person): { type: string; data: { id: string; district: string; type: string } } {
  return { type: 'user', data: { id: user.id, district: district.id, type: 'user' } };
}

/** Sends the one record behind `starting_after`, with a link to the next page; lists are for the district's token. */
function sendPage(
  request: Request,
  response: Response,
  records: readonly CleverRecord[] | undefined,
  version: string,
): void {
  if (!records) return void response.sendStatus(404);
  if (request.headers.authorization !== 'Bearer district-token') return void response.sendStatus(401);

  const at = records.findIndex(({ id }) => id === request.query.starting_after) + 1;
  const record = records[at];
  const path = version + request.path;
  const query = new URLSearchParams({ ...(request.query as Record<string, string>), starting_after: record?.id ?? '' });
  response.json({
    data: record ? [{ data: record, uri: `${path}/${record.id}` }] : [],
    links: records.length > at + 1 ? [{ rel: 'next', uri: `${path}?${query}` }] : [],
  });
}

function nameOf({ headers }: Request): string {
  return headers.authorization?.replace('Bearer token-of-', '') ?? '';
}

function personOf(request: Request): Person | undefined {
  return people[nameOf(request)];
}
