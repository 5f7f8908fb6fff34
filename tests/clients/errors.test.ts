import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLIENTS } from '../../src/clients/index.js';

/** A package as it is installed, of whatever type. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Package = any;

/** A client, the package by which it is installed, and a request that it makes with it. */
type Row = readonly [client: string, installed: string, ask: (of: Package, url: string) => unknown];

const ROWS: readonly Row[] = [
  ['axios', 'axios', ({ default: axios }, url) => axios.get(url)],
  ['bent', 'bent', ({ default: bent }, url) => bent('GET', 500)(url)],
  ['fetch', 'node-fetch', ({ default: fetch }, url) => fetch(url)],
  ['fetch', 'node-fetch2', ({ default: fetch }, url) => fetch(url)],
  ['got', 'got', ({ default: got }, url) => got(url)],
  ['got', 'got11', ({ default: got }, url) => got(url)],
  ['ky', 'ky', ({ default: ky }, url) => ky(url)],
  ['ky', 'ky2', ({ default: ky }, url) => ky(url)],
  ['needle', 'needle', ({ default: needle }, url) => needle('get', url)],
  ['ofetch', 'ofetch', ({ ofetch }, url) => ofetch(url)],
  ['openapi-fetch', 'openapi-fetch', ({ default: createClient }, url) => createClient({ baseUrl: url }).GET('/')],
  ['phin', 'phin', ({ default: phin }, url) => phin(url)],
  ['request-promise', 'request-promise-native', ({ default: request }, url) => request(url)],
  ['superagent', 'superagent', ({ default: superagent }, url) => superagent.get(url)],
  ['undici', 'undici', ({ request }, url) => request(url)],
  ['wretch', 'wretch', ({ default: wretch }, url) => wretch(url).get().res()],
];

let asked = 0;
let server: Server;

beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(500).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => server.close());

it.each(ROWS)('what the model of %s says of errors is what %s does', async (name, installed, ask) => {
  const errors = CLIENTS.find((client) => client.name === name)?.errors;
  const { port } = server.address() as AddressInfo;
  const client: Package = await import(installed);
  asked = 0;
  const isRejected = await Promise.resolve(ask(client, `http://127.0.0.1:${port}`)).then(
    () => false,
    () => true,
  );
  expect({ rejects: isRejected, retries: asked - 1 }).toEqual({ rejects: errors?.rejects, retries: errors?.retries });
});
