import type { AuditResult } from '../run/audit-result.js';
import type { Finding } from '../model/finding.js';

/**
 * Sums up a result in one line, also a clean one: what was looked at must never be left open.
 *
 * @param result the result
 * @returns one line
 */
export function summarise(result: AuditResult): string {
  const { findings } = result;
  if (findings.length === 0) return `No findings ${toScope(result)}`;
  const files = new Set(findings.map((finding) => finding.span.file)).size;
  const remedies = toRemedies(findings);
  const tail = remedies.length > 0 ? ` — ${remedies.join(', ')}` : '';
  return `${toCounts(findings).join(', ')} in ${count(files, 'file')} ${toScope(result)}${tail}`;
}

/**
 * Writes a number with its noun.
 *
 * @param number how many
 * @param noun the noun for one of them, whose plural ends in s
 * @returns `1 file`, `2 files`
 */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function toScope({ files, analysed, unresolved, skipped }: AuditResult): string {
  const parts = [`${count(files, 'file')} looked at`, `${analysed} analysed`];
  if (skipped.length > 0) parts.push(`${skipped.length} skipped`);
  if (unresolved.length > 0) parts.push(`${count(unresolved.length, 'call')} not resolved`);
  return `(${parts.join(', ')})`;
}

function toCounts(findings: readonly Finding[]): readonly string[] {
  const numberOf = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  return [
    ...(numberOf('error') > 0 ? [count(numberOf('error'), 'error')] : []),
    ...(numberOf('warning') > 0 ? [count(numberOf('warning'), 'warning')] : []),
    ...(numberOf('info') > 0 ? [`${numberOf('info')} info`] : []),
  ];
}

function toRemedies(findings: readonly Finding[]): readonly string[] {
  const fixable = findings.filter((finding) => finding.fix !== null).length;
  const suggested = findings.filter((finding) => finding.fix === null && finding.suggestions.length > 0).length;
  return [
    ...(fixable > 0 ? [`${fixable} can be fixed with --fix`] : []),
    ...(suggested > 0 ? [`${suggested} with --fix-suggestions`] : []),
  ];
}
