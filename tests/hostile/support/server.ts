import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('server.mjs', import.meta.url));
/** After which a run that has got stuck is ended, in milliseconds. */
const PATIENCE = 150_000;

/** A process that has had so many bytes of memory is replaced. */
const GROWN = 400 * 1024 ** 2;

/** What is asked of a server: a run of the command, or of ESLint over some files. */
export type Question =
  | { readonly kind: 'command'; readonly folder: string; readonly words: readonly string[] }
  | { readonly kind: 'lint'; readonly folder: string; readonly files: readonly string[] };

/** What a run cost: seconds of the processor, and the most bytes of memory that its process has had so far. */
export interface Cost {
  readonly seconds: number;
  readonly memory: number;
}

/** How a run of the command ended. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What ESLint said of a file. */
export interface Linted {
  readonly file: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly line: number; readonly message: string }[];
}

/** A process that runs the command and ESLint; one for many cases, since starting one takes longer than most runs. */
export class Server {
  #child: ChildProcessWithoutNullStreams | null = null;
  #lines: Interface | null = null;
  /** What the process printed beside its answers. */
  #said = '';

  /** @throws Error where the run does not end, or ends its process */
  ask(question: Question & { kind: 'command' }): Promise<{ answer: Ended; cost: Cost }>;
  ask(question: Question & { kind: 'lint' }): Promise<{ answer: readonly Linted[]; cost: Cost }>;
  ask(question: Question): Promise<unknown> {
    const child = (this.#child ??= this.#start());
    const lines = (this.#lines ??= createInterface({ input: child.stdout }));
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => {
        this.end();
        reject(new Error(`${why}\n${this.#said}`));
      };
      const timer = setTimeout(() => fail('the run does not end'), PATIENCE);
      const onExit = (): void => fail('the run ended its process');
      child.once('exit', onExit);
      lines.once('line', (line) => {
        clearTimeout(timer);
        child.off('exit', onExit);
        const answered = JSON.parse(line) as { readonly cost: Cost };
        // The most memory that a process has had says nothing of its next run.
        if (answered.cost.memory > GROWN) this.end();
        resolve(answered);
      });
      child.stdin.write(`${JSON.stringify(question)}\n`);
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = spawn(process.execPath, [PROGRAM], { stdio: 'pipe' });
    this.#said = '';
    child.stderr.on('data', (text: Buffer) => void (this.#said += text.toString()));
    return child;
  }

  /** Ends the process; the next question gets a new one. */
  end(): void {
    this.#child?.removeAllListeners('exit');
    this.#child?.kill('SIGKILL');
    this.#lines?.close();
    [this.#child, this.#lines] = [null, null];
  }
}
