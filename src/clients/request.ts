import { BODY, holder, promise } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, verbs, type Client } from './client.js';

const RESPONSE = holder({ body: BODY });

const URL_PLACES = [{ argument: 0, member: 'url' }, { argument: 0, member: 'uri' }, { argument: 0 }] as const;

const SHARED = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: ANSWERS_ERRORS,
  decodes: false,
  requests: [
    { members: [], method: null, url: URL_PLACES, options: 1 },
    ...verbs(['get', 'post', 'put', 'patch', 'head', 'del', 'delete'], () => 1).map((form) => ({
      ...form,
      url: URL_PLACES,
    })),
  ],
  instances: [{ members: ['defaults'], base: [{ argument: 0, member: 'baseUrl' }] }],
  baseOptions: { baseUrl: null },
  decoders: ['jsonReviver', 'transform'],
  join: { between: 'one slash', absolute: 'refused' },
  callbacks: [{ argument: 'last', parameters: [null, RESPONSE, BODY] }],
} as const satisfies Partial<Client>;

/** request: https://github.com/request/request#requestoptions-callback; with a base, an absolute URL is an error. */
export const request: Client = {
  ...SHARED,
  name: 'request',
  modules: ['request', 'postman-request', '@cypress/request'],
  // In scripts of Auth0: https://auth0.com/docs/customize/integrations/legacy-node-modules
  globals: ['request'],
  answer: null,
};

/** request-promise and its relatives answer the body itself: https://github.com/request/request-promise */
export const requestPromise: Client = {
  ...SHARED,
  name: 'request-promise',
  errors: { rejects: true, lenient: ['simple'], retries: 0 },
  modules: ['request-promise', 'request-promise-native', 'request-promise-any', '@cypress/request-promise'],
  answer: promise(BODY),
  answerOptions: [{ option: 'resolveWithFullResponse', answer: promise(RESPONSE) }],
};
