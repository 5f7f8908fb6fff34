/** Work that is done step by step, so that between two steps its caller may do something else, or leave the rest. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does all steps at once. */
export function complete<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
