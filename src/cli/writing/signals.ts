import { constants } from 'node:os';

/** What ends a program politely. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What shells add to the number of the signal that ended a program. */
const ENDED_BY_SIGNAL = 128;

/**
 * Holds back signals while an action runs, so that it is done whole; the process then ends as the signal asked.
 *
 * Node calls a signal's listener between two turns of its loop, so none can come between the files of one turn.
 *
 * @param action synchronous
 * @returns what the action answers
 */
export function uninterrupted<Result>(action: () => Result): Result {
  for (const signal of SIGNALS) if (!process.listeners(signal).includes(stop)) process.on(signal, stop);
  try {
    return action();
  } finally {
    // Not at once: a signal that came in meanwhile is told in the next whole turn, and would else be lost.
    setImmediate(() =>
      setImmediate(() => {
        for (const signal of SIGNALS) process.off(signal, stop);
      }),
    );
  }
}

function stop(signal: NodeJS.Signals): void {
  process.exit(ENDED_BY_SIGNAL + constants.signals[signal]);
}
