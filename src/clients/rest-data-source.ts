import { BODY, promise } from './shape.js';
import { CLIENT_DEFAULTS, optionsAfterBody, verbs, type Client } from './client.js';
import { ONE_SLASH } from './join.js';

/**
 * Apollo's `RESTDataSource`, which a program extends: https://www.apollographql.com/docs/apollo-server/data/fetching-rest
 *
 * Up to release 4 of `@apollo/datasource-rest` base and path are joined with one slash. Later ones resolve the path, which
 * is the same for the paths without a slash at the start that they ask for.
 */
export const restDataSource: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['throwIfResponseIsError', 'errorFromResponse', 'didReceiveResponse'], retries: 0 },
  decodes: false,
  name: 'RESTDataSource',
  modules: ['@apollo/datasource-rest', 'apollo-datasource-rest'],
  requests: verbs(['get', 'head', 'post', 'put', 'patch', 'delete'], optionsAfterBody).map((form) => ({
    ...form,
    of: 'instance',
  })),
  instances: [{ members: ['RESTDataSource'], base: [{ argument: 'heir', member: 'baseURL' }] }],
  join: ONE_SLASH,
  answer: promise(BODY),
  decoders: ['parseBody', 'didReceiveResponse'],
  requestHooks: ['willSendRequest', 'resolveURL'],
};
