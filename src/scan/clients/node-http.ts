import { CLIENT_DEFAULTS, type Client, type RequestForm } from './client.js';

const parts = (argument: number) =>
  ({ argument, protocol: ['protocol'], host: ['hostname', 'host'], path: ['path', 'pathname'] }) as const;

const form = (name: string, method: string | null): readonly RequestForm[] => [
  { members: [name], method, url: [{ argument: 0 }], parts: parts(0), options: 1 },
];

/** Node's `http` and `https`: https://nodejs.org/api/https.html#httpsrequesturl-options-callback */
export const nodeHttp: Client = {
  ...CLIENT_DEFAULTS,
  name: 'http',
  modules: ['http', 'https', 'follow-redirects/http', 'follow-redirects/https'],
  requests: [...form('get', 'GET'), ...form('request', null)],
  answer: null,
  callbacks: [{ argument: 'last', parameters: [{ kind: 'stream' }] }],
};
