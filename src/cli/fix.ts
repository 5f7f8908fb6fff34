import path from 'node:path';

import type { AuditResult } from '../audit-result.js';
import type { FixResult } from '../fix.js';
import { toDisplayPath } from '../reporters/places.js';
import { count } from '../reporters/summary.js';
import { readGitState, type GitState } from './git.js';
import { report, toAuditOptions, type Run } from './report.js';
import { writeChanges } from './write.js';

/**
 * Writes what can be fixed, reports what remains and says how to see and undo what was written.
 *
 * @param run the run
 * @returns the exit code of what remains
 * @throws WriteError when the files cannot be written; none is then
 */
export async function writeFixes(run: Run): Promise<number> {
  const { cwd, environment, stderr } = run.surroundings;
  const options = await toAuditOptions(run);
  const result = await run.engine.fix({ ...options, suggestions: run.arguments.fixSuggestions });
  const { root } = result.before;
  const files = result.changes.map(({ file }) => path.resolve(root, file));
  const state = files.length > 0 ? readGitState(root, files, environment) : null;
  writeChanges(root, result.changes);
  const exitCode = await report(run, result.after);
  const lines = [...toDroppedLines(result, cwd), ...toClosingLines(result, files, state, cwd)];
  for (const line of lines) stderr.write(`${line}\n`);
  return exitCode;
}

/**
 * Names the fixes that were given up, and why.
 *
 * @param result what the engine did
 * @param cwd the absolute folder that paths are relative to
 * @returns a line for each
 */
export function toDroppedLines(result: FixResult, cwd: string): readonly string[] {
  return result.dropped.map(
    ({ file, line, reason }) => `Not fixed: ${toDisplayPath(result.before.root, file, cwd)}:${line}: ${reason}`,
  );
}

function toClosingLines(
  result: FixResult,
  files: readonly string[],
  state: GitState | null,
  cwd: string,
): readonly string[] {
  if (files.length === 0) return [];
  const names = (list: readonly string[]) => list.map((file) => toDisplayPath(cwd, file, cwd));
  const tracked = files.filter((file) => state?.tracked.has(file));
  const untracked = files.filter((file) => !state?.tracked.has(file));
  const changed = tracked.filter((file) => state?.changed.has(file));
  const fixed = countFixed(result.before, result.after);
  const lines = [`Fixed ${count(fixed, 'finding')} in ${count(files.length, 'file')}: ${names(files).join(', ')}`];
  if (tracked.length > 0) {
    const words = names(tracked).map(toShellWord).join(' ');
    lines.push(`See what was written: git diff -- ${words}`, `Undo it: git restore -- ${words}`);
  }
  if (changed.length > 0) {
    lines.push(`Careful: undoing also drops the changes that were not staged before in ${names(changed).join(', ')}`);
  }
  if (untracked.length > 0) lines.push(`Not tracked by git, so git cannot undo it: ${names(untracked).join(', ')}`);
  return lines;
}

function countFixed(before: AuditResult, after: AuditResult): number {
  const remaining = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  return before.findings.filter(({ fingerprint }) => !remaining.has(fingerprint)).length;
}

function toShellWord(word: string): string {
  return /^[\w./@+,:=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
