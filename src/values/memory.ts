import type { Values } from './value.js';

/** The answers to one kind of question, by what is asked about. */
export type Answers<Key> = Map<Key, Answer>;

/** An answer, or that it is being worked out. */
export type Answer = Running | Kept;

/** A question that is being worked out. */
interface Running {
  readonly state: 'running';
  readonly depth: number;
  /** The questions further out that it came back to, whose answers it does not know. */
  readonly circles: Set<Running>;
  /** What was answered while this question was open and rests on that. */
  readonly provisional: (() => void)[];
  /** Whether a limit was hit on the way. */
  isCut: boolean;
}

interface Kept {
  readonly state: 'kept';
  readonly values: Values;
  /** The questions that are still open and that the answer rests on. */
  readonly circles: ReadonlySet<Running>;
}

/**
 * Remembers answers, and keeps only those that are final.
 *
 * A question may lead back to itself: `let a = b, b = c, c = a`. What is answered inside of such a circle rests on a
 * question that is still open. It is good until that question is answered, and is forgotten then; so is what rests on a
 * limit, at once. Else the answers would depend on which question is asked first.
 */
export class Memory {
  readonly #open: Running[] = [];
  readonly #isValid: (values: Values) => boolean;

  /**
   * @param isValid whether an answer that was kept may be given again
   */
  constructor(isValid: (values: Values) => boolean) {
    this.#isValid = isValid;
  }

  /**
   * Answers a question, by what is remembered or by working it out.
   *
   * @param ofItself the answer where the question leads back to itself
   */
  answer<Key>(answers: Answers<Key>, key: Key, ofItself: () => Values, work: () => Values): Values {
    const known = answers.get(key);
    if (known?.state === 'running') {
      this.#open.at(-1)?.circles.add(known);
      return ofItself();
    }
    if (known && this.#isValid(known.values)) {
      this.#restOn(known.circles);
      return known.values;
    }
    return this.#workOut(answers, key, work);
  }

  /** Says that what is being worked out rests on a limit. */
  cut(): void {
    const innermost = this.#open.at(-1);
    if (innermost) innermost.isCut = true;
  }

  #workOut<Key>(answers: Answers<Key>, key: Key, work: () => Values): Values {
    const running: Running = {
      state: 'running',
      depth: this.#open.length,
      circles: new Set(),
      provisional: [],
      isCut: false,
    };
    answers.set(key, running);
    this.#open.push(running);
    let values: Values | null = null;
    try {
      values = work();
      return values;
    } finally {
      this.#open.length = running.depth;
      for (const forget of running.provisional) forget();
      answers.delete(key);
      if (values) this.#finish(answers, key, running, values);
    }
  }

  #finish<Key>(answers: Answers<Key>, key: Key, running: Running, values: Values): void {
    const { circles, isCut } = running;
    circles.delete(running);
    this.#restOn(circles);
    if (isCut) return this.cut();
    const kept: Kept = { state: 'kept', values, circles };
    answers.set(key, kept);
    innermostOf(circles)?.provisional.push(() => {
      if (answers.get(key) === kept) answers.delete(key);
    });
  }

  /** Notes that what is being worked out rests on questions that are still open. */
  #restOn(circles: ReadonlySet<Running>): void {
    const innermost = this.#open.at(-1);
    if (innermost) for (const each of circles) innermost.circles.add(each);
  }
}

function innermostOf(circles: ReadonlySet<Running>): Running | null {
  let innermost: Running | null = null;
  for (const each of circles) if (!innermost || each.depth > innermost.depth) innermost = each;
  return innermost;
}
