import { BODY } from './shape.js';
import { CLIENT_DEFAULTS, verbs, type Client } from './client.js';

/** The clients of restify, which hand the decoded body to a callback: https://github.com/restify/clients#jsonclient */
export const restify: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'unknown',
  errors: { rejects: true, lenient: [], retries: 0 },
  decodes: true,
  name: 'restify',
  modules: ['restify-clients', 'restify'],
  requests: verbs(['get', 'head', 'del', 'post', 'put', 'patch'], () => 0).map((form) => ({
    ...form,
    url: [{ argument: 0, member: 'path' }, { argument: 0 }],
    of: 'instance',
  })),
  instances: ['createJsonClient', 'createJSONClient', 'createStringClient', 'createClient'].map((name) => ({
    members: [name],
    base: [{ argument: 0, member: 'url' }, { argument: 0 }],
  })),
  methodOptions: [],
  answer: null,
  callbacks: [{ argument: 'last', parameters: [null, null, null, BODY] }],
};
