import { errorCode } from '../discover/skipped-file.js';
import { engine as loadedEngine, type Engine } from './engine.js';
import { exitCodes } from './exit-code.js';
import { run } from './run.js';
import type { Surroundings } from './surroundings.js';

/**
 * Ties a run to the process it lives in.
 *
 * @param engine what does the work
 * @returns once all is printed; the process then ends by itself, with the run's exit code
 */
export async function start(engine: Engine = loadedEngine): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`clever-audit | head`) closes the pipe; that is no failure of ours.
    if (error.code === 'EPIPE') return;
    process.stderr.write(`clever-audit: the report could not be written: ${error.message}\n`);
    process.exit(exitCodes.couldNotRun);
  });
  const cwd = workingFolder();
  if (cwd === null) {
    process.stderr.write('clever-audit: the working directory no longer exists; change to one that does\n');
    process.exitCode = exitCodes.couldNotRun;
    return;
  }
  const words = process.argv.slice(2);
  const { env: environment, stdout, stderr } = process;
  const surroundings: Surroundings = {
    cwd,
    environment,
    // Opened when it is first asked for, because that takes time and only questions need it.
    get stdin() {
      return process.stdin;
    },
    stdout,
    stderr,
  };
  // Not process.exit(): it would cut off what a slow pipe has not taken yet.
  process.exitCode = await run(words, surroundings, engine);
}

/** Null where somebody has removed it. */
function workingFolder(): string | null {
  try {
    return process.cwd();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}
