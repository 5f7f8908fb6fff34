import type { EndpointEnd } from '../../sandbox/requests.js';

/** What Clever did with an endpoint, whatever the sandbox answers there: `switched off in December 2022`. */
export function fateOf({ state, since }: EndpointEnd): string {
  return state === 'gone' ? `switched off in ${since}` : `deprecated since ${since}`;
}
