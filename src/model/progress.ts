/** What a run is about to do; told before each look at all opened files, of which one may take seconds. */
export interface Progress {
  readonly doing: 'reading' | 'proving changes';
  /** How many files are opened. */
  readonly files: number;
}

/** Takes what a run is about to do. */
export type OnProgress = (progress: Progress) => void;
