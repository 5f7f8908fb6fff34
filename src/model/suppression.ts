import type { Finding } from './finding.js';

/** Why a finding is not reported. */
export interface Suppression {
  /** The directive that says so, or the baseline. */
  readonly by:
    | 'clever-audit-disable-next-line'
    | 'eslint'
    | 'eslint-disable'
    | 'eslint-disable-line'
    | 'eslint-disable-next-line'
    | 'baseline';
  /** Null where none is given, as a directive of ESLint allows. */
  readonly reason: string | null;
  /** The last day on which it holds, `2027-06-30`; null for no end. */
  readonly until: string | null;
}

/** A finding that somebody decided to live with. */
export interface SuppressedFinding extends Finding {
  readonly suppression: Suppression;
}
