import { createRequire } from 'node:module';

import { KnownError } from '../discover/errors.js';
import { errorCode } from '../discover/skipped-file.js';
import { toPrintable } from '../reporters/printable.js';
import { writesFiles } from './arguments.js';
import { engine as loadedEngine, type Engine } from './engine.js';
import { exitCodes } from './exit-code.js';
import { guarding } from './guarded-output.js';
import { parseArguments } from './parse.js';
import { showingProgress } from './progress.js';
import { report, toAuditOptions, type Run } from './report.js';
import { isSubcommand, type Subcommand } from './subcommands.js';
import type { Surroundings } from './surroundings.js';
import { settling } from './unfinished.js';

/**
 * The command: reads the words, does what they say, prints. Never throws.
 *
 * @param words the words behind the program's name
 * @param given folder, environment and streams
 * @param engine what does the work
 * @returns the exit code
 */
export async function run(
  words: readonly string[],
  given: Surroundings,
  engine: Engine = loadedEngine,
): Promise<number> {
  const surroundings = guarding(given);
  try {
    const [first, ...others] = words;
    const shown = words.includes('--quiet') ? engine : showingProgress(engine, surroundings);
    const settled = settling(shown, surroundings);
    if (isSubcommand(first)) return await subcommands[first](others, surroundings, settled);
    const version = readVersion();
    const parsed = await parseArguments(words, version);
    if (parsed.kind === 'run') {
      return await perform({ arguments: parsed.arguments, surroundings, engine: settled, version });
    }
    surroundings.stdout.write(parsed.text);
    return exitCodes.clean;
  } catch (error) {
    return explain(error, surroundings);
  }
}

type PerformSubcommand = (
  words: readonly string[],
  surroundings: Surroundings,
  engine: Engine,
) => Promise<number> | number;

/** Each is loaded when it is asked for. */
const subcommands: Readonly<Record<Subcommand, PerformSubcommand>> = {
  init: async (words, surroundings) => (await import('./init/init.js')).initialize(words, surroundings),
  baseline: async (...asked) => (await import('./baseline/baseline.js')).writeBaseline(...asked),
  explain: async (...asked) => (await import('./explain.js')).explainRule(...asked),
  plan: async (...asked) => (await import('./plan.js')).printPlan(...asked, readVersion()),
  trace: async (...asked) => (await import('./trace.js')).printTrace(...asked),
  merge: async (...asked) => (await import('./merge/merge.js')).mergeReports(...asked, readVersion()),
  attest: async (...asked) => (await import('./attest/attest.js')).attest(...asked, readVersion()),
  tables: async (words, surroundings) => (await import('./tables/tables.js')).printTables(words, surroundings),
  sandbox: async (...asked) => (await import('./sandbox/sandbox.js')).serveSandbox(...asked),
  completion: async (...asked) => (await import('./completion/completion.js')).printCompletion(...asked),
};

async function perform(run: Run): Promise<number> {
  const { staged, changed, watch, diff, shard, output } = run.arguments;
  if (output.length > 0) {
    const { refuseOutputs } = await import('./output-files.js');
    refuseOutputs(output, run.surroundings.cwd);
  }
  if (staged || changed) {
    const { auditPart } = await import('./part.js');
    return auditPart(run);
  }
  if (watch) {
    const { watchProject } = await import('./watch.js');
    return watchProject(run);
  }
  if (diff) {
    const { printDiff } = await import('./diff.js');
    return printDiff(run);
  }
  if (writesFiles(run.arguments)) {
    const { writeFixes } = await import('./fix.js');
    return writeFixes(run);
  }
  const result = await run.engine.audit(await toAuditOptions(run));
  if (!shard) return report(run, result);
  const { keepShard } = await import('../run/shard.js');
  return report(run, keepShard(result, shard));
}

/** The manifest is found by the package's own name, so that it is the same from the sources and from the build. */
function readVersion(): string {
  const manifest = createRequire(import.meta.url)('clever-audit/package.json') as { readonly version: string };
  return manifest.version;
}

/** What the system is out of, by the code of its refusal; of files the audit itself opens few at a time. */
const LACKING: ReadonlyMap<string, string> = new Map([
  ['EMFILE', 'open files (see `ulimit -n`)'],
  ['ENFILE', 'open files'],
  ['ENOMEM', 'memory'],
  ['EAGAIN', 'processes (see `ulimit -u`)'],
]);

function explain(error: unknown, { stderr }: Surroundings): number {
  if (error instanceof KnownError) {
    stderr.write(`clever-audit: ${toPrintable(error.message.replaceAll(/\s*\n\s*/g, ' '))}\n`);
    return error.exitCode;
  }
  const missing = LACKING.get(errorCode(error) ?? '');
  if (missing !== undefined) {
    stderr.write(`clever-audit: the system has no more ${missing} for this run\n`);
    return exitCodes.couldNotRun;
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`clever-audit: this is a bug in clever-audit; please report it with the lines below\n${details}\n`);
  return exitCodes.couldNotRun;
}
