import type { Finding } from '../model/finding.js';
import type { AuditResult } from './audit-result.js';
import { countsOf } from './ledger.js';

/**
 * A result that speaks of some files only.
 *
 * @param result what the run found
 * @param isIn whether a file, relative to the root, is one of them
 * @param isAbout whether a finding is about one of them; by its own place if not given
 */
export function narrow(
  result: AuditResult,
  isIn: (file: string) => boolean,
  isAbout: (finding: Finding) => boolean = ({ span }) => isIn(span.file),
): AuditResult {
  const skipped = result.skipped.filter(({ file }) => isIn(file));
  const ledger = new Map([...result.ledger].filter(([file]) => isIn(file)));
  return {
    ...result,
    ledger,
    ...countsOf(ledger, skipped),
    findings: result.findings.filter(isAbout),
    suppressed: result.suppressed.filter(isAbout),
    suppressionFaults: result.suppressionFaults.filter(({ span }) => isIn(span.file)),
    unresolved: result.unresolved.filter(({ span }) => isIn(span.file)),
    unknownIds: result.unknownIds.filter(({ file }) => isIn(file)),
    staleMarks: result.staleMarks.filter(({ span }) => isIn(span.file)),
    openDecisions: (result.openDecisions ?? []).filter(({ file }) => isIn(file)),
    skipped,
  };
}
