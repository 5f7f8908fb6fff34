import { BODY, holder, promise } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from './client.js';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'];

/** openapi-fetch: https://openapi-ts.dev/openapi-fetch/api#createclient; the base loses its closing slash. */
export const openapiFetch: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'lost',
  errors: ANSWERS_ERRORS,
  decodes: false,
  hasTypedPaths: true,
  name: 'openapi-fetch',
  modules: ['openapi-fetch'],
  requests: METHODS.map((method) => ({
    members: [method],
    method,
    url: [{ argument: 0 }],
    options: 1,
    of: 'instance',
  })),
  instances: [{ members: [], base: [{ argument: 0, member: 'baseUrl' }] }],
  baseOptions: { baseUrl: null },
  requestHooks: ['onRequest'],
  join: { between: 'nothing after cut slashes', absolute: 'joined' },
  answer: promise(holder({ data: BODY })),
};
