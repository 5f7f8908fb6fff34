import { existsSync } from 'node:fs';
import path from 'node:path';
import { RULE_PREFIX } from '../../engine/judge.js';
import type { JsonReport } from '../../reporters/json-report.js';
import { mergeReports as merge } from '../../reporters/merge-reports.js';
import { mergedPlan, type TopicOf } from '../../reporters/merged-plan.js';
import { toPrintableJson } from '../../reporters/printable.js';
import { count, unjudgedWordsOf } from '../../reporters/summary.js';
import type { Engine } from '../engine.js';
import { UsageError } from '../errors.js';
import { exitCodes } from '../exit-code.js';
import type { Surroundings } from '../surroundings.js';
import { toWholeRuns, type ReadReport } from './check-runs.js';
import { parseMergeLine, type MergeRequest } from './merge-line.js';
import { openReports } from './read-report.js';

/**
 * `clever-audit merge`: puts JSON reports together, of the shards of a project or of many projects.
 *
 * @param words the words behind `merge`
 * @param version the program's own version
 * @returns what one run over all of it would exit with
 * @throws KnownError for a report that cannot be read, and for reports that do not make whole runs
 */
export async function mergeReports(
  words: readonly string[],
  { cwd, stdout, stderr }: Surroundings,
  engine: Engine,
  version: string,
): Promise<number> {
  const line = parseMergeLine(words);
  if (line.kind === 'text') {
    stdout.write(line.text);
    return exitCodes.clean;
  }
  const read = openReports(cwd, version);
  const given = line.reports.map((word) => toNamed(word, line, cwd));
  const reports = toWholeRuns(given.map(({ name, file }) => ({ name, file, report: read(file) })));
  const merged = merge(reports, version);
  const text = line.format === 'plan' ? mergedPlan(reports, merged, await loadTopics(engine)) : toPrintableJson(merged);
  stdout.write(`${text}\n`);
  const reasons = overLimits(merged, reports, line);
  for (const reason of reasons) stderr.write(`clever-audit: ${reason}\n`);
  const isBad = merged.summary.errors > 0 || merged.suppressionFaults !== undefined || reasons.length > 0;
  return isBad ? exitCodes.findings : exitCodes.clean;
}

function toNamed(word: string, { nameByFile }: MergeRequest, cwd: string): Pick<ReadReport, 'name' | 'file'> {
  const [, name = '', file = ''] = /^([^=]+)=(.+)$/s.exec(word) ?? [];
  if (file !== '' && !existsSync(path.resolve(cwd, word))) return { name: toName(name, word), file };
  return { name: nameByFile ? toName(word.replace(/\.json$/, ''), word) : '', file: word };
}

/** A folder for paths to go below. */
function toName(text: string, word: string): string {
  const name = path.posix.normalize(text.replaceAll('\\', '/')).replace(/\/$/, '');
  if (name === '.' || name.startsWith('..') || path.isAbsolute(name)) {
    throw new UsageError(`the name in '${word}' must be a plain name or a relative path, as in portal=portal.json`);
  }
  return name;
}

async function loadTopics(engine: Engine): Promise<TopicOf> {
  const topics = new Map((await engine.loadRules()).map(({ name, topic }) => [RULE_PREFIX + name, topic]));
  return (rule) => topics.get(rule) ?? 'call';
}

/** Why what counts no error is too much all the same. */
function overLimits(
  { summary }: JsonReport,
  reports: readonly ReadReport[],
  { maxWarnings, maxUnresolved }: MergeRequest,
): readonly string[] {
  // A strict run is not over while something is open.
  const strict = reports.filter(({ report }) => report.preset === 'strict').map(({ report }) => report.summary);
  const limited = maxUnresolved === null ? strict : [summary];
  const unresolved = limited.reduce((sum, each) => sum + each.unresolved, 0);
  const skipped = limited.reduce((sum, each) => sum + each.skipped, 0);
  const most = maxUnresolved ?? 0;
  return [
    ...(maxWarnings !== null && summary.warnings > maxWarnings
      ? [`${count(summary.warnings, 'warning')}; --max-warnings accepts ${maxWarnings}`]
      : []),
    ...(unresolved + skipped > most
      ? [`${unjudgedWordsOf({ unresolved, skipped }).join(' and ')}; --max-unresolved accepts ${most}`]
      : []),
  ];
}
