import { BODY, holder, promise } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, verbs, type Client } from './client.js';

const RESPONSE = holder({ body: BODY, raw: BODY });

const CALL = { method: null, methodAt: { argument: 0 }, url: [{ argument: 1 }], options: 3 } as const;

/** needle: https://github.com/tomas/needle#request-options; it knows no base, and takes `http:` for granted. */
export const needle: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'lost',
  queryOptions: ['query'],
  errors: ANSWERS_ERRORS,
  decodes: true,
  name: 'needle',
  modules: ['needle'],
  requests: [
    { ...CALL, members: [], query: { argument: 2, least: 4 } },
    { ...CALL, members: ['request'], query: { argument: 2, least: 3 } },
    ...verbs(['get', 'head'], () => 1),
    ...verbs(['post', 'put', 'patch', 'delete'], () => 2),
  ],
  decoders: ['parser'],
  assumedOrigin: 'http://',
  answer: promise(RESPONSE),
  callbacks: [{ argument: 'last', parameters: [null, RESPONSE, BODY] }],
};
