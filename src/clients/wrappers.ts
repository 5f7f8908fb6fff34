/** A function of a package that answers the client it is given, made to do more. */
export interface Wrapper {
  readonly module: string;
  readonly members: readonly string[];
  /** Which argument is the client. */
  readonly argument: number;
  /** Whether what the client hands to its callback is answered as a promise instead. */
  readonly promisifies?: boolean;
}

/** Functions that hand a client on. Those that only change the client they are given need no entry. */
export const WRAPPERS: readonly Wrapper[] = [
  // https://axios-cache-interceptor.js.org/guide/getting-started
  { module: 'axios-cache-interceptor', members: ['setupCache'], argument: 0 },
  // https://github.com/3846masa/axios-cookiejar-support#usage
  { module: 'axios-cookiejar-support', members: ['wrapper'], argument: 0 },
  // https://github.com/aishek/axios-rate-limit#usage
  { module: 'axios-rate-limit', members: [], argument: 0 },
  // https://github.com/jonbern/fetch-retry#npm-package
  { module: 'fetch-retry', members: [], argument: 0 },
  // https://github.com/valeriangalliat/fetch-cookie#usage
  { module: 'fetch-cookie', members: [], argument: 0 },
  // https://nodejs.org/api/util.html#utilpromisifyoriginal
  { module: 'util', members: ['promisify'], argument: 0, promisifies: true },
  // http://bluebirdjs.com/docs/api/promise.promisify.html
  { module: 'bluebird', members: ['promisify'], argument: 0, promisifies: true },
  // https://github.com/digitaldesignlabs/es6-promisify#example
  { module: 'es6-promisify', members: ['promisify'], argument: 0, promisifies: true },
  // https://redux-toolkit.js.org/rtk-query/usage/customizing-queries#automatic-retries
  { module: '@reduxjs/toolkit/query', members: ['retry'], argument: 0 },
  { module: '@reduxjs/toolkit/query/react', members: ['retry'], argument: 0 },
  // https://angular.dev/guide/di
  { module: '@angular/core', members: ['inject'], argument: 0 },
];
