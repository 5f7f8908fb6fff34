import { workClock } from './work-clock.js';

/** Processor time for the code of one file, in seconds. */
const MAXIMUM_SECONDS_OF_FILE = 10;

/** Each file that is given up in a look leaves the others half of the time, and at least this, in seconds. */
const LEAST_SECONDS_OF_FILE = 2;

/** How often a sign of work is taken for a look at the clock. */
const SIGNS_OF_A_LOOK = 256;

/** The code of a file takes more time than a file is given. */
export class TimeSpent extends Error {
  override readonly name = 'TimeSpent';
  readonly file: string;

  /**
   * @param file the file that takes the time
   * @param seconds how much it was given
   */
  constructor(file: string, seconds: number) {
    super(`its code takes more than ${seconds} seconds to follow`);
    this.file = file;
  }
}

/**
 * Measures what the work for each file takes in a look at the project, and ends what takes too long.
 *
 * Other limits count what is done; this one is for what nobody thought of counting. It measures the time of the processor
 * or of the clock, whichever is less: the first grows with the threads of the process, the second while others work.
 */
export class TimeLimits {
  readonly #seconds: number;
  readonly #now: () => number;
  readonly #spent = new Map<string, number>();
  readonly #givenUp = new Map<string, TimeSpent>();
  /** Files that were given up in earlier looks. */
  #before = 0;
  /** How often each file was come through since the work began that is being done. */
  #seen = new Map<string, number>();
  #working: { readonly file: string; readonly since: number } | null = null;
  #signs = 0;

  /**
   * @param seconds how much each file is given
   * @param now the time that was worked so far, in seconds
   */
  constructor(seconds = MAXIMUM_SECONDS_OF_FILE, now: () => number = workClock()) {
    this.#seconds = seconds;
    this.#now = now;
  }

  /**
   * Begins a look in which each file that is left has all of its time: what the compiler works out when it is first asked is
   * charged to the file that asks first, in each look.
   */
  renew(): void {
    this.#spent.clear();
    this.#before = this.#givenUp.size;
  }

  /**
   * Does work for a file; work inside of other work counts for the file of the outer.
   *
   * @throws TimeSpent when the time is spent, in the work or at its end, and where it was spent before
   */
  during<Answer>(file: string, work: () => Answer): Answer {
    this.#refuse(file);
    if (this.#working) return work();
    this.#working = { file, since: this.#now() };
    this.#seen = new Map();
    try {
      const answer = work();
      this.#look();
      return answer;
    } finally {
      this.#spent.set(file, this.#spentBy(this.#working));
      this.#working = null;
    }
  }

  /**
   * Is told now and then that the work goes on, and in which file.
   *
   * @throws TimeSpent when the time is spent
   */
  sign(file: () => string): void {
    this.#signs += 1;
    if (this.#signs % SIGNS_OF_A_LOOK) return;
    const at = file();
    this.#refuse(at);
    this.#seen.set(at, (this.#seen.get(at) ?? 0) + 1);
    this.#look();
  }

  #look(): void {
    const working = this.#working;
    const seconds = this.#secondsOfFile;
    if (!working || this.#spentBy(working) <= seconds) return;
    // Who asks about the code of another file is not to blame.
    const [file] = [...this.#seen].reduce((most, each) => (each[1] > most[1] ? each : most), [working.file, 0]);
    this.#givenUp.set(file, new TimeSpent(file, seconds));
    this.#spent.delete(working.file);
    this.#working = { file: working.file, since: this.#now() };
    this.#refuse(file);
  }

  #refuse(file: string): void {
    const before = this.#givenUp.get(file);
    if (before) throw before;
  }

  get #secondsOfFile(): number {
    return Math.max(LEAST_SECONDS_OF_FILE, Math.ceil(this.#seconds / 2 ** (this.#givenUp.size - this.#before)));
  }

  #spentBy({ file, since }: { readonly file: string; readonly since: number }): number {
    return (this.#spent.get(file) ?? 0) + this.#now() - since;
  }
}
