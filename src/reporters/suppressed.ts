import type { Finding } from '../model/finding.js';
import type { SuppressedFinding, Suppression } from '../model/suppression.js';
import type { AuditResult } from '../run/audit-result.js';

/** All findings of a result, with those that are suppressed, for formats that tell both. */
export function withSuppressed({ findings, suppressed }: AuditResult): readonly (Finding | SuppressedFinding)[] {
  return [...findings, ...suppressed];
}

/** Why a finding is suppressed; null for one that counts. */
export function suppressionOf(finding: Finding | SuppressedFinding): Suppression | null {
  return 'suppression' in finding ? finding.suppression : null;
}
