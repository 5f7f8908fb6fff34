/** Where text goes: a terminal, a pipe, a file, or a test. */
export interface Output {
  readonly isTTY?: boolean;
  /** The width of a terminal. */
  readonly columns?: number;
  /** The descriptor under which the process has it open. */
  readonly fd?: number;
  write(text: string): unknown;
}

/** Where answers come from: a terminal, or a test that plays one. */
export interface Input extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
}

/** What a run takes from the process it lives in. */
export interface Surroundings {
  /** Absolute. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
}

/**
 * Whether a stream should get colours. `NO_COLOR` and `FORCE_COLOR` decide (https://no-color.org,
 * https://force-color.org), else whether it is a terminal.
 *
 * @param output the stream
 * @param environment the environment variables
 * @returns true for colours
 */
export function wantsColours(output: Output, environment: Surroundings['environment']): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force, TERM: terminal } = environment;
  if (no) return false;
  if (force) return force !== '0' && force !== 'false';
  return output.isTTY === true && terminal !== 'dumb';
}
