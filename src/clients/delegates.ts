/** A function of a package that calls the function it is given with another of its arguments. */
export interface Delegate {
  readonly module: string;
  readonly members: readonly string[];
  /** Which argument is the function. */
  readonly argument: number;
  /** Which arguments the function is called with. */
  readonly passes: readonly number[];
  /** The member of what it answers that holds what the function answers; null where it answers that itself. */
  readonly result: string | null;
}

/** redux-saga calls the function with what follows it, and `yield` gives what it answers. */
const SAGA = { argument: 0, passes: [1, 2, 3, 4, 5, 6], result: null } as const;

/** What SWR hands its key to: https://swr.vercel.app/docs/arguments */
export const DELEGATES: readonly Delegate[] = [
  { module: 'swr', members: [], argument: 1, passes: [0], result: 'data' },
  { module: 'swr/immutable', members: [], argument: 1, passes: [0], result: 'data' },
  { module: 'swr/mutation', members: [], argument: 1, passes: [0], result: 'data' },
  // https://redux-saga.js.org/docs/api/#callfn-args
  { ...SAGA, module: 'redux-saga/effects', members: ['call'] },
  { ...SAGA, module: 'typed-redux-saga', members: ['call'] },
  { ...SAGA, module: 'typed-redux-saga/macro', members: ['call'] },
];
