import { BODY, FETCH_RESPONSE, handing, promise } from './shape.js';
import { CLIENT_DEFAULTS, type Client, type RequestForm } from './client.js';
import { AS_WRITTEN } from './join.js';

/** Methods that answer the same client with one setting more. */
const SETTINGS = [
  'accept',
  'addon',
  'auth',
  'body',
  'catcher',
  'catcherFallback',
  'content',
  'defer',
  'errorType',
  'formData',
  'formUrl',
  'headers',
  'json',
  'middlewares',
  'options',
  'polyfills',
  'query',
  'signal',
];

const METHODS = {
  get: 'GET',
  delete: 'DELETE',
  head: 'HEAD',
  opts: 'OPTIONS',
  put: 'PUT',
  post: 'POST',
  patch: 'PATCH',
};

const REQUESTS = Object.entries(METHODS).map(([name, method]): RequestForm => ({
  members: [name],
  method,
  url: [{ argument: ['put', 'post', 'patch'].includes(name) ? 1 : 0 }],
  of: 'instance',
}));

const READ = { json: promise(BODY), text: promise(BODY), arrayBuffer: promise(BODY), res: promise(FETCH_RESPONSE) };

/** `.json()` answers the body, `.json((body) => …)` what the function makes of it. */
const ASKED = handing(
  {
    json: { parameters: [BODY], answers: 'promise' },
    text: { parameters: [BODY], answers: 'promise' },
    res: { parameters: [FETCH_RESPONSE], answers: 'promise' },
  },
  READ,
);

/** Methods by which a program goes on after an error: https://github.com/elbywan/wretch#catchers- */
const HANDLING = [
  'badRequest',
  'catcher',
  'catcherFallback',
  'error',
  'fetchError',
  'forbidden',
  'internalError',
  'notFound',
  'timeout',
  'unauthorized',
];

/** wretch: https://github.com/elbywan/wretch/blob/master/src/core.ts; the address is added to as it is written. */
export const wretch: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: HANDLING, retries: 0 },
  decodes: false,
  name: 'wretch',
  modules: ['wretch'],
  requests: REQUESTS,
  instances: [
    { members: [], base: [{ argument: 0 }], extendsBase: true },
    { members: ['url'], base: [{ argument: 0 }], extendsBase: true },
    ...SETTINGS.map((name) => ({ members: [name], base: [] })),
    { members: ['resolve'], base: [], resolves: true },
  ],
  join: AS_WRITTEN,
  requestHooks: ['middlewares'],
  answer: promise(FETCH_RESPONSE, ASKED),
};
