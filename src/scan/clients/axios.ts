import { BODY, holder, promise } from '../answers/shape.js';
import { CLIENT_DEFAULTS, optionsAfterBody, verbs, type Client } from './client.js';

/** axios 0.x and 1.x: https://axios-http.com/docs/req_config; joins with exactly one slash (`helpers/combineURLs`). */
export const axios: Client = {
  ...CLIENT_DEFAULTS,
  name: 'axios',
  modules: ['axios'],
  globals: ['axios'],
  requests: [
    { members: [], method: null, url: [{ argument: 0, member: 'url' }, { argument: 0 }], options: 1 },
    { members: ['request'], method: null, url: [{ argument: 0, member: 'url' }, { argument: 0 }], options: 1 },
    ...verbs(['get', 'delete', 'head', 'options', 'post', 'put', 'patch'], optionsAfterBody),
  ],
  instances: [{ members: ['create'], base: [{ argument: 0, member: 'baseURL' }] }],
  baseOptions: ['baseURL'],
  join: 'slash',
  answer: promise(holder({ data: BODY })),
};
