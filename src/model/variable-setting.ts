import type { Span } from './spans.js';

/** A place that gives an environment variable a value. */
export interface VariableSetting extends Span {
  /** Whether what it is set to has a version of an API: `https://api.clever.com/v1.1`, `v3.0`. */
  readonly holdsVersion: boolean;
}
