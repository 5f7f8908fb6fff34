import { BODY, FETCH_RESPONSE, holder, promise } from './shape.js';
import { CLIENT_DEFAULTS, verbs, type Client } from './client.js';
import { ONE_SLASH, RESOLUTION, SLASH_BEFORE_NAMES } from './join.js';

const ASKED = holder({}, { json: promise(BODY), text: promise(BODY) });

const BASE = [
  { argument: 0, member: 'prefixUrl' },
  { argument: 0, member: 'prefix' },
  { argument: 0, member: 'baseUrl' },
] as const;

/**
 * ky 0.x and 1.x, where `prefixUrl` refuses a slash at the start of the path, and ky 2, where `prefix` takes it off and
 * `baseUrl` resolves: https://github.com/sindresorhus/ky#baseurl-vs-prefix
 */
export const ky: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'lost',
  errors: { rejects: true, lenient: ['throwHttpErrors', 'hooks'], retries: 2 },
  decodes: false,
  name: 'ky',
  modules: ['ky', 'ky-universal'],
  types: ['KyInstance'],
  requests: [
    { members: [], method: null, url: [{ argument: 0 }], options: 1 },
    ...verbs(['get', 'post', 'put', 'patch', 'head', 'delete'], () => 1),
  ],
  instances: [
    { members: ['create'], base: BASE },
    { members: ['extend'], base: BASE, changesOptions: true },
  ],
  baseOptions: { prefixUrl: SLASH_BEFORE_NAMES, prefix: ONE_SLASH, baseUrl: RESOLUTION },
  join: ONE_SLASH,
  queryOptions: ['searchParams'],
  decoders: ['parseJson', 'hooks.afterResponse'],
  requestHooks: ['beforeRequest'],
  answer: promise(FETCH_RESPONSE, ASKED),
};
