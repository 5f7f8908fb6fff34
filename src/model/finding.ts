import type { Confidence } from './confidence.js';
import type { Edit, Span, Step } from './spans.js';
import type { UrlOrigin } from './url.js';

export type { Edit };

/** How much a finding weighs; `error` alone makes the command exit with 1. */
export type Severity = 'error' | 'warning' | 'info';

/** Edits that belong together: all are written, or none. */
export interface Change {
  /** What the edits do, in sentences. */
  readonly description: string;
  /** What a person must decide or check before they are made, in sentences; none for a fix. */
  readonly decisions?: readonly string[];
  /** Those of the decisions that making the change settles: nothing is left to be done about them afterwards. */
  readonly settled?: readonly string[];
  readonly edits: readonly Edit[];
}

/**
 * Says all of a change where there is room for it.
 *
 * @returns what it does, then what must be decided first
 */
export function describeChange({ description, decisions = [] }: Change): string {
  return [description, ...decisions].join(' ');
}

/** Why no fix moves a call that could move: the change moves other calls too, about which something must be decided. */
export const TAKEN_ALONG = 'the same change moves other calls, and needs your decision about them';

/** What a step to the code says that keeps a finding from being fixed. */
export const PREVENTS_CHANGE = 'this prevents the change';

/** The request a finding is about, and what replaces it. */
export interface FindingEndpoint {
  readonly method: string | null;
  readonly version: string | null;
  readonly path: string;
  readonly target: string | null;
}

/** One of the calls that a finding is about. */
export interface FindingCall {
  /** The call, or the text that was looked at. */
  readonly span: Span;
  readonly origin: UrlOrigin;
  /** The whole address, with a `{name}` for what only run time knows. */
  readonly url: string;
  readonly endpoint: FindingEndpoint;
  /** Where its path is written; null where no source spells it. */
  readonly written?: Span | null;
  /** Whether it asks who is signed in. */
  readonly isSignIn: boolean;
  /** Whether it asks for API v1, or for `/me` without a version. */
  readonly isRetired: boolean;
  /** Why no fix moves this call: a clause or a sentence; null where one does. */
  readonly obstacle: string | null;
  /** Whether the suggested change keeps it at its address for other calls to move: it is left to be changed by hand. */
  readonly isKept?: true;
  /** What is said of it alone, where several calls are one finding. */
  readonly message?: string;
}

/** Where a finding stands that is reported at a call, because that place is not among the files of the run. */
export interface Outside {
  readonly span: Span;
  /** What a run that includes the place offers; null where it offers nothing either. */
  readonly offer: 'fix' | 'decision' | null;
}

/** What a finding is about, which is how reports sort and name it. */
export type Topic =
  /** the request itself */
  | 'call'
  /** a field that is read */
  | 'field'
  /** a type that is taken for a role */
  | 'role'
  /** an id that is stored or compared */
  | 'stored id'
  /** an id, or a link, of one version that meets another version */
  | 'mixed versions'
  /** a package */
  | 'package'
  /** a name of events */
  | 'event'
  /** a call whose address cannot be computed */
  | 'unresolved call';

/** What a field is that v3 does not have where the code reads it. */
export type FieldFate =
  /** another place, of this answer or of another one, has it now */
  | 'moved'
  /** the version of the call did not have it, and v3 does */
  | 'new'
  /** no answer has it */
  | 'missing'
  /** no version ever had it there */
  | 'never there';

/** A finding in a few words, for reports that have one line for several. */
export interface Brief {
  /** The field, the store, the name: `email`. */
  readonly subject: string;
  /** What takes its place: `roles.student.sis_id`; null for nothing, and for a moved field that keeps its path. */
  readonly instead: string | null;
  /** For a stored id: whether code that keeps it may make a second record for a person. */
  readonly mayCreate?: boolean;
  /** For a package: the calls through it that are in sight, with what takes the place of each. */
  readonly calls?: readonly Step[];
  /** For a field. */
  readonly fate?: FieldFate;
}

/** One thing that must change. */
export interface Finding {
  /** With its prefix: `clever/no-v1-endpoint`. */
  readonly rule: string;
  readonly topic: Topic;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  /** Null where the message alone says it. */
  readonly brief: Brief | null;
  readonly span: Span;
  readonly endpoint: FindingEndpoint | null;
  /** The calls that it is about, or whose answers it is about. */
  readonly calls: readonly FindingCall[];
  readonly related: readonly Step[];
  /** Proved right by the engine; null where nothing may be written without asking. */
  readonly fix: Change | null;
  readonly suggestions: readonly Change[];
  /** Why no change is offered: a clause that ends a sentence; null where one is, and where none can be thought of. */
  readonly refusal: string | null;
  readonly outside?: Outside;
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
  /** Its size on disk; zero for what is no file. */
  readonly bytes: number;
}
