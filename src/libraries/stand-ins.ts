/** Methods with which tests put something in the place of a function: `vi.spyOn(globalThis, 'fetch')`, `sinon.stub(axios, 'get')`. */
export const REPLACING_METHODS: ReadonlySet<string> = new Set([
  ...[
    'spyOn',
    'spyOnProperty',
    'stub',
    'stubGlobal',
    'stubEnv',
    'method',
    'replace',
    'replaceProperty',
    'replaceGetter',
  ],
  ...['mock', 'doMock', 'setMock', 'unstable_mockModule', 'module', 'mocked', 'registerMock', 'createStubInstance'],
  ...['overrideProvider'],
]);

/** The same, of functions that are called by their names alone: `spyOn(clever, 'getMe')` of Jasmine and Bun. */
export const REPLACING_FUNCTIONS: ReadonlySet<string> = new Set(['spyOn', 'spyOnProperty', 'stub']);

/** Packages that put something in the place of the modules that they are told. */
export const MODULE_STAND_INS: ReadonlySet<string> = new Set([
  ...['proxyquire', 'esmock', 'mock-require', 'rewiremock', 'quibble', 'mockery', 'testdouble'],
]);

/** Packages that put something in the place of `fetch` as soon as they are told to. */
export const FETCH_STAND_INS: ReadonlySet<string> = new Set([
  'jest-fetch-mock',
  'vitest-fetch-mock',
  'fetch-mock',
  'fetch-mock-jest',
  'isomorphic-fetch-mock',
]);
