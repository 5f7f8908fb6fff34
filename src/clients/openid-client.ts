import { CLIENT_DEFAULTS, type Client } from './client.js';
import { BODY, promise } from './shape.js';

/** openid-client up to 5, whose `userinfo` asks the address that the issuer was made with: https://github.com/panva/openid-client/blob/v5.x/docs/README.md */
export const openidClient: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: [], retries: 0 },
  decodes: true,
  name: 'openid-client',
  modules: ['openid-client'],
  requests: [{ members: ['userinfo'], method: 'GET', url: [], of: 'instance' }],
  instances: [
    { members: ['Issuer'], base: [{ argument: 0, member: 'userinfo_endpoint' }] },
    { members: ['Client'], base: [] },
  ],
  answer: promise(BODY),
};
