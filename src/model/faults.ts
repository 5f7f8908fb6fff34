import type { Span } from './spans.js';
import { TimeLimits, TimeSpent } from './time-limits.js';

/** An error of this tool's own while it judged a piece of the project. */
export interface Fault {
  /** The code that was looked at; null for a file as a whole. */
  readonly span: Span | null;
  readonly file: string;
  /** What was done: the name of a rule, or a step of the scan. */
  readonly step: string;
  readonly error: unknown;
}

/**
 * Keeps an error of this tool where it happened.
 *
 * An error that comes in the middle of a computation, such as the end of the stack, may leave half of an answer behind.
 * So nothing is believed that was worked out in a look with an error: whoever looks asks `takeFresh`, and looks again
 * from the start. What has failed once is given up then, and has the answer that says so.
 */
export class Faults {
  readonly times: TimeLimits;
  readonly #known: Map<string, Fault>;
  #isFresh = false;

  /**
   * @param known what is given up from the start
   * @param times what the work for each file may take
   */
  constructor(known: readonly Fault[] = [], times = new TimeLimits()) {
    this.times = times;
    this.#known = new Map(known.map((fault) => [keyOf(fault), fault]));
  }

  /** All faults, in the order in which they came. */
  get all(): readonly Fault[] {
    return [...this.#known.values()];
  }

  /** Whether there were new faults since the last call. */
  takeFresh(): boolean {
    const isFresh = this.#isFresh;
    this.#isFresh = false;
    return isFresh;
  }

  /**
   * Works on a piece of code, or on a file.
   *
   * @param at the code, or the path of the file
   * @param step what is done
   * @param otherwise the answer where the work throws
   */
  attempt<Answer>(at: Span | string, step: string, work: () => Answer, otherwise: () => Answer): Answer {
    const place = typeof at === 'string' ? { span: null, file: at, step } : { span: at, file: at.file, step };
    if (!this.isEmpty && this.#known.has(keyOf(place))) return otherwise();
    try {
      return work();
    } catch (error) {
      if (error instanceof TimeSpent) this.giveUp(error);
      else this.note({ ...place, error });
      return otherwise();
    }
  }

  /**
   * The same for work on the code of one file, which takes no more than the time of that file. What is asked of the
   * project as a whole has no place in it: it would be charged to the file that asks first.
   */
  attemptInTime<Answer>(at: Span, step: string, work: () => Answer, otherwise: () => Answer): Answer {
    return this.attempt(at, step, () => this.times.during(at.file, work), otherwise);
  }

  /** Notes a fault that was caught; what is known already is no news, and stays as it was first seen. */
  note(fault: Fault): void {
    const key = keyOf(fault);
    if (this.#known.has(key)) return;
    this.#known.set(key, fault);
    this.#isFresh = true;
  }

  /** Gives up a file that takes too long. */
  giveUp(error: TimeSpent): void {
    this.note({ span: null, file: error.file, step: 'program', error });
  }

  /** Whether nothing has failed so far. */
  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  /** Whether a step was given up at a place. */
  isGivenUp(span: Span, step: string): boolean {
    return this.#known.has(keyOf({ span, file: span.file, step }));
  }

  /** Files that are given up as a whole, with what is said of them. */
  get files(): ReadonlyMap<string, string> {
    return new Map(this.all.flatMap((fault) => (fault.span ? [] : [[fault.file, wordsOf(fault)] as const])));
  }

  /** Gives up all files in which something has failed. */
  giveUpFiles(): void {
    for (const { file, error } of this.all) this.note({ span: null, file, step: 'program', error });
  }
}

function keyOf({ span, file, step }: Omit<Fault, 'error'>): string {
  return span ? `${file}:${span.start}:${span.end}:${step}` : `${file}:${step}`;
}

/** What is said of a fault to the people whose code it was; the error's own message may hold text of an env file. */
export function wordsOf({ step, error }: Fault): string {
  if (isEndOfStack(error)) return `this is nested deeper than this tool can follow (${step})`;
  if (error instanceof TimeSpent) return error.message;
  const name = error instanceof Error ? error.name : typeof error;
  return `this tool failed here because of a bug (${step}: ${name}); --debug shows the stack trace`;
}

function isEndOfStack(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}
