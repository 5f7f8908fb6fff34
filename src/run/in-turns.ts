import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../model/steps.js';

/**
 * Does work step by step, and lets the process do what else it has to do in between.
 *
 * @param signal leaves the rest of the work when it is aborted
 * @throws the signal's reason
 */
export async function inTurns<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result> {
  for (;;) {
    signal?.throwIfAborted();
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}
