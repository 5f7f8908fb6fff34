import path from 'node:path';

import type { AuditOptions, AuditResult } from '../run/audit-result.js';
import { loadReporter } from '../reporters/list.js';
import { toPrintable } from '../reporters/printable.js';
import type { Rule } from '../rule/rule.js';
import type { Arguments } from './arguments.js';
import type { Engine } from './engine.js';
import { countWarnings, exitCodes, toExitCode } from './exit-code.js';
import { wantsColours, type Surroundings } from './surroundings.js';

/** One run: what was asked, where it lives, what it works with. */
export interface Run {
  readonly arguments: Arguments;
  readonly surroundings: Surroundings;
  readonly engine: Engine;
  /** The program's own version. */
  readonly version: string;
}

/**
 * Gathers what the engine has to know.
 *
 * @param run the run
 * @returns options for an audit of the paths that were given, else of the folder at hand
 * @throws UsageError where `--fix-only` names no rule
 */
export async function toAuditOptions(run: Run): Promise<AuditOptions> {
  const { paths, preset, target, fixOnly } = run.arguments;
  const rules = await run.engine.loadRules();
  return {
    cwd: run.surroundings.cwd,
    paths: paths.length > 0 ? paths : ['.'],
    rules,
    ...(preset === null ? {} : { preset }),
    ...(target === null ? {} : { target }),
    ...(await toWanted(fixOnly, rules)),
    ...(await toIds(run)),
  };
}

async function toWanted(names: readonly string[], rules: readonly Rule[]): Promise<Pick<AuditOptions, 'wants'>> {
  return names.length > 0 ? (await import('./wanted-rules.js')).toWants(names, rules) : {};
}

async function toIds(run: Run): Promise<Pick<AuditOptions, 'idMap'>> {
  if (run.arguments.idMap === null) return {};
  return (await import('./id-map.js')).toIdMap(run.arguments, run.surroundings.cwd);
}

/**
 * Prints a result to the standard output, in the format that was asked for.
 *
 * @param run the run
 * @param result what is reported
 * @returns the exit code
 */
export async function report(run: Run, result: AuditResult): Promise<number> {
  const { surroundings, arguments: given, version } = run;
  const reporter = await loadReporter(given.format, result);
  const colours = wantsColours(surroundings.stdout, surroundings.environment);
  const columns = surroundings.stdout.isTTY ? surroundings.stdout.columns : undefined;
  const { cwd } = surroundings;
  const { paths, quiet, summary, verbose, groupBy } = given;
  const view = { quiet, summary, verbose, groupBy };
  surroundings.stdout.write(`${reporter({ result, cwd, version, colours, columns, view, paths })}\n`);
  return conclude(run, result);
}

/**
 * Says on the standard error output when warnings alone make the run fail, or a file that was named could not be judged.
 *
 * @param run the run
 * @param result what was found
 * @returns the exit code
 */
export function conclude(run: Run, result: AuditResult): number {
  const { maxWarnings } = run.arguments;
  const warnings = countWarnings(result);
  if (maxWarnings !== null && warnings > maxWarnings) {
    run.surroundings.stderr.write(`clever-audit: ${warnings} warnings are more than --max-warnings ${maxWarnings}\n`);
  }
  const unread = findUnread(run, result);
  for (const { file, reason } of unread) {
    run.surroundings.stderr.write(`clever-audit: could not analyse ${toPrintable(file)}: ${toPrintable(reason)}\n`);
  }
  return unread.length > 0 ? exitCodes.couldNotRun : toExitCode(result, maxWarnings);
}

/** Files that somebody named, and that nothing can be said of: to call them clean would be wrong. */
function findUnread({ arguments: { paths, staged }, surroundings: { cwd } }: Run, result: AuditResult) {
  if (staged) return [];
  return paths.flatMap((file) => {
    const skipped = result.skipped.find((each) => path.resolve(result.root, each.file) === path.resolve(cwd, file));
    return skipped ? [{ file, reason: skipped.reason }] : [];
  });
}
