import { BODY, holder } from './shape.js';
import { CLIENT_DEFAULTS, verbs, type Client } from './client.js';

const RESULT = holder({ data: BODY, content: BODY });

/** Meteor's `HTTP`, which waits for the answer, or hands it to a callback: https://docs.meteor.com/packages/http.html */
export const meteorHttp: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'unknown',
  errors: { rejects: true, lenient: [], retries: 0 },
  decodes: true,
  name: 'HTTP',
  modules: ['meteor/http'],
  exported: ['HTTP'],
  globals: ['HTTP'],
  requests: [
    { members: ['call'], method: null, methodAt: { argument: 0 }, url: [{ argument: 1 }], options: 2 },
    ...verbs(['get', 'post', 'put', 'patch', 'del'], () => 1),
  ],
  methodOptions: [],
  queryOptions: ['params', 'query'],
  answer: RESULT,
  callbacks: [{ argument: 'last', parameters: [null, RESULT] }],
};
