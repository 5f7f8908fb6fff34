/** The files of a small project, by name. */
export type Files = Readonly<Record<string, string>>;

/** What the page asks of the engine. */
export interface Question {
  /** The answer carries it too. */
  readonly id: number;
  readonly files: Files;
  readonly preset: 'recommended' | 'strict';
  readonly target: 'v3.0' | 'v3.1';
}

/** A place in a file; lines and columns start at 1, offsets are UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** A place with what is to be said of it. */
export interface Note extends Place {
  readonly message: string;
}

/** A finding as the page shows it. */
export interface ShownFinding extends Note {
  /** Without its prefix. */
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly confidence: 'certain' | 'likely';
  /** How the tool came to it. */
  readonly trail: readonly Note[];
  readonly change: {
    readonly kind: 'fix' | 'suggestion';
    readonly description: string;
    /** The same by call, where it is about several. */
    readonly points: readonly string[];
  } | null;
  /** Why there is no change; null where there is one, or nothing to say. */
  readonly refusal: string | null;
}

/** What the engine answers. */
export interface Answer {
  readonly id: number;
  readonly headline: string;
  readonly findings: readonly ShownFinding[];
  readonly unresolved: readonly Note[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** The files after `--fix`, and after `--fix-suggestions`. */
  readonly fixed: Files;
  readonly suggested: Files;
  /** Milliseconds. */
  readonly duration: number;
}

/** What the engine answers when it fails: a configuration that is broken, or a fault of its own. */
export interface Failure {
  readonly id: number;
  readonly error: string;
}
