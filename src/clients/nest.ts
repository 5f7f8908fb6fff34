import { observable, promise } from './shape.js';
import { AXIOS_REQUESTS, AXIOS_RESPONSE } from './axios.js';
import { CLIENT_DEFAULTS, type Client } from './client.js';
import { ONE_SLASH } from './join.js';

const MODULES = ['@nestjs/axios', '@nestjs/common'];

/** Nest's `HttpService`, axios with observables: https://docs.nestjs.com/techniques/http-module */
export const nest: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['validateStatus', 'interceptors', 'catchError'], retries: 0 },
  decodes: false,
  name: 'HttpService',
  modules: MODULES,
  exported: ['HttpService'],
  requests: [
    ...AXIOS_REQUESTS.filter(({ members }) => members.length > 0),
    ...AXIOS_REQUESTS.map((form) => ({
      ...form,
      members: ['axiosRef', ...form.members],
      answer: promise(AXIOS_RESPONSE),
    })),
  ],
  // `new HttpService(axios.create({ … }))`, as programs without its container make it
  instances: [{ members: [], base: [], inherits: 0 }],
  baseOptions: { baseURL: null },
  configurations: MODULES.flatMap((module) => [
    { module, members: ['HttpModule', 'register'], base: [{ argument: 0, member: 'baseURL' }] },
    {
      module,
      members: ['HttpModule', 'registerAsync'],
      base: [{ argument: 0, member: 'useFactory', returned: { member: 'baseURL' } }],
    },
  ]),
  join: ONE_SLASH,
  answer: observable(AXIOS_RESPONSE),
};
