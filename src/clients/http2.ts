import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from './client.js';

/** Node's `http2`: https://nodejs.org/api/http2.html#clienthttp2sessionrequestheaders-options; the path is a header. */
export const http2: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: ANSWERS_ERRORS,
  decodes: false,
  name: 'http2',
  modules: ['http2'],
  requests: [{ members: ['request'], method: null, url: [{ argument: 0, member: ':path' }], of: 'instance' }],
  instances: [{ members: ['connect'], base: [{ argument: 0 }] }],
  methodOptions: [':method'],
  join: { between: 'nothing after cut slashes', absolute: 'joined' },
  answer: { kind: 'stream' },
};
