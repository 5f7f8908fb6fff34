import { ANSWERS_ERRORS, CLIENT_DEFAULTS, verbs, type Client, type InstanceForm, type RequestForm } from './client.js';
import { ONE_SLASH } from './join.js';

const METHODS = ['get', 'post', 'put', 'patch', 'head', 'delete', 'options'];

const SHARED = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: ANSWERS_ERRORS,
  decodes: false,
  answer: null,
  methodOptions: [],
} as const satisfies Partial<Client>;

/** Calls in a chain that answer the scope, or one of its requests, again. */
const NOCK_CHAIN = [
  ...METHODS,
  'delay',
  'defaultReplyHeaders',
  'intercept',
  'matchHeader',
  'merge',
  'once',
  'optionally',
  'persist',
  'query',
  'reply',
  'replyWithError',
  'replyWithFile',
  'times',
];

/** nock: https://github.com/nock/nock#specifying-hostname; the closing slash of the base is cut. */
export const nock: Client = {
  ...SHARED,
  name: 'nock',
  modules: ['nock'],
  mock: { kind: 'chain', word: 'nock', replies: ['reply'], failures: ['replyWithError'], passes: [] },
  requests: [
    ...verbs(METHODS, () => 1).map((form): RequestForm => ({ ...form, of: 'instance' })),
    { members: ['intercept'], method: null, methodAt: { argument: 1 }, url: [{ argument: 0 }], of: 'instance' },
  ],
  instances: [
    { members: [], base: [{ argument: 0 }] },
    ...NOCK_CHAIN.map((name): InstanceForm => ({ members: [name], base: [] })),
  ],
  join: { between: 'nothing after cut slashes', absolute: 'refused' },
};

/** `MockAgent` of undici: https://undici.nodejs.org/#/docs/api/MockPool?id=mockpoolinterceptoptions */
export const undiciMockAgent: Client = {
  ...SHARED,
  name: 'undici',
  modules: ['undici'],
  mock: {
    kind: 'chain',
    word: 'MockAgent',
    replies: ['reply'],
    failures: ['replyWithError'],
    passes: [],
    isClosed: true,
  },
  methodOptions: ['method'],
  requests: [
    { members: ['intercept'], method: null, url: [{ argument: 0, member: 'path' }], options: 0, of: 'instance' },
  ],
  instances: [
    { members: ['MockAgent'], base: [] },
    ...['get', 'MockPool', 'MockClient'].map((name): InstanceForm => ({ members: [name], base: [{ argument: 0 }] })),
  ],
  join: { between: 'nothing after an origin', absolute: 'refused' },
};

/** Answers of axios-mock-adapter that say that no server was reached. */
const FAILURES = ['networkError', 'networkErrorOnce', 'timeout', 'timeoutOnce', 'abortRequest', 'abortRequestOnce'];

/** axios-mock-adapter: https://github.com/ctimmerm/axios-mock-adapter#example; the base is that of the instance. */
export const axiosMockAdapter: Client = {
  ...SHARED,
  name: 'axios-mock-adapter',
  modules: ['axios-mock-adapter'],
  mock: {
    kind: 'chain',
    word: 'axios-mock-adapter',
    replies: ['reply', 'replyOnce'],
    failures: FAILURES,
    passes: ['passThrough'],
  },
  requests: METHODS.map((name): RequestForm => ({
    members: [`on${name[0]?.toUpperCase()}${name.slice(1)}`],
    method: name.toUpperCase(),
    url: [{ argument: 0 }],
    of: 'instance',
  })).concat({ members: ['onAny'], method: null, url: [{ argument: 0 }], of: 'instance' }),
  instances: [
    { members: [], base: [], inherits: 0 },
    ...METHODS.map((name): InstanceForm => ({ members: [`on${name[0]?.toUpperCase()}${name.slice(1)}`], base: [] })),
    ...['reply', 'replyOnce', 'passThrough', 'onAny'].map((name): InstanceForm => ({ members: [name], base: [] })),
  ],
  join: ONE_SLASH,
};

/** A parameter with or without a pattern of its own, a pattern, a star: https://mswjs.io/docs/http/intercepting-requests/ */
const MSW_WILDCARD = /:[a-z_]\w*(?:\([^)]*\))?[?*+]?|\([^)]*\)[?*+]?|\*+/gi;

/** msw 1 (`rest`) and 2 (`http`): https://mswjs.io/docs/http/intercepting-requests/ */
export const msw: readonly Client[] = ['http', 'rest'].map((exported) => ({
  ...SHARED,
  name: 'msw',
  modules: ['msw', 'msw/core/http'],
  mock: { kind: 'handler', word: 'msw', wildcard: MSW_WILDCARD },
  exported: [exported],
  requests: [...verbs(METHODS, () => 1), { members: ['all'], method: null, url: [{ argument: 0 }] }],
}));
