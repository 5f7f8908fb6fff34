import type { Values } from './value.js';

/** The answers to one kind of question, by what is asked about. */
export type Answers<Key> = Map<Key, Remembered>;

/**
 * What is remembered of one question.
 *
 * It is forgotten and worked out again thousands of times. A map would keep each deleted entry in its chain until it
 * grows, and every look would go through all of them, so the entry stays and only what it holds changes.
 */
export interface Remembered {
  answer: Running | Kept | null;
}

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
    const remembered = entryOf(answers, key);
    const known = remembered.answer;
    if (known?.state === 'running') {
      this.#open.at(-1)?.circles.add(known);
      return ofItself();
    }
    if (known && this.#isValid(known.values)) {
      this.#restOn(known.circles);
      return known.values;
    }
    return this.#workOut(remembered, work);
  }

  /** Says that what is being worked out rests on a limit. */
  cut(): void {
    const innermost = this.#open.at(-1);
    if (innermost) innermost.isCut = true;
  }

  #workOut(remembered: Remembered, work: () => Values): Values {
    const running: Running = {
      state: 'running',
      depth: this.#open.length,
      circles: new Set(),
      provisional: [],
      isCut: false,
    };
    remembered.answer = running;
    this.#open.push(running);
    let values: Values | null = null;
    try {
      values = work();
      return values;
    } finally {
      this.#open.length = running.depth;
      for (const forget of running.provisional) forget();
      remembered.answer = null;
      if (values) this.#finish(remembered, running, values);
    }
  }

  #finish(remembered: Remembered, running: Running, values: Values): void {
    const { circles, isCut } = running;
    circles.delete(running);
    this.#restOn(circles);
    if (isCut) return this.cut();
    const kept: Kept = { state: 'kept', values, circles };
    remembered.answer = kept;
    innermostOf(circles)?.provisional.push(() => {
      if (remembered.answer === kept) remembered.answer = null;
    });
  }

  /** Notes that what is being worked out rests on questions that are still open. */
  #restOn(circles: ReadonlySet<Running>): void {
    const innermost = this.#open.at(-1);
    if (innermost) for (const each of circles) innermost.circles.add(each);
  }
}

function entryOf<Key>(answers: Answers<Key>, key: Key): Remembered {
  const known = answers.get(key);
  if (known) return known;
  const made: Remembered = { answer: null };
  answers.set(key, made);
  return made;
}

function innermostOf(circles: ReadonlySet<Running>): Running | null {
  let innermost: Running | null = null;
  for (const each of circles) if (!innermost || each.depth > innermost.depth) innermost = each;
  return innermost;
}
