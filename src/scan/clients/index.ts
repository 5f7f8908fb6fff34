import { axios } from './axios.js';
import { bent } from './bent.js';
import type { Client } from './client.js';
import { fetch } from './fetch.js';
import { got } from './got.js';
import { http2 } from './http2.js';
import { ky } from './ky.js';
import { axiosMockAdapter, msw, nock } from './mocks.js';
import { needle } from './needle.js';
import { followRedirects, nodeHttp, nodeHttps } from './node-http.js';
import { oauth } from './oauth.js';
import { ofetch, useFetch } from './ofetch.js';
import { openapiFetch } from './openapi-fetch.js';
import { phin } from './phin.js';
import { request, requestPromise } from './request.js';
import { superagent } from './superagent.js';
import { undici, undiciClient } from './undici.js';
import { wretch } from './wretch.js';

/** All HTTP clients that the scan knows. */
export const CLIENTS: readonly Client[] = [
  fetch,
  axios,
  undici,
  undiciClient,
  got,
  ky,
  ofetch,
  ...useFetch,
  wretch,
  superagent,
  needle,
  request,
  requestPromise,
  bent,
  phin,
  openapiFetch,
  nodeHttps,
  nodeHttp,
  ...followRedirects,
  http2,
  oauth,
  nock,
  axiosMockAdapter,
  ...msw,
];
