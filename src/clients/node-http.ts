import { handing } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client, type RequestForm } from './client.js';

/** `get` and `request`, with a URL or with one in parts. */
function forms(scheme: string): readonly RequestForm[] {
  const shared = {
    url: [{ argument: 0 }],
    parts: {
      argument: 0,
      protocol: ['protocol'],
      host: ['hostname', 'host'],
      port: ['port'],
      path: ['path', 'pathname'],
      scheme,
      over: 1,
    },
    options: 1,
  };
  return [
    { ...shared, members: ['get'], method: 'GET' },
    { ...shared, members: ['request'], method: null },
  ];
}

const SHARED = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: ANSWERS_ERRORS,
  decodes: false,
  queryOptions: [],
  answer: null,
  callbacks: [{ argument: 'last', parameters: [{ kind: 'stream' }] }],
} as const satisfies Partial<Client>;

/** Node's `https`: https://nodejs.org/api/https.html#httpsrequesturl-options-callback */
export const nodeHttps: Client = {
  ...SHARED,
  name: 'https',
  modules: ['https', 'follow-redirects/https'],
  requests: forms('https:'),
};

/** Node's `http`: https://nodejs.org/api/http.html#httprequesturl-options-callback */
export const nodeHttp: Client = {
  ...SHARED,
  name: 'http',
  modules: ['http', 'follow-redirects/http'],
  requests: forms('http:'),
};

/** follow-redirects holds both: https://github.com/follow-redirects/follow-redirects#usage */
export const followRedirects: readonly Client[] = [
  { ...nodeHttps, modules: ['follow-redirects'], exported: ['https'] },
  { ...nodeHttp, modules: ['follow-redirects'], exported: ['http'] },
];

const RESPONSE = { parameters: [{ kind: 'stream' }], answers: 'itself', event: 'response' } as const;

/** Electron's `net`: https://www.electronjs.org/docs/latest/api/net */
export const electronNet: Client = {
  ...SHARED,
  name: 'net',
  modules: ['electron', 'electron/main'],
  exported: ['net'],
  requests: forms('https:')
    .filter(({ members }) => members[0] === 'request')
    .map((form) => ({ ...form, url: [{ argument: 0, member: 'url' }, ...form.url], options: 0 })),
  answer: handing({ on: RESPONSE, once: RESPONSE }),
  callbacks: [],
};
