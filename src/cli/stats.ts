import type { AuditResult } from '../run/audit-result.js';

/**
 * How long each step of a run took, and how much was read.
 *
 * @param result of the run
 * @returns lines for the standard error output, each with its line break
 */
export function toStats({ laps, durationMs, files, analysedFiles }: AuditResult): string {
  const rows = [...laps.map(({ step, milliseconds }) => [step, milliseconds] as const), ['total', durationMs] as const];
  const longest = Math.max(...rows.map(([step]) => step.length));
  const lines = rows.map(
    ([step, milliseconds]) => `  ${step.padEnd(longest)}  ${milliseconds.toFixed(0).padStart(7)} ms`,
  );
  return [`Time by step (${files} files under the paths, ${analysedFiles.length} analyzed):`, ...lines, ''].join('\n');
}
