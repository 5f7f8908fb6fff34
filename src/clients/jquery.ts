import { BODY, handing, promise } from './shape.js';
import { CLIENT_DEFAULTS, type Client } from './client.js';

/** The methods of jQuery's own promise: https://api.jquery.com/jQuery.ajax/#jqXHR */
const ASKED = handing(
  {
    done: { parameters: [BODY], answers: 'itself' },
    success: { parameters: [BODY], answers: 'itself' },
    always: { parameters: [BODY], answers: 'itself' },
    fail: { parameters: [], answers: 'itself' },
    error: { parameters: [], answers: 'itself' },
  },
  {},
  { responseJSON: BODY, responseText: BODY },
);

const SHARED = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: [], retries: 0 },
  decodes: true,
  name: 'jQuery',
  modules: ['jquery'],
  globals: ['$', 'jQuery'],
  methodOptions: ['method', 'type'],
  answer: promise(BODY, ASKED),
} as const satisfies Partial<Client>;

/** `$.ajax`: https://api.jquery.com/jQuery.ajax/ */
export const jqueryAjax: Client = {
  ...SHARED,
  requests: [{ members: ['ajax'], method: null, url: [{ argument: 0, member: 'url' }, { argument: 0 }], options: 1 }],
  callbacks: [
    { argument: 0, member: 'success', parameters: [BODY] },
    { argument: 1, member: 'success', parameters: [BODY] },
  ],
};

/** `$.get`, `$.post` and `$.getJSON`: https://api.jquery.com/jQuery.get/ */
export const jquery: Client = {
  ...SHARED,
  requests: ['get', 'getJSON', 'post'].map((name) => ({
    members: [name],
    method: name === 'post' ? 'POST' : 'GET',
    url: [{ argument: 0, member: 'url' }, { argument: 0 }],
  })),
  callbacks: [
    { argument: 'last', parameters: [BODY] },
    { argument: 0, member: 'success', parameters: [BODY] },
  ],
};
