import { BODY, holder, promise } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from './client.js';
import { AS_WRITTEN } from './join.js';

const RESPONSE = holder({}, { json: promise(BODY), text: promise(BODY), arrayBuffer: promise(BODY) });

/** bent: https://github.com/mikeal/bent/blob/master/src/core.js; base and path are added up as they are written. */
export const bent: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  // It takes each status that it is given among its arguments for an answer: `bent('json', 200, 404)`.
  errors: ANSWERS_ERRORS,
  decodes: false,
  name: 'bent',
  modules: ['bent'],
  requests: [{ members: [], method: null, url: [{ argument: 0 }], of: 'instance' }],
  instances: [
    {
      members: [],
      base: [{ argument: 'address' }],
      namesMethod: true,
      answers: { json: promise(BODY), string: promise(BODY), buffer: promise(BODY) },
    },
  ],
  methodOptions: [],
  join: AS_WRITTEN,
  answer: promise(RESPONSE),
};
