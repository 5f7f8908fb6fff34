import { AXIOS_REQUESTS, AXIOS_RESPONSE, RAW_ANSWERS } from './axios.js';
import { CLIENT_DEFAULTS, optionsAfterBody, verbs, type Client } from './client.js';
import { ONE_SLASH } from './join.js';
import { BODY, handing, holder, promise } from './shape.js';

const RESPONSE = holder({ data: BODY, body: BODY });

/** Methods that AngularJS had up to 1.5. */
const OLD_METHODS = { success: { parameters: [BODY], answers: 'itself' } } as const;

/** `$http`, which AngularJS and vue-resource hand to programs: https://docs.angularjs.org/api/ng/service/$http, https://github.com/pagekit/vue-resource/blob/develop/docs/http.md */
export const httpService: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['$httpProvider', 'interceptors'], retries: 0 },
  decodes: true,
  name: '$http',
  modules: [],
  globals: ['$http'],
  requests: [
    { members: [], method: null, url: [{ argument: 0, member: 'url' }, { argument: 0 }] },
    ...verbs(['get', 'delete', 'head', 'jsonp', 'post', 'put', 'patch'], optionsAfterBody),
  ],
  decoders: ['transformResponse', RAW_ANSWERS],
  answer: promise(RESPONSE, handing(OLD_METHODS)),
};

/** `$resource` of AngularJS, which makes a client of one address: https://docs.angularjs.org/api/ngResource/service/$resource */
export const resourceService: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['$httpProvider', 'interceptors'], retries: 0 },
  decodes: true,
  name: '$resource',
  modules: [],
  globals: ['$resource'],
  requests: (
    [
      ['get', 'GET'],
      ['query', 'GET'],
      ['save', 'POST'],
      ['remove', 'DELETE'],
      ['delete', 'DELETE'],
    ] as const
  ).map(([member, method]) => ({ members: [member], method, url: [], of: 'instance' })),
  instances: [{ members: [], base: [{ argument: 0 }] }],
  callbacks: [{ argument: 'last', parameters: [BODY] }],
  answer: holder({ $promise: promise(BODY) }),
};

/** `$axios`, which the axios module of Nuxt hands to programs: https://axios.nuxtjs.org/helpers */
export const nuxtAxios: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['validateStatus', 'interceptors', 'onError'], retries: 0 },
  decodes: true,
  name: '$axios',
  modules: [],
  globals: ['$axios'],
  requests: [
    ...AXIOS_REQUESTS,
    ...verbs(['get', 'delete', 'post', 'put', 'patch'], optionsAfterBody).map((form) => ({
      ...form,
      members: form.members.map((name) => `$${name}`),
      answer: promise(BODY),
    })),
  ],
  instances: [{ members: ['create'], base: [{ argument: 0, member: 'baseURL' }] }],
  baseOptions: { baseURL: null },
  assignedBase: ['defaults', 'baseURL'],
  join: ONE_SLASH,
  answer: promise(AXIOS_RESPONSE),
};
