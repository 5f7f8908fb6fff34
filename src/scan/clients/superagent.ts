import { BODY, holder, promise } from '../answers/shape.js';
import { CLIENT_DEFAULTS, verbs, type Client } from './client.js';

const RESPONSE = holder({ body: BODY, text: BODY });

/** superagent: https://forwardemail.github.io/superagent/; `.end` takes the callback, other methods answer the request. */
export const superagent: Client = {
  ...CLIENT_DEFAULTS,
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
  instances: [{ members: ['agent'], base: [] }],
  assumedOrigin: 'http://',
  queryOptions: [],
  queryMethods: ['query'],
  answer: promise(RESPONSE, holder({}, {}, true)),
  callbacks: [{ argument: 'last', parameters: [null, RESPONSE] }],
};
