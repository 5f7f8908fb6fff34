import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { KnownError } from '../../discover/errors.js';
import { toPrintable } from '../../reporters/printable.js';
import { startClever, type Clever, type SandboxRequest } from '../../sandbox/index.js';
import { usualPort } from '../../sandbox/origin.js';
import type { Engine } from '../engine.js';
import { exitCodes } from '../exit-code.js';
import type { Surroundings } from '../surroundings.js';
import { fateOf } from './fate.js';
import { parseSandboxLine, type SandboxOptions } from './sandbox-line.js';

/** Tests that mock Clever pass whatever the code calls, so their success shows nothing. */
const NO_REQUEST =
  'The program sent no request to the local stand-in for Clever, so this run does not show whether it works on v3.0.';

/**
 * `clever-audit sandbox`: serves a Clever until a program has ended in it, or until it is stopped.
 *
 * @param words the words behind `sandbox`
 * @returns the exit code of the program; 0 where there is none
 * @throws KnownError for a wrong option, a port that is taken, and a program that cannot be started
 */
export async function serveSandbox(
  words: readonly string[],
  surroundings: Surroundings,
  engine: Engine,
): Promise<number> {
  const line = parseSandboxLine(words, usualPort);
  if (line.kind === 'text') {
    surroundings.stdout.write(line.text);
    return exitCodes.clean;
  }
  const { options } = line;
  const { stderr } = surroundings;
  const clever = await start(options, (request) => stderr.write(`${describe(request)}\n`));
  try {
    stderr.write(`The local stand-in for Clever is at ${clever.origin}\n`);
    const code = options.command.length > 0 ? await runIn(clever, options.command, surroundings) : await stopped();
    if (options.command.length > 0 && clever.requests.length === 0) stderr.write(`${NO_REQUEST}\n`);
    if (options.report) await printReport(clever.requests, surroundings, engine);
    return code;
  } finally {
    await clever.close();
  }
}

async function start({ port, retired }: SandboxOptions, onRequest: (request: SandboxRequest) => void): Promise<Clever> {
  try {
    return await startClever({ port, retired: retired ?? false, onRequest });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new KnownError(`port ${port} is taken; choose another with '--port'`, { cause: error });
  }
}

function describe({ method, host, path, status, end }: SandboxRequest): string {
  const fate = end === null ? '' : `  ${fateOf(end)}`;
  return toPrintable(`${status} ${method} ${host}${path}${fate}`);
}

/** Runs a program, and whatever programs of Node it starts, with Clever's hosts sent to the sandbox. */
async function runIn(clever: Clever, command: readonly string[], { cwd, environment }: Surroundings): Promise<number> {
  const [program = '', ...parameters] = command;
  const register = pathToFileURL(createRequire(import.meta.url).resolve('clever-audit/sandbox/register')).href;
  const env = {
    ...environment,
    CLEVER_SANDBOX_URL: clever.origin,
    NODE_OPTIONS: `${environment['NODE_OPTIONS'] ?? ''} --import ${register}`.trim(),
  };
  const child = spawn(program, parameters, { cwd, env, stdio: 'inherit', shell: process.platform === 'win32' });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such program' : (error as Error).message;
    throw new KnownError(`'${program}' could not be started: ${why}`, { cause: error });
  }
}

/** Waits for Ctrl+C. */
async function stopped(): Promise<number> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  return exitCodes.clean;
}

async function printReport(
  requests: readonly SandboxRequest[],
  { cwd, stdout }: Surroundings,
  engine: Engine,
): Promise<void> {
  const { describeSeen } = await import('./seen.js');
  const result = await engine.audit({ cwd, paths: ['.'], rules: await engine.loadRules(), preset: 'strict' });
  stdout.write(describeSeen(requests, result, cwd));
}
