import { BODY, holder, promise, sayingUrl } from './shape.js';
import { CLIENT_DEFAULTS, optionsAfterBody, verbs, type Client, type RequestForm } from './client.js';
import { ONE_SLASH } from './join.js';

const CALL = { method: null, url: [{ argument: 0, member: 'url' }, { argument: 0 }], options: 1 } as const;

const FORMS = ['post', 'put', 'patch'].map((verb): RequestForm => ({
  members: [`${verb}Form`],
  method: verb.toUpperCase(),
  url: [{ argument: 0 }],
  options: 2,
}));

/** An answer that the program gets as it was sent: https://axios-http.com/docs/req_config */
export const RAW_ANSWERS = { option: 'responseType', texts: ['stream', 'arraybuffer', 'blob', 'document'] } as const;

/** What an axios call answers. */
export const AXIOS_RESPONSE = sayingUrl(holder({ data: BODY }), ['config', 'request']);

/** The calls of axios and of its instances. */
export const AXIOS_REQUESTS: readonly RequestForm[] = [
  { ...CALL, members: [] },
  { ...CALL, members: ['request'] },
  ...verbs(['get', 'delete', 'head', 'options', 'post', 'put', 'patch'], optionsAfterBody),
  ...FORMS,
];

/** axios 0.x and 1.x: https://axios-http.com/docs/req_config; joins with exactly one slash (`helpers/combineURLs`). */
export const axios: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['validateStatus', 'interceptors'], retries: 0 },
  decodes: false,
  name: 'axios',
  modules: ['axios'],
  globals: ['axios'],
  types: ['AxiosInstance', 'AxiosStatic', 'Axios'],
  requests: AXIOS_REQUESTS,
  instances: [
    { members: ['create'], base: [{ argument: 0, member: 'baseURL' }] },
    { members: ['Axios'], base: [{ argument: 0, member: 'baseURL' }] },
  ],
  baseOptions: { baseURL: null },
  assignedBase: ['defaults', 'baseURL'],
  join: ONE_SLASH,
  answer: promise(AXIOS_RESPONSE),
  decoders: ['transformResponse', 'adapter', RAW_ANSWERS],
  interceptor: ['interceptors', 'response', 'use'],
  requestHooks: ['interceptors.request.use'],
  requestInterceptor: { members: ['interceptors', 'request', 'use'], path: 'url', base: 'baseURL' },
};
