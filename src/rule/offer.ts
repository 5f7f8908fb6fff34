import type { Change } from '../engine/finding.js';

/** What may be done about a call: at most one of them is offered. */
export interface Offer {
  readonly fix: Change | null;
  readonly suggestions: readonly Change[];
}

export const NO_OFFER: Offer = { fix: null, suggestions: [] };
