import { BODY, handing, holder, type Handler } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from './client.js';

const ANSWER = { responseText: BODY, response: BODY };

/** What a listener is handed has the request as its target, and it is `this` to a plain function. */
const LISTENER: Handler = {
  parameters: [holder({ target: holder(ANSWER), currentTarget: holder(ANSWER), srcElement: holder(ANSWER) })],
  answers: 'nothing',
  isOfReceiver: true,
};

const SHARED = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: ANSWERS_ERRORS,
  decodes: false,
  name: 'XMLHttpRequest',
  requests: [{ members: ['open'], method: null, methodAt: { argument: 0 }, url: [{ argument: 1 }], of: 'instance' }],
  instances: [{ members: [], base: [] }],
  methodOptions: [],
  answer: null,
  receiver: handing(
    {
      addEventListener: { ...LISTENER, argument: 1 },
      onload: LISTENER,
      onloadend: LISTENER,
      onprogress: LISTENER,
      onreadystatechange: LISTENER,
    },
    {},
    ANSWER,
  ),
} as const satisfies Partial<Client>;

/** The one of browsers: https://xhr.spec.whatwg.org/#interface-xmlhttprequest */
export const xmlHttpRequest: Client = { ...SHARED, modules: ['xhr2'], globals: ['XMLHttpRequest'] };

/** Packages that bring it to Node: https://github.com/driverdan/node-XMLHttpRequest#usage */
export const xmlHttpRequestPackage: Client = {
  ...SHARED,
  modules: ['xmlhttprequest', 'xmlhttprequest-ssl'],
  exported: ['XMLHttpRequest'],
};
