/**
 * Evaluations that the questions of the code in one file may cost in any case. Code that people write takes less in files of
 * a thousand requests.
 */
const MAXIMUM_EVALUATIONS_OF_FILE = 13_000;

/**
 * Evaluations that all files together may cost beyond these: functions that call each other are come to in more ways than
 * can be gone, and each of many files may hold such.
 */
const MAXIMUM_EVALUATIONS_BEYOND = 117_000;

/** Counts the evaluations that the questions of each file cost, in one look at the project. */
export class FileBudgets {
  readonly #costs = new Map<string, number>();
  /** What the files cost together beyond what each may cost in any case. */
  #beyond = 0;

  /** Evaluations that the questions of a file may still cost. */
  leftFor(file: string): number {
    const own = MAXIMUM_EVALUATIONS_OF_FILE - this.#costOf(file);
    return Math.max(0, own) + MAXIMUM_EVALUATIONS_BEYOND - this.#beyond;
  }

  charge(file: string, evaluations: number): void {
    const before = this.#costOf(file);
    const after = before + evaluations;
    this.#costs.set(file, after);
    this.#beyond += beyondOwn(after) - beyondOwn(before);
  }

  #costOf(file: string): number {
    return this.#costs.get(file) ?? 0;
  }
}

function beyondOwn(evaluations: number): number {
  return Math.max(0, evaluations - MAXIMUM_EVALUATIONS_OF_FILE);
}
