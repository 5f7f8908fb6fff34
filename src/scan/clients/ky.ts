import { BODY, FETCH_RESPONSE, holder, promise } from '../answers/shape.js';
import { CLIENT_DEFAULTS, verbs, type Client } from './client.js';

const ASKED = holder({}, { json: promise(BODY), text: promise(BODY) });

/** ky 0.x and 1.x: https://github.com/sindresorhus/ky#prefixurl; a slash stands between prefix and path. */
export const ky: Client = {
  ...CLIENT_DEFAULTS,
  name: 'ky',
  modules: ['ky', 'ky-universal'],
  requests: [
    { members: [], method: null, url: [{ argument: 0 }], options: 1 },
    ...verbs(['get', 'post', 'put', 'patch', 'head', 'delete'], () => 1),
  ],
  instances: [
    { members: ['create'], base: [{ argument: 0, member: 'prefixUrl' }] },
    { members: ['extend'], base: [{ argument: 0, member: 'prefixUrl' }] },
  ],
  baseOptions: ['prefixUrl'],
  join: 'slash',
  answer: promise(FETCH_RESPONSE, ASKED),
};
