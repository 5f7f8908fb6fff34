import path from 'node:path';
import { findProjectRoot } from '../../discover/project.js';
import { readTextIfThere } from '../../discover/read-regular-file.js';
import { count } from '../../reporters/summary.js';
import { toDisplayPath } from '../../reporters/places.js';
import { isBaseline, printBaseline, type BaselineEntry } from '../../run/baseline.js';
import type { AuditResult } from '../../run/audit-result.js';
import type { Engine } from '../engine.js';
import { UsageError } from '../errors.js';
import { exitCodes } from '../exit-code.js';
import { writeReport } from '../report-file.js';
import type { Surroundings } from '../surroundings.js';
import { machineFiles } from '../writing/file-system.js';
import { refusal, refuseOutside } from '../writing/target.js';
import { parseBaselineLine, type BaselineRequest } from './baseline-line.js';

/**
 * `clever-audit baseline`: writes down the findings of today, or takes away those that are gone.
 *
 * @param words the words behind `baseline`
 * @returns 0
 * @throws UsageError where there is nothing to prune, WriteError when the file cannot be written
 */
export async function writeBaseline(
  words: readonly string[],
  surroundings: Surroundings,
  engine: Engine,
): Promise<number> {
  const line = parseBaselineLine(words);
  if (line.kind === 'text') {
    surroundings.stdout.write(line.text);
    return exitCodes.clean;
  }
  const result = await auditProject(line, surroundings.cwd, engine);
  const { root, baseline } = result;
  if (line.prune && baseline.text === '') throw new UsageError(`there is no ${baseline.file} to prune`);
  const entries = line.prune ? pruned(result) : result.findings.map(toEntry);
  refuseOther(root, baseline.file);
  writeReport(path.resolve(root, baseline.file), printBaseline(entries));
  surroundings.stdout.write(
    `${describe(line, entries, result)} ${toDisplayPath(root, baseline.file, surroundings.cwd)}\n`,
  );
  return exitCodes.clean;
}

/** A baseline speaks for the whole project, wherever in it the command is started. */
async function auditProject({ prune, preset }: BaselineRequest, cwd: string, engine: Engine): Promise<AuditResult> {
  const root = findProjectRoot(cwd);
  const rules = await engine.loadRules();
  return engine.audit({
    cwd,
    root,
    paths: [root],
    rules,
    baseline: prune,
    ...(preset === null ? {} : { preset }),
  });
}

/**
 * The repository names the file, so it may be any: one elsewhere, or one that holds something else.
 *
 * @throws WriteError for a file that is none of ours
 */
function refuseOther(root: string, file: string): void {
  refuseOutside(machineFiles, root, file);
  const text = readTextIfThere(path.resolve(root, file), (_path, reason) => {
    throw refusal(file, reason);
  });
  if (text !== null && text !== '' && !isBaseline(text)) throw refusal(file, 'it exists and is not a baseline');
}

function pruned({ baseline: { entries, stale } }: AuditResult): readonly BaselineEntry[] {
  const gone = new Set(stale);
  return entries.filter((entry) => !gone.has(entry));
}

function toEntry({ span, rule, fingerprint }: AuditResult['findings'][number]): BaselineEntry {
  return { file: span.file, rule, fingerprint };
}

function describe({ prune }: BaselineRequest, entries: readonly BaselineEntry[], { baseline }: AuditResult): string {
  if (!prune) return `Accepted ${count(entries.length, 'finding')} in`;
  return `Removed ${count(baseline.stale.length, 'finding')}, ${entries.length} left in`;
}
