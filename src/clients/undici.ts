import { BODY, FETCH_RESPONSE, holder, promise } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client, type RequestForm } from './client.js';

/** What comes of a body that is thrown away unread: https://undici.nodejs.org/#/docs/api/Dispatcher?id=parameter-responsedata */
const UNREAD = holder({});
const READ = {
  json: promise(BODY),
  text: promise(BODY),
  arrayBuffer: promise(BODY),
  dump: promise(UNREAD),
  destroy: UNREAD,
  resume: UNREAD,
};
const RESPONSE = holder({ body: holder({}, READ) });

/** Functions that write the answer into a stream which they are handed. */
const STREAMED = ['stream', 'pipeline'];

const BELOW_ORIGIN = { method: null, url: [{ argument: 0, member: 'path' }] } as const;

/** `request` and `fetch` of undici: https://undici.nodejs.org/#/?id=undicirequesturl-options-promise */
export const undici: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'lost',
  queryOptions: ['query'],
  errors: ANSWERS_ERRORS,
  decodes: false,
  name: 'undici',
  modules: ['undici'],
  requests: [
    {
      members: ['request'],
      method: null,
      url: [{ argument: 0 }],
      options: 1,
    },
    { members: ['fetch'], method: null, url: [{ argument: 0 }], options: 1, answer: promise(FETCH_RESPONSE) },
    ...STREAMED.map((name) => ({ members: [name], method: null, url: [{ argument: 0 }], options: 1, answer: null })),
  ],
  answer: promise(RESPONSE),
};

/** Clients of one origin: https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatcherrequestoptions-callback */
export const undiciClient: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'lost',
  queryOptions: ['query'],
  errors: ANSWERS_ERRORS,
  decodes: false,
  name: 'undici',
  modules: ['undici'],
  requests: [
    { members: ['request'], method: null, url: [{ argument: 0, member: 'path' }], of: 'instance' },
    ...['stream', 'pipeline', 'dispatch'].map((name): RequestForm => ({
      ...BELOW_ORIGIN,
      members: [name],
      of: 'instance',
      answer: null,
    })),
  ],
  instances: ['Client', 'Pool', 'BalancedPool', 'Agent', 'RetryAgent'].map((name) => ({
    members: [name],
    base: [{ argument: 0 }],
  })),
  baseOptions: { origin: null },
  join: { between: 'nothing after an origin', absolute: 'refused' },
  answer: promise(RESPONSE),
  callbacks: [{ argument: 'last', parameters: [null, RESPONSE] }],
};

/** The same functions, given origin and path apart: `request({ origin, path })`. */
export const undiciParts: Client = {
  ...undiciClient,
  requests: ['request', ...STREAMED].map((name) => ({
    ...BELOW_ORIGIN,
    members: [name],
    of: 'package',
    ...(name !== 'request' && { answer: null }),
  })),
  instances: [],
  callbacks: [],
};
