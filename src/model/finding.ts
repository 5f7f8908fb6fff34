import type { Confidence, Edit, Span, Step } from './usage.js';

export type { Edit };

/** How much a finding weighs; `error` alone makes the command exit with 1. */
export type Severity = 'error' | 'warning' | 'info';

/** Edits that belong together: all are written, or none. */
export interface Change {
  readonly description: string;
  readonly edits: readonly Edit[];
}

/** The request a finding is about, and what replaces it. */
export interface FindingEndpoint {
  readonly method: string | null;
  readonly version: string | null;
  readonly path: string;
  readonly target: string | null;
}

/** One thing that must change. */
export interface Finding {
  /** With its prefix: `clever/no-v1-endpoint`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly span: Span;
  readonly endpoint: FindingEndpoint | null;
  readonly related: readonly Step[];
  /** Proved right by the engine; null where nothing may be written without asking. */
  readonly fix: Change | null;
  readonly suggestions: readonly Change[];
  /** Why no change is offered: a clause that ends a sentence; null where one is, and where none can be thought of. */
  readonly refusal: string | null;
  /** The same for the same fault, whatever lines were added above it. */
  readonly fingerprint: string;
}

/** A place that could not be judged. */
export interface Unresolved {
  readonly span: Span;
  readonly reason: string;
}

/** A file that could not be analysed. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
}
