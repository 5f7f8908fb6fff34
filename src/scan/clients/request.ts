import { BODY, holder, promise } from '../answers/shape.js';
import { CLIENT_DEFAULTS, verbs, type Client } from './client.js';

const RESPONSE = holder({ body: BODY });

const SHARED = {
  ...CLIENT_DEFAULTS,
  requests: [
    { members: [], method: null, url: urlPlaces(), options: 1 },
    ...verbs(['get', 'post', 'put', 'patch', 'head', 'del', 'delete'], () => 1).map((form) => ({
      ...form,
      url: urlPlaces(),
    })),
  ],
  instances: [{ members: ['defaults'], base: [{ argument: 0, member: 'baseUrl' }] }],
  baseOptions: ['baseUrl'],
  join: 'slash',
  callbacks: [{ argument: 'last', parameters: [null, RESPONSE, BODY] }],
} as const satisfies Partial<Client>;

/** request: https://github.com/request/request#requestoptions-callback */
export const request: Client = { ...SHARED, name: 'request', modules: ['request'], answer: null };

/** request-promise and its relatives answer the body itself: https://github.com/request/request-promise */
export const requestPromise: Client = {
  ...SHARED,
  name: 'request-promise',
  modules: ['request-promise', 'request-promise-native', 'request-promise-any'],
  answer: promise(BODY),
};

function urlPlaces() {
  return [{ argument: 0, member: 'url' }, { argument: 0, member: 'uri' }, { argument: 0 }];
}
