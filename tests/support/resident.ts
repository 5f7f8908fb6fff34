import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';

/** How a run of the built command ended. */
export interface CommandEnded {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** After how many milliseconds a run counts as one that does not end. */
const PATIENCE = 110_000;

/**
 * The built command in a thread that stays, asked as `spawnSync` would ask it: starting a process takes longer than
 * most runs. What only a process can show is for tests that start one: signals, pipes, a working directory that is gone.
 */
export class Resident {
  readonly #preload: string | null;
  #started: { readonly worker: Worker; readonly port: MessagePort } | null = null;

  /** @param preload the URL of a module that the thread loads before the command; null for none */
  constructor(preload: string | null = null) {
    this.#preload = preload;
  }

  /**
   * @param cwd where it runs
   * @param words what is behind the program's name
   * @param environment the variables of the run
   * @returns what it printed and its exit code
   * @throws Error where the run does not end, or ends its thread
   */
  run(cwd: string, words: readonly string[], environment: NodeJS.ProcessEnv = process.env): CommandEnded {
    const { worker, port } = (this.#started ??= this.#start());
    const answered = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    worker.postMessage({ cwd, words, environment: { ...environment }, answered });
    Atomics.wait(answered, 0, 0, PATIENCE);
    const answer = receiveMessageOnPort(port) as { message: CommandEnded } | undefined;
    if (answer) return answer.message;
    void worker.terminate();
    this.#started = null;
    throw new Error(`clever-audit ${words.join(' ')} does not end, or ended its process`);
  }

  #start() {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(new URL('resident.mjs', import.meta.url), {
      workerData: { port: port2, preload: this.#preload },
      transferList: [port2],
    });
    // Tests that are through must not wait for it.
    worker.unref();
    return { worker, port: port1 };
  }
}

const resident = new Resident();

/** Runs the built command: {@link Resident.run} of the one that all tests of a file share. */
export const runResident: Resident['run'] = (...parameters) => resident.run(...parameters);
