import type { AuditResult } from '../run/audit-result.js';
import type { Finding } from '../model/finding.js';
import type { Places } from './places.js';

/**
 * Puts findings in the order of every report: by file, then position, then rule.
 *
 * @param result the result
 * @param places its places, whose file names are what is sorted by
 * @returns the findings in a new list
 */
export function sortFindings(result: AuditResult, places: Places): readonly Finding[] {
  return result.findings.toSorted(
    (left, right) =>
      compare(places.fileOf(left.span.file), places.fileOf(right.span.file)) ||
      left.span.start - right.span.start ||
      left.span.end - right.span.end ||
      compare(left.rule, right.rule),
  );
}

/** Compares texts by code units, so that the order is the same in every language the machine may be set to. */
export function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
