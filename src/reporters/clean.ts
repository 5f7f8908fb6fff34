import type { AuditResult } from '../run/audit-result.js';
import type { Report } from './report.js';
import { summariseEmpty } from './summary.js';

/**
 * Whether a report for people needs one line only. Most runs need no more, so nothing else is loaded for them.
 *
 * @param result what will be reported
 */
export function isOneLine(result: AuditResult): boolean {
  const { findings, unresolved, skipped, staleMarks, openDecisions = [], unknownIds, suppressionFaults } = result;
  return [findings, unresolved, skipped, staleMarks, openDecisions, unknownIds, suppressionFaults].every(
    ({ length }) => length === 0,
  );
}

/** The report for people where there is nothing to say but what was looked at. */
export function clean({ result }: Report): string {
  return summariseEmpty(result);
}
