import { countUnjudged } from '../reporters/summary.js';
import type { AuditResult } from '../run/audit-result.js';

/** What the exit code says. */
export const exitCodes = { clean: 0, findings: 1, couldNotRun: 2 } as const;

/**
 * Counts the warnings of a run.
 *
 * @param result what the run found
 * @returns the number of findings at severity warning
 */
export function countWarnings(result: AuditResult): number {
  return result.findings.filter((finding) => finding.severity === 'warning').length;
}

/**
 * Judges a run for whoever called the command.
 *
 * @param result what the run found
 * @param limits the most warnings, and the most unresolved calls and skipped files, that are accepted; null accepts any
 *   number
 * @returns 0 or 1
 */
export function toExitCode(
  result: AuditResult,
  { maxWarnings, maxUnresolved }: { readonly maxWarnings: number | null; readonly maxUnresolved: number | null },
): number {
  const hasErrors = result.findings.some((finding) => finding.severity === 'error');
  const hasTooManyWarnings = maxWarnings !== null && countWarnings(result) > maxWarnings;
  const hasTooManyUnresolved = maxUnresolved !== null && countUnjudged(result) > maxUnresolved;
  const hasFaults = result.suppressionFaults.length > 0;
  return hasErrors || hasTooManyWarnings || hasTooManyUnresolved || hasFaults ? exitCodes.findings : exitCodes.clean;
}
