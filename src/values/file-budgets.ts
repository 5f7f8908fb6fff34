/** Evaluations that the questions of the code in a file may cost in any case, however short it is. */
const LEAST_EVALUATIONS_OF_FILE = 1000;

/** Characters of a file for which its questions may cost one evaluation more; files of a thousand requests take less. */
const CHARACTERS_OF_EVALUATION = 8;

/**
 * Evaluations that all files together may cost beyond these: functions that call each other are come to in more ways than
 * can be gone, and each of many files may hold such.
 */
const MAXIMUM_EVALUATIONS_BEYOND = 120_000;

/** Counts the evaluations that the questions of each file cost, in one look at the project. */
export class FileBudgets {
  readonly #lengthOf: (file: string) => number;
  readonly #costs = new Map<string, number>();
  /** What the files cost together beyond what each may cost in any case. */
  #beyond = 0;

  /**
   * @param lengthOf how many characters a file has
   */
  constructor(lengthOf: (file: string) => number) {
    this.#lengthOf = lengthOf;
  }

  /** Evaluations that the questions of a file may still cost. */
  leftFor(file: string): number {
    const own = this.#ownOf(file) - this.#costOf(file);
    return Math.max(0, own) + MAXIMUM_EVALUATIONS_BEYOND - this.#beyond;
  }

  charge(file: string, evaluations: number): void {
    const before = this.#costOf(file);
    const after = before + evaluations;
    const own = this.#ownOf(file);
    this.#costs.set(file, after);
    this.#beyond += Math.max(own, after) - Math.max(own, before);
  }

  #ownOf(file: string): number {
    return LEAST_EVALUATIONS_OF_FILE + this.#lengthOf(file) / CHARACTERS_OF_EVALUATION;
  }

  #costOf(file: string): number {
    return this.#costs.get(file) ?? 0;
  }
}
