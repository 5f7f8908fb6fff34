import { BODY, holder } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from './client.js';

const SHARED = {
  ...CLIENT_DEFAULTS,
  errors: ANSWERS_ERRORS,
  decodes: false,
  name: 'XMLHttpRequest',
  requests: [{ members: ['open'], method: null, methodAt: { argument: 0 }, url: [{ argument: 1 }], of: 'instance' }],
  instances: [{ members: [], base: [] }],
  methodOptions: [],
  answer: null,
  receiver: holder({ responseText: BODY, response: BODY }),
} as const satisfies Partial<Client>;

/** The one of browsers: https://xhr.spec.whatwg.org/#interface-xmlhttprequest */
export const xmlHttpRequest: Client = { ...SHARED, modules: ['xhr2'], globals: ['XMLHttpRequest'] };

/** Packages that bring it to Node: https://github.com/driverdan/node-XMLHttpRequest#usage */
export const xmlHttpRequestPackage: Client = {
  ...SHARED,
  modules: ['xmlhttprequest', 'xmlhttprequest-ssl'],
  exported: ['XMLHttpRequest'],
};
