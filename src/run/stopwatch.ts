/** How long a step of a run took. */
export interface Lap {
  readonly step: string;
  readonly milliseconds: number;
}

/** Takes the time of the steps of a run, which follow on each other. */
export class Stopwatch {
  readonly #laps: Lap[] = [];
  #since: number;

  /** @param since when the first step began, by the process's clock */
  constructor(since = performance.now()) {
    this.#since = since;
  }

  /** Ends a step; the next begins. */
  lap(step: string): void {
    const now = performance.now();
    this.#laps.push({ step, milliseconds: now - this.#since });
    this.#since = now;
  }

  /** The steps so far, those of one name together. */
  get laps(): readonly Lap[] {
    const sums = new Map<string, number>();
    for (const { step, milliseconds } of this.#laps) sums.set(step, (sums.get(step) ?? 0) + milliseconds);
    return [...sums].map(([step, milliseconds]) => ({ step, milliseconds }));
  }
}
