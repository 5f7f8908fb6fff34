import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerTo, type Answer, type Asked, type Retired } from './answers.js';
import { page, escapeHtml } from './authorize-page.js';
import { loginCalled } from './identity.js';
import type { Json } from './json.js';
import { CodeExchange, districtToken, ownerOf, tokenOf } from './oauth.js';
import { redirectClever } from './redirect.js';
import { Refusal } from './refusal.js';
import { endOf, endpointOf, splitVersion, type SandboxRequest } from './requests.js';

/** How a Clever starts. */
export interface CleverOptions {
  /** How v1 and `/me` without a version answer: as before (`false`, the default), or as what is gone; `true` is `'410'`. */
  readonly retired?: boolean | Retired;
  /** The port to listen on; 0, the default, takes a free one. */
  readonly port?: number;
  /** Whether what this process sends to Clever's hosts comes here, until `close`; `false` is the default. */
  readonly redirect?: boolean;
  /** The client that may sign people in; any if not given. */
  readonly clientId?: string;
  /** The secret of the client; any if not given. */
  readonly clientSecret?: string;
  /** Told of each request once it is answered. */
  readonly onRequest?: (request: SandboxRequest) => void;
}

/** A Clever on this machine. */
export interface Clever {
  /** Where it listens, for programs that take an address: `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** The requests so far, oldest first. */
  readonly requests: readonly SandboxRequest[];
  /** The token of an application for the whole district. */
  readonly districtToken: string;
  /**
   * The token of somebody who signed in.
   *
   * @param key `noor`, `timo`, `yara`, `otto`, `ruth`, `kim` or `kim-as-teacher`
   * @throws Error for a key that nobody has
   */
  tokenOf(key: string): string;
  /**
   * A code such as the browser brings back from the sign-in; it works once, for a minute.
   *
   * @param key as for `tokenOf`
   * @throws Error for a key that nobody has
   */
  codeFor(key: string): string;
  /** Switches v1 off, or on again. */
  retire(retired: boolean | Retired): void;
  /** Stops, and puts back what `redirect` changed. */
  close(): Promise<void>;
}

/**
 * Starts a Clever on this machine: sign-in, `/me`, `/userinfo`, rosters and events of v1.1 to v3.1, over one demo district
 * in which everybody has the same ids throughout.
 *
 * @returns once it listens, on 127.0.0.1 alone
 * @throws Error for a port that is taken
 */
export async function startClever(options: CleverOptions = {}): Promise<Clever> {
  const { port = 0, redirect = false, clientId = null, clientSecret = null, onRequest } = options;
  const exchange = new CodeExchange({ id: clientId, secret: clientSecret });
  const requests: SandboxRequest[] = [];
  let retired = retiredOf(options.retired ?? false);

  const server = createServer((request, response) => {
    const answered = respond(request, response, (asked) => answerTo(asked, retired, exchange));
    // A request that its program broke off gets no answer, and so is none.
    void answered.then(
      (logged) => {
        requests.push(logged);
        onRequest?.(logged);
      },
      () => response.destroy(),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const putBack = redirect ? redirectClever(origin) : () => {};

  return {
    origin,
    requests,
    districtToken,
    tokenOf: (key) => tokenOf(loginCalled(key)),
    codeFor: (key) => exchange.issue(loginCalled(key), null, null),
    retire: (value) => {
      retired = retiredOf(value);
    },
    close: async () => {
      putBack();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function retiredOf(value: boolean | Retired): Retired | null {
  if (typeof value === 'string') return value;
  return value ? '410' : null;
}

/** Sends the answer, and tells what was asked. */
async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (asked: Asked) => Answer,
): Promise<SandboxRequest> {
  const asked = await readRequest(request);
  const status = send(
    response,
    tryTo(() => answer(asked)),
  );
  return log(asked, status);
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  const { method = 'GET', headers, url = '/' } = request;
  const body = await text(request);
  return {
    method,
    host: (headers.host ?? '').replace(/:\d+$/, '').toLowerCase(),
    url: new URL(url, 'http://clever'),
    authorization: headers.authorization,
    form: readForm(body, headers['content-type'] ?? ''),
  };
}

function readForm(body: string, type: string): Json {
  if (!type.includes('json')) return Object.fromEntries(new URLSearchParams(body));
  try {
    return JSON.parse(body) as Json;
  } catch {
    // A body that is no JSON has no fields, and what needs them says so.
    return {};
  }
}

function tryTo(answer: () => Answer): Answer | Refusal {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal) return error;
    return new Refusal(500, `This is a bug in the sandbox: ${String((error as Error).stack)}`);
  }
}

function send(response: ServerResponse, answer: Answer | Refusal): number {
  if (answer instanceof Refusal) return sendRefusal(response, answer);
  if (answer.kind === 'redirect') response.writeHead(302, { location: answer.to }).end();
  else if (answer.kind === 'page')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(answer.body);
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  return response.statusCode;
}

function sendRefusal(response: ServerResponse, { status, message, form }: Refusal): number {
  const isPage = form === 'page';
  const body = isPage
    ? page(`${status}`, `<p>${escapeHtml(message)}</p>`)
    : JSON.stringify({ error: message, message });
  response.writeHead(status, { 'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json' }).end(body);
  return status;
}

function log({ method, host, url, authorization }: Asked, status: number): SandboxRequest {
  const place = splitVersion(url.pathname);
  return {
    method,
    host,
    path: url.pathname + url.search,
    status,
    owner: ownerNameOf(authorization),
    version: place.version,
    endpoint: endpointOf(place, method),
    end: endOf(place, method),
  };
}

function ownerNameOf(authorization: string | undefined): string | null {
  try {
    const owner = ownerOf(authorization);
    return owner === 'district' ? owner : owner.key;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
