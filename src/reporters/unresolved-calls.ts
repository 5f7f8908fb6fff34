import type { AuditResult } from '../run/audit-result.js';
import type { Finding, Unresolved } from '../model/finding.js';
import { spanKey } from '../model/spans.js';
import { isOnlySuggested } from './remedy.js';

/**
 * The finding whose suggestion moves a call whose URL is not known as a whole, such as `/{type}s/{id}`: who takes it has
 * nothing to find out.
 *
 * @returns what answers the finding for an unresolved call; undefined where none moves it
 */
export function settlers({ findings }: Pick<AuditResult, 'findings'>): (call: Unresolved) => Finding | undefined {
  const moving = findings.filter((finding) => finding.topic === 'call' && isOnlySuggested(finding));
  const byCall = new Map(
    moving.toReversed().flatMap((finding) => finding.calls.map(({ span }) => [spanKey(span), finding] as const)),
  );
  return ({ span }) => byCall.get(spanKey(span));
}
