import { FETCH_RESPONSE, promise } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from './client.js';

/** `fetch` of browsers, Node and the packages that stand in for it: https://fetch.spec.whatwg.org/#fetch-method */
export const fetch: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: ANSWERS_ERRORS,
  decodes: false,
  queryOptions: [],
  name: 'fetch',
  modules: [
    'node-fetch',
    'cross-fetch',
    'isomorphic-fetch',
    'unfetch',
    'isomorphic-unfetch',
    'whatwg-fetch',
    'node-fetch-native',
    // Of Ember: https://github.com/ember-cli/ember-fetch
    'fetch',
  ],
  globals: ['fetch'],
  requests: [
    { members: [], method: null, url: [{ argument: 0 }], options: 1 },
    { members: ['fetch'], method: null, url: [{ argument: 0 }], options: 1 },
  ],
  answer: promise(FETCH_RESPONSE),
};
