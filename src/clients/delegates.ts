/** A function of a package that calls the function it is given with another of its arguments. */
export interface Delegate {
  readonly module: string;
  readonly members: readonly string[];
  /** Which argument is the function. */
  readonly argument: number;
  /** Which arguments the function is called with. */
  readonly passes: readonly number[];
  /** The member of what it answers that holds what the function answers. */
  readonly result: string;
}

/** SWR hands the key to the fetcher: https://swr.vercel.app/docs/arguments */
export const DELEGATES: readonly Delegate[] = [
  { module: 'swr', members: [], argument: 1, passes: [0], result: 'data' },
  { module: 'swr/immutable', members: [], argument: 1, passes: [0], result: 'data' },
  { module: 'swr/mutation', members: [], argument: 1, passes: [0], result: 'data' },
];
