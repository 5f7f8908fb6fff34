// Asks Clever for /v3.0/me with each client, and prints what each gets.
import { request as namedRequest } from 'node:https';
import https from 'node:https';
import axios from 'axios';
import got from 'got';
import fetchOfNodeFetch from 'node-fetch';
import oldNodeFetch from 'node-fetch2';
import request from 'request';
import superagent from 'superagent';
import { Agent, Pool, fetch as fetchOfUndici, request as requestOfUndici } from 'undici';

const url = 'https://api.clever.com/v3.0/me';
const headers = { authorization: `Bearer ${process.env.TOKEN}` };

const send = (open, options) =>
  new Promise((resolve, reject) => {
    const sent = open(url, { headers, ...options }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve(JSON.parse(body)));
    });
    sent.on('error', reject).end();
  });

const clients = {
  fetch: async () => (await fetch(url, { headers })).json(),
  'undici.fetch': async () => (await fetchOfUndici(url, { headers })).json(),
  'undici.request': async () => (await requestOfUndici(url, { headers })).body.json(),
  'undici with an agent of its own': async () =>
    (await requestOfUndici(url, { headers, dispatcher: new Agent({ allowH2: true }) })).body.json(),
  'undici.Pool': async () => {
    const pool = new Pool('https://api.clever.com');
    return (await pool.request({ path: '/v3.0/me', method: 'GET', headers })).body.json();
  },
  'https.request': () => send(https.request),
  'request of node:https by name': () => send(namedRequest),
  'https.request with an agent of its own': () => send(https.request, { agent: new https.Agent({ keepAlive: true }) }),
  axios: async () => (await axios.get(url, { headers })).data,
  got: () => got(url, { headers }).json(),
  'got over HTTP/2': () => got(url, { headers, http2: true }).json(),
  'node-fetch 3': async () => (await fetchOfNodeFetch(url, { headers })).json(),
  'node-fetch 2': async () => (await oldNodeFetch(url, { headers })).json(),
  request: () =>
    new Promise((resolve, reject) => {
      request({ url, headers, json: true }, (error, _response, body) => (error ? reject(error) : resolve(body)));
    }),
  superagent: async () => (await superagent.get(url).set(headers)).body,
};

for (const [name, ask] of Object.entries(clients)) {
  const answer = await ask().catch((error) => String(error));
  console.log(`${name}: ${answer?.data?.id ?? JSON.stringify(answer)}`);
}
process.exit();
