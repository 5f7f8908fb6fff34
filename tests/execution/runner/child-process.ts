import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What the process is asked: to call `main` of a module once for each token. */
export interface Job {
  readonly module: string;
  readonly tokens: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What it answers: the outputs, or why the module could not be loaded. */
interface Reply {
  readonly id: number;
  readonly outputs?: readonly string[];
  readonly failure?: string;
  /** Whether a call of `main` did not end, so that the process still runs it. */
  readonly isStuck?: boolean;
}

/** Longer than all calls of one job may take together. */
const PATIENCE = 90_000;

/** A process that runs programs one after the other, and a new one after each that does not come back. */
export class ProgramProcess {
  #child: ChildProcess | null = null;
  #jobs = 0;

  /**
   * Runs a program.
   *
   * @returns what it printed for each token
   * @throws Error if it cannot be loaded, or does not come back
   */
  async run(job: Job): Promise<readonly string[]> {
    const child = (this.#child ??= await start());
    const id = (this.#jobs += 1);
    const reply = replyTo(id, child);
    child.send({ id, ...job });
    const { outputs, failure, isStuck } = await reply.catch((error: unknown): Reply => ({
      id,
      failure: String(error),
      isStuck: true,
    }));
    if (isStuck) this.stop();
    if (!outputs) throw new Error(failure);
    return outputs;
  }

  /** Ends the process; the next program gets a new one. */
  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}

async function start(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'child.mjs'), {
    execArgv: ['--import', join(import.meta.dirname, 'redirect.mjs')],
    env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
  });
  await once(child, 'message');
  return child;
}

/** The reply to one job; one to an earlier job, which came too late, is passed over. */
function replyTo(id: number, child: ChildProcess): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const hear = (message: unknown): void => {
      const reply = message as Reply;
      if (reply.id === id) end(() => resolve(reply));
    };
    const leave = (): void => end(() => reject(new Error('the process ended')));
    const late = setTimeout(() => end(() => reject(new Error('the process did not come back'))), PATIENCE);
    const end = (settle: () => void): void => {
      clearTimeout(late);
      child.off('message', hear).off('exit', leave);
      settle();
    };
    child.on('message', hear).on('exit', leave);
  });
}
