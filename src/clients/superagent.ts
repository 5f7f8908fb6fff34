import { BODY, holder, promise } from './shape.js';
import { CLIENT_DEFAULTS, verbs, type Client } from './client.js';

/** Methods that set what all requests of an agent have, and answer the agent. */
const DEFAULTS = ['set', 'auth', 'accept', 'type', 'query', 'timeout', 'retry', 'use', 'ok', 'redirects', 'parse'];

const RESPONSE = holder({ body: BODY, text: BODY });

/** superagent: https://forwardemail.github.io/superagent/#agents-for-global-state; `.end` takes the callback, other methods answer the request. */
export const superagent: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['ok'], retries: 0 },
  decodes: true,
  name: 'superagent',
  modules: ['superagent'],
  requests: [
    {
      members: [],
      method: null,
      methodAt: { argument: 0 },
      url: [{ argument: 'address' }, { argument: 1 }, { argument: 0 }],
    },
    ...verbs(['get', 'post', 'put', 'patch', 'head', 'del', 'delete'], () => 1),
  ],
  instances: [{ members: ['agent'], base: [] }, ...DEFAULTS.map((name) => ({ members: [name], base: [] }))],
  assumedOrigin: 'http://',
  requestInterceptor: {
    members: [],
    chained: 'use',
    path: 'url',
    base: '',
    // https://github.com/mattahorton/superagent-prefix
    prefixing: ['superagent-prefix'],
  },
  queryOptions: [],
  queryMethods: ['query'],
  answer: promise(RESPONSE, holder({}, {}, true)),
  callbacks: [{ argument: 'last', parameters: [null, RESPONSE] }],
};
