import { KnownError } from '../../discover/errors.js';
import { groupBy } from '../../model/group-by.js';
import type { NamedReport } from '../../reporters/merge-reports.js';

/** A report with the file it was read from, as typed. */
export interface ReadReport extends NamedReport {
  readonly file: string;
}

/**
 * Leaves out reports that are given twice, and sees to it that the others make whole runs: each name one run, with all of
 * its shards.
 *
 * @param reports in the order in which they were given
 * @returns each report once
 * @throws KnownError where a shard is missing, or where reports cannot be of one run or for one plan
 */
export function toWholeRuns(reports: readonly ReadReport[]): readonly ReadReport[] {
  const targets = new Set(reports.map(({ report }) => report.target));
  if (targets.size > 1) {
    throw new KnownError(
      `The reports are for different targets, ${[...targets].join(' and ')}; merge the reports of each target separately`,
    );
  }
  return [...groupBy(reports, ({ name }) => name).values()].flatMap((own) => toWholeRun(withoutCopies(own)));
}

function withoutCopies(reports: readonly ReadReport[]): readonly ReadReport[] {
  if (reports.length < 2) return reports;
  return [...groupBy(reports, ({ report }) => JSON.stringify(report)).values()].flatMap(([first]) => first ?? []);
}

function toWholeRun(reports: readonly ReadReport[]): readonly ReadReport[] {
  const [first, ...others] = reports;
  if (!first) return [];
  const { shard, tool } = first.report;
  for (const { file, report } of others) {
    const { shard: other } = report;
    if (!shard || !other) {
      throw new KnownError(
        `${first.file} and ${file} are reports of two runs; give each a name, as in portal=${file}, or use --name-by-file`,
      );
    }
    if (other.count !== shard.count || other.run !== shard.run || report.tool.version !== tool.version) {
      throw new KnownError(
        `${first.file} and ${file} are shards of two runs: they differ in the code, the options or the version of clever-audit`,
      );
    }
  }
  if (shard) checkShards(reports, shard.count);
  return reports;
}

function checkShards(reports: readonly ReadReport[], count: number): void {
  const byIndex = groupBy(reports, ({ report }) => report.shard?.index ?? 0);
  for (const [index, own] of byIndex) {
    const [one, two] = own;
    if (one && two) throw new KnownError(`${one.file} and ${two.file} both report shard ${index}/${count}`);
  }
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0) {
    const name = reports[0]?.name ? ` of ${reports[0].name}` : '';
    throw new KnownError(
      `The run${name} has ${count} shards, and ${missing.length === 1 ? 'the report of shard' : 'the reports of shards'} ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    );
  }
}
