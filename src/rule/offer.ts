import type { Change } from '../engine/finding.js';

/** What may be done about a call: at most one of them is offered. */
export interface Offer {
  readonly fix: Change | null;
  readonly suggestions: readonly Change[];
}

/** What a reader would be offered first. */
export function offeredBy({ fix, suggestions }: Offer): Change | null {
  return fix ?? suggestions[0] ?? null;
}

/** A change that is not made without asking. */
export function asSuggestion(change: Change): Offer {
  return { fix: null, suggestions: [change] };
}

export const NO_OFFER: Offer = { fix: null, suggestions: [] };
