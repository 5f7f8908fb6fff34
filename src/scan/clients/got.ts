import { BODY, holder, promise } from '../answers/shape.js';
import { CLIENT_DEFAULTS, verbs, type Client } from './client.js';

const RESPONSE = holder({ body: BODY });
const ASKED = holder({}, { json: promise(BODY), text: promise(BODY), buffer: promise(BODY) });

/** got 9 to 14: https://github.com/sindresorhus/got/blob/main/documentation/2-options.md#prefixurl */
export const got: Client = {
  ...CLIENT_DEFAULTS,
  name: 'got',
  modules: ['got'],
  requests: [
    { members: [], method: null, url: [{ argument: 0, member: 'url' }, { argument: 0 }], options: 1 },
    ...verbs(['get', 'post', 'put', 'patch', 'head', 'delete'], () => 1),
  ],
  instances: [
    {
      members: ['extend'],
      base: [
        { argument: 0, member: 'prefixUrl' },
        { argument: 0, member: 'baseUrl' },
      ],
    },
  ],
  baseOptions: ['prefixUrl', 'baseUrl'],
  join: 'slash',
  answer: promise(RESPONSE, ASKED),
};
