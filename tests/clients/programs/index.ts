import type { ClientPrograms } from '../support/programs.js';
import { axios } from './axios.js';
import { bent } from './bent.js';
import { crossFetch, fetch, isomorphicFetch, nodeFetch2, nodeFetch3 } from './fetch.js';
import { got11, got14 } from './got.js';
import { ky1, ky2 } from './ky.js';
import { needle } from './needle.js';
import { http2, nodeHttp } from './node-http.js';
import { oauth } from './oauth.js';
import { ofetch } from './ofetch.js';
import { openapiFetch } from './openapi-fetch.js';
import { phin } from './phin.js';
import { request, requestPromise } from './request.js';
import { superagent } from './superagent.js';
import { undici } from './undici.js';
import { wretch } from './wretch.js';

/** The programs of every client that can be installed, by the name of the client. */
export const CLIENT_PROGRAMS: Readonly<Record<string, ClientPrograms>> = {
  fetch,
  'node-fetch 2': nodeFetch2,
  'node-fetch 3': nodeFetch3,
  'cross-fetch': crossFetch,
  'isomorphic-fetch': isomorphicFetch,
  undici,
  axios,
  'got 11': got11,
  'got 14': got14,
  'ky 1': ky1,
  'ky 2': ky2,
  ofetch,
  wretch,
  superagent,
  needle,
  request,
  'request-promise-native': requestPromise,
  bent,
  phin,
  'openapi-fetch': openapiFetch,
  http: nodeHttp,
  http2,
  'passport-oauth2': oauth,
};
