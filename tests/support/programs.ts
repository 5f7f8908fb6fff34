import { spawnSync } from 'node:child_process';

/** How a program ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, for messages of programs that mix them. */
  readonly output: string;
}

/**
 * Runs a program to its end, as a user's shell would: without what npm, git and vitest put into the environment of
 * the tests.
 *
 * @param folder where it starts
 * @param command its name and arguments
 * @param environment variables to add
 * @throws Error when the program cannot be started
 */
export function run(folder: string, command: readonly string[], environment: Record<string, string> = {}): Ended {
  const [program = '', ...parameters] = command;
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|GIT_|VITEST|NODE_ENV$|FORCE_COLOR$)/i.test(name),
  );
  const { error, status, stdout, stderr } = spawnSync(program, parameters, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (error) throw error;
  return { code: status, stdout, stderr, output: stdout + stderr };
}

/**
 * Runs a program that must succeed.
 *
 * @returns what it wrote to stdout
 * @throws Error with both streams when it exits with anything but 0
 */
export function succeed(folder: string, command: readonly string[], environment: Record<string, string> = {}): string {
  const { code, stdout, output } = run(folder, command, environment);
  if (code !== 0) throw new Error(`${command.join(' ')} exited with ${code}:\n${output}`);
  return stdout;
}
