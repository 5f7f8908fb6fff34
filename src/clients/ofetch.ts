import { BODY, holder, promise } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from './client.js';
import { ONE_SLASH } from './join.js';

const CALL = { method: null, url: [{ argument: 0 }], options: 1 } as const;

const SHARED = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['ignoreResponseError', 'onResponseError'], retries: 1 },
  decodes: false,
  baseOptions: { baseURL: null },
  decoders: [
    'parseResponse',
    'onResponse',
    'transform',
    'pick',
    { option: 'responseType', texts: ['stream', 'arrayBuffer', 'blob'] },
  ],
  requestHooks: ['onRequest'],
  join: ONE_SLASH,
} as const satisfies Partial<Client>;

/** ofetch: https://github.com/unjs/ofetch#%EF%B8%8F-baseurl, which joins with `withBase` of ufo. */
export const ofetch: Client = {
  ...SHARED,
  name: 'ofetch',
  modules: ['ofetch', 'ohmyfetch'],
  globals: ['$fetch'],
  types: ['$Fetch', 'FetchInstance'],
  requests: ['', 'ofetch', '$fetch'].flatMap((name) => {
    const members = name ? [name] : [];
    return [
      { ...CALL, members },
      { ...CALL, members: [...members, 'raw'], answer: promise(holder({ _data: BODY })) },
    ];
  }),
  instances: [['create'], ['ofetch', 'create'], ['$fetch', 'create']].map((members) => ({
    members,
    base: [{ argument: 0, member: 'baseURL' }],
  })),
  answer: promise(BODY),
};

const REFERENCE = holder({ data: holder({ value: BODY }) });

/** Nuxt's `useFetch`: https://nuxt.com/docs/api/composables/use-fetch; its answer is there with and without `await`. */
export const useFetch: readonly Client[] = ['useFetch', 'useLazyFetch'].map((name) => ({
  ...SHARED,
  errors: ANSWERS_ERRORS,
  name,
  modules: ['#imports', '#app', 'nuxt/app'],
  exported: [name],
  globals: [name],
  requests: [{ ...CALL, members: [] }],
  answer: promise(REFERENCE, REFERENCE),
}));
