/** Methods with which tests put something in the place of a function: `vi.spyOn(globalThis, 'fetch')`, `sinon.stub(axios, 'get')`. */
export const REPLACING_METHODS: ReadonlySet<string> = new Set([
  ...['spyOn', 'stub', 'stubGlobal', 'stubEnv', 'method', 'replace', 'replaceProperty', 'replaceGetter'],
  ...['mock', 'doMock', 'unstable_mockModule', 'module', 'mocked'],
]);

/** Names of the object that holds the globals. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['global', 'globalThis', 'window', 'self']);

/** Packages that put something in the place of `fetch` as soon as they are told to. */
export const FETCH_STAND_INS: ReadonlySet<string> = new Set([
  'jest-fetch-mock',
  'vitest-fetch-mock',
  'fetch-mock',
  'fetch-mock-jest',
  'isomorphic-fetch-mock',
]);
