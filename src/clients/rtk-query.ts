import { BODY, promise } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from './client.js';
import { ONE_SLASH } from './join.js';

/** Packages that export `createApi` and `fetchBaseQuery`. */
export const RTK_MODULES = ['@reduxjs/toolkit/query', '@reduxjs/toolkit/query/react'];

/**
 * The endpoints of RTK Query: https://redux-toolkit.js.org/rtk-query/api/fetchBaseQuery
 *
 * `builder.query({ query })` is taken as a call of the base query, with what the function `query` answers.
 */
export const rtkQuery: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: ANSWERS_ERRORS,
  decodes: false,
  name: 'RTK Query',
  modules: RTK_MODULES,
  exported: ['fetchBaseQuery'],
  requests: ['query', 'mutation'].map((name) => ({
    members: [name],
    method: null,
    methodAt: { argument: 0, member: 'query', returned: { member: 'method' } },
    url: [
      { argument: 0, member: 'query', returned: { member: 'url' } },
      { argument: 0, member: 'query', returned: {} },
    ],
    optionsReturnedBy: 'query',
    of: 'instance',
  })),
  instances: [{ members: [], base: [{ argument: 0, member: 'baseUrl' }] }],
  methodOptions: [],
  queryOptions: ['params'],
  join: ONE_SLASH,
  answer: promise(BODY),
  callbacks: [{ argument: 0, member: 'transformResponse', parameters: [BODY], isAnswer: true }],
};
