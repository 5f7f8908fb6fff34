import { BODY } from './shape.js';
import { CLIENT_DEFAULTS, type Client } from './client.js';

/**
 * The client that passport-oauth2 keeps in `_oauth2`, of the package `oauth`:
 * https://github.com/ciaranj/node-oauth/blob/master/lib/oauth2.js; its callback gets the body as a text.
 */
export const oauth: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: [], retries: 0 },
  decodes: false,
  name: 'oauth',
  modules: ['oauth'],
  exported: ['OAuth2'],
  fields: ['_oauth2'],
  requests: [
    { members: ['get'], method: 'GET', url: [{ argument: 0 }] },
    { members: ['_request'], method: null, methodAt: { argument: 0 }, url: [{ argument: 1 }] },
  ],
  instances: [{ members: [], base: [] }],
  answer: null,
  callbacks: [{ argument: 'last', parameters: [null, BODY] }],
};
