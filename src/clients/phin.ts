import { BODY, holder, promise } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from './client.js';

const RESPONSE = holder({ body: BODY });

/** phin 3 and 4: https://ethanent.github.io/phin/global.html#phinOptions; it knows no base. */
export const phin: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: ANSWERS_ERRORS,
  decodes: false,
  name: 'phin',
  modules: ['phin'],
  requests: [
    { members: [], method: null, url: [{ argument: 0, member: 'url' }, { argument: 0 }] },
    { members: ['unpromisified'], method: null, url: [{ argument: 0, member: 'url' }, { argument: 0 }], answer: null },
  ],
  instances: [{ members: ['defaults'], base: [] }],
  answer: promise(RESPONSE),
  callbacks: [{ argument: 'last', parameters: [null, RESPONSE] }],
};
