import { CLIENT_DEFAULTS, type Client } from './client.js';
import { BODY, holder, promise } from './shape.js';

/** `cy.request`, with the URL alone, behind the method, or in options: https://docs.cypress.io/api/commands/request */
export const cypress: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['failOnStatusCode'], retries: 0 },
  decodes: true,
  name: 'cy',
  modules: [],
  globals: ['cy'],
  requests: [
    {
      members: ['request'],
      method: null,
      methodAt: { argument: 0 },
      url: [{ argument: 0, member: 'url' }, { argument: 'address' }],
    },
  ],
  answer: promise(holder({ body: BODY })),
};
