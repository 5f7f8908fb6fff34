import { BODY } from './shape.js';
import { CLIENT_DEFAULTS, verbs, type Client } from './client.js';

/** node-rest-client, which hands the decoded body to a callback: https://github.com/aacerox/node-rest-client */
export const nodeRestClient: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'unknown',
  errors: { rejects: false, lenient: [], retries: 0 },
  decodes: true,
  name: 'node-rest-client',
  modules: ['node-rest-client', 'node-rest-client-promise'],
  requests: [
    ...verbs(['get', 'post', 'put', 'delete', 'patch'], () => 1).map((form) => ({ ...form, of: 'instance' as const })),
    // The callback is given to the method that this makes: `client.methods.me((data) => …)`.
    {
      members: ['registerMethod'],
      method: null,
      methodAt: { argument: 2 },
      url: [{ argument: 1 }],
      of: 'instance',
    },
  ],
  instances: [{ members: ['Client'], base: [] }],
  queryOptions: ['parameters'],
  answer: null,
  callbacks: [{ argument: 'last', parameters: [BODY, null] }],
};
