import { BODY, holder, promise, sayingUrl, type Shape } from './shape.js';
import { CLIENT_DEFAULTS, verbs, type Client, type RequestForm } from './client.js';
import { ONE_SLASH, SLASH_BEFORE_NAMES } from './join.js';

const RESPONSE = sayingUrl(holder({ body: BODY }), ['url', 'requestUrl', 'redirectUrls', 'request']);
const ASKED = holder({}, { json: promise(BODY), text: promise(BODY), buffer: promise(BODY) });

/** Functions that hand on what they read piece by piece, and what they answer. */
const READERS: readonly (readonly [readonly string[], Shape])[] = [
  [['stream'], { kind: 'stream' }],
  [['stream', 'get'], { kind: 'stream' }],
  [['paginate'], BODY],
  [['paginate', 'each'], BODY],
  [['paginate', 'all'], promise(BODY)],
];

/**
 * got 9 to 14: https://github.com/sindresorhus/got/blob/main/documentation/2-options.md#prefixurl
 *
 * Up to 9 the option is `baseUrl`, and a slash at the start of the path is taken off.
 */
export const got: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'lost',
  errors: { rejects: true, lenient: ['throwHttpErrors', 'hooks'], retries: 2 },
  decodes: false,
  name: 'got',
  modules: ['got'],
  types: ['Got'],
  requests: [
    { members: [], method: null, url: [{ argument: 0, member: 'url' }, { argument: 0 }], options: 1 },
    ...verbs(['get', 'post', 'put', 'patch', 'head', 'delete'], () => 1).map((form) => ({
      ...form,
      url: [{ argument: 0, member: 'url' }, { argument: 0 }],
    })),
    ...READERS.map(([members, answer]): RequestForm => ({
      members,
      method: 'GET',
      url: [{ argument: 0 }],
      options: 1,
      answer,
    })),
  ],
  instances: [
    {
      members: ['extend'],
      base: [
        { argument: 'any', member: 'prefixUrl' },
        { argument: 'any', member: 'baseUrl' },
      ],
      inherits: 'any',
    },
  ],
  baseOptions: { prefixUrl: null, baseUrl: ONE_SLASH },
  join: SLASH_BEFORE_NAMES,
  answer: promise(RESPONSE, ASKED),
  queryOptions: ['searchParams', 'query'],
  decoders: ['parseJson', 'hooks.afterResponse'],
  requestHooks: ['beforeRequest', 'init', 'handlers'],
  // https://github.com/sindresorhus/got/blob/main/documentation/4-pagination.md#pagination-api
  callbacks: [{ argument: 1, member: 'pagination.transform', parameters: [RESPONSE], isAnswer: true }],
  answerOptions: [{ option: 'resolveBodyOnly', answer: promise(BODY, ASKED) }],
};
