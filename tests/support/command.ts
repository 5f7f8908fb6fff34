import { Readable } from 'node:stream';

import type { AuditOptions, AuditResult } from '../../src/run/audit-result.js';
import type { Engine } from '../../src/cli/engine.js';
import { run } from '../../src/cli/run.js';
import type { FixOptions, FixResult } from '../../src/run/fix.js';

/** How a run of the command inside the test ended. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command inside the test, on an engine of the test's own.
 *
 * @param line the words behind the program's name
 * @param engine the parts the test expects to be asked; any other part fails the run
 * @param cwd where it runs
 * @param typed what a person types at a terminal, after which the terminal is closed; null where there is none
 * @returns what it printed and its exit code
 */
export async function runCommand(
  line: string,
  engine: Partial<Engine>,
  cwd = '/project',
  environment: Record<string, string | undefined> = {},
  typed: string | null = null,
): Promise<CommandResult> {
  const printed = { stdout: '', stderr: '' };
  const isTTY = typed !== null;
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY,
    write(text: string) {
      printed[name] += text;
    },
  });
  const stdin = Object.assign(Readable.from([typed ?? '']), { isTTY });
  const surroundings = { cwd, environment, stdin, stdout: output('stdout'), stderr: output('stderr') };
  const code = await run(line.split(' ').filter(Boolean), surroundings, { ...unexpected, ...engine });
  return { code, ...printed };
}

/**
 * An engine that finds what the test says.
 *
 * @param result what every audit answers
 * @returns the engine, and the options it was asked with
 */
export function auditing(result: AuditResult): { engine: Partial<Engine>; asked: AuditOptions[] } {
  const asked: AuditOptions[] = [];
  const engine: Partial<Engine> = {
    loadRules: () => Promise.resolve([]),
    audit(options) {
      asked.push(options);
      return Promise.resolve(result);
    },
  };
  return { engine, asked };
}

/**
 * An engine that fixes what the test says.
 *
 * @param result what every fix answers
 * @returns the engine, and the options it was asked with
 */
export function fixing(result: FixResult): { engine: Partial<Engine>; asked: FixOptions[] } {
  const asked: FixOptions[] = [];
  const engine: Partial<Engine> = {
    loadRules: () => Promise.resolve([]),
    fix(options) {
      asked.push(options);
      return Promise.resolve(result);
    },
  };
  return { engine, asked };
}

function fail(name: string) {
  return () => Promise.reject(new Error(`${name} was not expected`));
}

const unexpected: Engine = {
  loadRules: fail('loadRules'),
  audit: fail('audit'),
  fix: fail('fix'),
  readStaged: fail('readStaged'),
  readChanged: fail('readChanged'),
  trace: fail('trace'),
};
