import type { Change } from '../model/finding.js';
import type { Span } from '../model/spans.js';
import type { EndpointUsage } from '../model/usage.js';

/** What may be done about a call: at most one of them is offered. */
export interface Offer {
  readonly fix: Change | null;
  readonly suggestions: readonly Change[];
  /** Why there is none. */
  readonly refusal?: string;
  /** Where the code is that holds the change back, if that is at one place. */
  readonly blockedAt?: Span | null;
}

/** Why a change cannot be made. */
export interface Refusal {
  readonly refusal: string;
  readonly blockedAt?: Span | null;
}

/** Whether something was refused. */
export function isRefusal(made: object): made is Refusal {
  return 'refusal' in made;
}

/**
 * Nothing is offered, for a reason.
 *
 * @param refusal a clause that ends a sentence
 * @param blockedAt the code that holds the change back; null where it is no single place
 */
export function refuse(refusal: string, blockedAt: Span | null = null): Offer & Refusal {
  return { fix: null, suggestions: [], refusal, blockedAt };
}

/** What a reader would be offered first. */
export function offeredBy({ fix, suggestions }: Pick<Offer, 'fix' | 'suggestions'>): Change | null {
  return fix ?? suggestions[0] ?? null;
}

/** The same offer, none of which is made without asking. */
export function asSuggestions({ fix, suggestions, ...rest }: Offer): Offer {
  return { ...rest, fix: null, suggestions: fix ? [fix, ...suggestions] : suggestions };
}

/** A change that is not made without asking. */
export function asSuggestion(change: Change): Offer {
  return { fix: null, suggestions: [change] };
}

/** A call whose answer nobody follows. */
export const NO_ANSWER = 'this tool cannot see what happens to the answer';

/** Why nobody follows the answer of a URL: for one that code hands to something unknown, that is what is in the way. */
export function noAnswer({ origin }: Pick<EndpointUsage, 'origin'>): string {
  return origin === 'constant'
    ? 'this tool does not know the code that gets this URL, so it cannot see what happens to the answer'
    : NO_ANSWER;
}

/** An address that only holds together at run time. */
export const NOT_IN_ONE_PIECE = 'the part of the URL that must change is not in one string';

/** What a document or a description of an API shows. */
export const ONLY_SHOWN = 'this tool does not change documents or API descriptions';
