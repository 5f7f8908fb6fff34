import type { OnProgress, Progress } from '../model/progress.js';
import type { Engine } from './engine.js';
import type { Output, Surroundings } from './surroundings.js';

/** Goes back to the start of the line and clears it. */
const CLEAR = '\r\u001B[K';

/** How wide a terminal is taken to be that does not say so. */
const USUAL_WIDTH = 80;

const DOING: Readonly<Record<Progress['doing'], string>> = {
  reading: 'Reading',
  'proving changes': 'Checking the changes in',
};

/**
 * An engine that says on the standard error output what it is doing, in one line that is rewritten and is gone in the end.
 * Where that output is no terminal it says nothing.
 */
export function showingProgress(engine: Engine, { stderr, environment }: Surroundings): Engine {
  if (stderr.isTTY !== true || environment['TERM'] === 'dumb') return engine;
  return {
    ...engine,
    audit: (options) => shown(stderr, (onProgress) => engine.audit({ ...options, onProgress })),
    fix: (options) => shown(stderr, (onProgress) => engine.fix({ ...options, onProgress })),
    trace: (options, place) => shown(stderr, (onProgress) => engine.trace({ ...options, onProgress }, place)),
  };
}

/** Does work whose progress is shown until it ends, or fails. */
async function shown<Result>(output: Output, work: (onProgress: OnProgress) => Promise<Result>): Promise<Result> {
  let isShown = false;
  const show: OnProgress = (progress) => {
    isShown = true;
    // A line that is broken by the terminal could not be cleared.
    output.write(`${CLEAR}${toLine(progress).slice(0, widthOf(output) - 1)}`);
  };
  try {
    return await work(show);
  } finally {
    if (isShown) output.write(CLEAR);
  }
}

/** Some terminals say that they have no columns. */
function widthOf({ columns = 0 }: Output): number {
  return columns > 0 ? columns : USUAL_WIDTH;
}

function toLine({ doing, files }: Progress): string {
  return `${DOING[doing]} ${files.toLocaleString('en-US')} ${files === 1 ? 'file' : 'files'}…`;
}
