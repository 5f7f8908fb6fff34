import type { Endpoint, Sourced } from '../types.js';

/** The parameters of nearly every list. */
export const paging = ['limit', 'starting_after', 'ending_before'];

type Shared = Pick<Endpoint, 'versions'> & Sourced;
type Own = Omit<Endpoint, keyof Shared | 'method' | 'params'> & Partial<Pick<Endpoint, 'method' | 'params'>>;

/**
 * Completes endpoints that come from one place: GET and no parameters where a row says nothing else.
 *
 * @param shared versions and source of all the rows
 * @param rows what each endpoint has of its own
 * @returns one complete endpoint for each row, in their order
 */
export function endpointsOf(shared: Shared, rows: readonly Own[]): readonly Endpoint[] {
  return rows.map((row) => ({ method: 'GET', params: [], ...shared, ...row }));
}
