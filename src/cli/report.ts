import path from 'node:path';

import type { AuditOptions, AuditResult } from '../run/audit-result.js';
import { RULE_PREFIX } from '../engine/judge.js';
import { rulePagePath, rulePageText } from '../run/package-files.js';
import { loadReporter, type Format } from '../reporters/list.js';
import { toPrintable } from '../reporters/printable.js';
import { count, countUnjudged, unjudgedWords } from '../reporters/summary.js';
import type { DecidingOptions, Report } from '../reporters/report.js';
import type { Rule } from '../rule/rule.js';
import type { Arguments } from './arguments.js';
import type { Engine } from './engine.js';
import { countWarnings, exitCodes, toExitCode } from './exit-code.js';
import { asItIs } from './guarded-output.js';
import { appendReport, writeReport } from './report-file.js';
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
    ...(run.arguments.baseline ? {} : { baseline: false }),
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
  const { surroundings, arguments: given } = run;
  const colours = wantsColours(surroundings.stdout, surroundings.environment);
  const columns = surroundings.stdout.isTTY ? surroundings.stdout.columns : undefined;
  const prepared = await toReport(run, result);
  // Its own commands are all that this format is for, and it spells what it takes from the code.
  const stdout = given.format === 'github' ? asItIs(surroundings.stdout) : surroundings.stdout;
  stdout.write(await toText(given.format, { ...prepared, colours, columns }));
  await writeReports(run, prepared);
  if (given.stats) surroundings.stderr.write((await import('./stats.js')).toStats(result));
  return conclude(run, result);
}

/**
 * Writes the reports that go to files, and the job summary where GitHub Actions asks for one. Says on the standard error output
 * what was written where.
 *
 * @param run the run
 * @param prepared what a reporter is given
 * @throws WriteError when a file cannot be written
 */
export async function writeReports({ surroundings, arguments: given }: Run, prepared: Report): Promise<void> {
  for (const { format, file } of given.output) {
    writeReport(path.resolve(surroundings.cwd, file), await toText(format, prepared));
    surroundings.stderr.write(`clever-audit: wrote the ${format} report to ${toPrintable(file)}\n`);
  }
  const jobSummary = surroundings.environment['GITHUB_STEP_SUMMARY'];
  if (jobSummary && isFor('github', given)) appendReport(jobSummary, await toText('markdown', prepared));
}

/**
 * Gathers what a reporter is given.
 *
 * @param run the run
 * @param result what is reported
 */
export async function toReport(run: Run, result: AuditResult): Promise<Report> {
  const { surroundings, engine, version } = run;
  const { paths, staged, changed, quiet, summary, verbose, groupBy } = run.arguments;
  const rules = (await engine.loadRules()).map(({ name, description }) => ({ name: RULE_PREFIX + name, description }));
  const view = { quiet, summary, verbose, groupBy };
  const pages = { pathOf: rulePagePath, textOf: rulePageText };
  const isOfChanged = staged || changed !== null;
  const options = decidingOptions(run.arguments);
  const cwd = surroundings.cwd;
  const report = { result, cwd, version, colours: false, view, paths, isOfChanged, options, rules, pages };
  // Reads files and asks git, so only for the page that shows it.
  return isFor('html', run.arguments)
    ? { ...report, ...(await import('./page-parts.js')).toPageParts(run.arguments.compare, result, surroundings) }
    : report;
}

function decidingOptions({ preset, target, idMap, idMapColumns, baseline }: Arguments): DecidingOptions {
  return {
    shared: [...(preset === null ? [] : ['--preset', preset]), ...(target === null ? [] : ['--target', target])],
    audit: [
      ...(idMap === null ? [] : ['--id-map', idMap]),
      ...(idMapColumns === null ? [] : ['--id-map-columns', `${idMapColumns.old},${idMapColumns.new}`]),
      ...(baseline ? [] : ['--no-baseline']),
    ],
  };
}

async function toText(format: Format, report: Report): Promise<string> {
  return `${(await loadReporter(format, report.result))(report)}\n`;
}

function isFor(format: Format, given: Arguments): boolean {
  return given.format === format || given.output.some((output) => output.format === format);
}

/**
 * Says on the standard error output when warnings alone make the run fail, or a file that was named could not be judged.
 *
 * @param run the run
 * @param result what was found
 * @returns the exit code
 */
export async function conclude(run: Run, result: AuditResult): Promise<number> {
  const { maxWarnings } = run.arguments;
  // A strict run is not over while something is open.
  const maxUnresolved = run.arguments.maxUnresolved ?? (result.preset === 'strict' ? 0 : null);
  const warnings = countWarnings(result);
  if (maxWarnings !== null && warnings > maxWarnings) {
    run.surroundings.stderr.write(
      `clever-audit: ${count(warnings, 'warning')}; --max-warnings accepts ${maxWarnings}\n`,
    );
  }
  const open = countUnjudged(result);
  if (maxUnresolved !== null && open > maxUnresolved) {
    run.surroundings.stderr.write(`clever-audit: ${unjudgedWords(result).join(' and ')}; ${toLimit(maxUnresolved)}\n`);
  }
  await printDebug(run, result);
  const unread = findUnread(run, result);
  for (const { file, reason } of unread) {
    run.surroundings.stderr.write(`clever-audit: could not analyze ${toPrintable(file)}: ${toPrintable(reason)}\n`);
  }
  return unread.length > 0 ? exitCodes.couldNotRun : toExitCode(result, { maxWarnings, maxUnresolved });
}

async function printDebug({ arguments: { debug }, surroundings }: Run, result: AuditResult): Promise<void> {
  if (!debug) return;
  const { toDebugLines } = await import('./debug.js');
  for (const line of toDebugLines(result, surroundings.cwd)) surroundings.stderr.write(`${line}\n`);
}

function toLimit(maxUnresolved: number): string {
  return `--max-unresolved accepts ${maxUnresolved}`;
}

/** Files that somebody named, and that nothing can be said of: to call them clean would be wrong. */
function findUnread({ arguments: { paths, staged, changed }, surroundings: { cwd } }: Run, result: AuditResult) {
  if (staged || changed) return [];
  return paths.flatMap((file) => {
    const skipped = result.skipped.find((each) => path.resolve(result.root, each.file) === path.resolve(cwd, file));
    return skipped ? [{ file, reason: skipped.reason }] : [];
  });
}
