import { CLIENT_DEFAULTS, type Client } from './client.js';
import { BODY, promise } from './shape.js';

/** The function that bell hands to `profile` of a provider: https://github.com/hapijs/bell/blob/master/API.md */
export const bell: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: [], retries: 0 },
  decodes: true,
  name: 'bell',
  modules: ['@hapi/bell'],
  exported: ['get'],
  requests: [{ members: [], method: 'GET', url: [{ argument: 0 }] }],
  answer: promise(BODY),
};
