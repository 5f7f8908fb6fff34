// Runs programs one after the other against a server of its own, and tells which requests arrived during each.
// Programs come as JSON on the standard input, in the folder that is the working directory; outcomes go to the output.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const BODY = JSON.stringify({ type: 'user', data: { id: '42' } });

/** Longer than any request to this machine takes. */
const DEADLINE = 5_000;

let arrived = [];

const server = createServer((request, response) => {
  arrived.push(`${request.method} http://${request.headers.host}${request.url}`);
  response.setHeader('content-type', 'application/json').end(request.method === 'HEAD' ? undefined : BODY);
});
const http2Server = createHttp2Server((request, response) => {
  arrived.push(`${request.method} http://${request.authority}${request.url}`);
  response.setHeader('content-type', 'application/json');
  response.end(BODY);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
await new Promise((listening) => http2Server.listen(0, '127.0.0.1', listening));

const outcomes = [];
for (const program of JSON.parse(await text(process.stdin))) {
  const code = program.replaceAll('HTTP2_PORT', http2Server.address().port).replaceAll('PORT', server.address().port);
  const file = resolve(`program-${outcomes.length}.mjs`);
  writeFileSync(file, code);
  arrived = [];
  outcomes.push({ code, ...(await run(file)), arrived });
}
process.stdout.write(JSON.stringify(outcomes), () => process.exit(0));

async function run(file) {
  try {
    const exported = await Promise.race([import(pathToFileURL(file)), late()]);
    return { id: exported.id ?? null, error: null };
  } catch (error) {
    return { id: null, error: String(error?.stack ?? error) };
  }
}

async function late() {
  await new Promise((rung) => setTimeout(rung, DEADLINE).unref());
  throw new Error('the program did not end');
}

// A client may reject a second time where nobody listens; what arrived has been noted by then.
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
