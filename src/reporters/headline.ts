import type { AuditResult } from '../run/audit-result.js';
import type { Finding, Severity } from '../model/finding.js';
import { count, joinWords, openWords, summariseEmpty, suppressedWords } from './summary.js';
import { tally, type Tally } from './tally.js';

/**
 * The first line of a report: what calls what is retired, and what can be done about it.
 *
 * @param result the result
 * @returns sentences on one line
 */
export function toHeadline(result: AuditResult): string {
  if (result.findings.every(({ topic }) => topic === 'unresolved call')) return summariseEmpty(result);
  const counted = tally(result);
  const open = openWords(result);
  return [
    toSubject(counted, result.findings),
    ...toRemedies(counted),
    ...(open.length > 0 ? [`${joinWords(open)}.`] : []),
  ].join(' ');
}

/**
 * The last line of a report: how many findings there are, what can be done now, and what is open.
 *
 * @param result the result
 * @returns sentences on one line
 */
export function toClosingLine(result: AuditResult): string {
  if (result.findings.length === 0) return summariseEmpty(result);
  const { findings, files, shard } = result;
  const held = new Set(findings.map(({ span }) => span.file)).size;
  const fixable = findings.filter(({ fix }) => fix !== null).length;
  const suggested = findings.filter(({ fix, suggestions }) => fix === null && suggestions.length > 0).length;
  const remedies = [
    ...(fixable > 0 ? [`--fix resolves ${fixable}`] : []),
    ...(suggested > 0
      ? [`${suggested}${fixable > 0 ? ' more' : ''} ${suggested === 1 ? 'has' : 'have'} a suggestion`]
      : []),
  ];
  const open = openWords(result);
  const hidden = result.suppressed.length > 0 ? [`${suppressedWords(result)}.`] : [];
  return [
    `${joinWords(countSeverities(findings))} in ${held} of ${count(files, 'file')}${shard ? ` of shard ${shard.index}/${shard.count}` : ''}.`,
    ...(remedies.length > 0 ? [`${remedies.join('; ')}.`] : []),
    ...hidden,
    ...(open.length > 0 ? [`${joinWords(open)}.`] : []),
  ].join(' ');
}

/**
 * Counts findings by severity, the heaviest first.
 *
 * @returns `2 errors`, `1 warning`; none that is 0
 */
export function countSeverities(findings: readonly Finding[]): readonly string[] {
  const number = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  return severityWords({ error: number('error'), warning: number('warning'), info: number('info') });
}

/** The same for their numbers. */
export function severityWords({ error, warning, info }: Readonly<Record<Severity, number>>): readonly string[] {
  return [
    ...(error > 0 ? [count(error, 'error')] : []),
    ...(warning > 0 ? [count(warning, 'warning')] : []),
    ...(info > 0 ? [`${info} info`] : []),
  ];
}

function toSubject({ signIns, others, addresses }: Tally, findings: readonly Finding[]): string {
  const users = [
    ...(signIns > 0 ? [count(signIns, 'sign-in call')] : []),
    ...(others > 0 ? [count(others, 'roster call')] : []),
    ...(addresses > 0 ? [`${count(addresses, 'URL')} in settings or documents`] : []),
  ];
  const verb = signIns + others + addresses === 1 ? 'uses' : 'use';
  if (users.length > 0) return `${joinWords(users)} ${verb} API v1 or the unversioned /me, which Clever has retired.`;
  return `${joinWords(countSeverities(findings))}, but no call to an API that Clever has retired.`;
}

function toRemedies({ remedies, signIns, others, addresses }: Tally): readonly string[] {
  const need = (number: number): string => `${number} ${number === 1 ? 'needs' : 'need'}`;
  const parts = [
    ...(remedies.fix > 0 ? [`${remedies.fix} can be fixed now`] : []),
    ...(remedies['stored ids'] > 0 ? [`${need(remedies['stored ids'])} a decision about stored ids`] : []),
    ...(remedies.decision > 0
      ? [`${remedies.decision} ${remedies.decision === 1 ? 'has' : 'have'} a suggestion to review`]
      : []),
    ...(remedies['by hand'] > 0 ? [`${remedies['by hand']} must be changed by hand`] : []),
  ];
  if (parts.length === 0 || signIns + others + addresses === 0) return [];
  return [`${parts.join(', ')}.`];
}
