import { axios } from './axios.js';
import type { Client } from './client.js';
import { fetch } from './fetch.js';
import { got } from './got.js';
import { ky } from './ky.js';
import { nodeHttp } from './node-http.js';
import { request, requestPromise } from './request.js';
import { superagent } from './superagent.js';

/** All HTTP clients that the scan knows. */
export const CLIENTS: readonly Client[] = [fetch, axios, got, ky, request, requestPromise, superagent, nodeHttp];
