import { joinWords } from '../model/words.js';
import type { AuditResult } from '../run/audit-result.js';

/**
 * Says of a run without findings what it was, in one line. Where something is open it is not called clean.
 *
 * @param result a result without findings
 */
export function summariseEmpty(result: AuditResult): string {
  const { older = 0 } = result;
  const open = openWords(result);
  if (unjudgedWords(result).length > 0) return `${joinWords(open)}, so this report is incomplete. ${toScope(result)}`;
  // A suppression that does not hold hides nothing.
  if (open.length > 0) {
    const what = result.suppressionFaults.length === 1 ? 'it suppresses' : 'they suppress';
    return `${joinWords(open)}, so ${what} nothing. ${toScope(result)}`;
  }
  if (older > 0) return `No new findings, and ${count(older, 'older one')}. ${toScope(result)}`;
  if (result.suppressed.length > 0) return `No open findings. ${suppressedWords(result)}. ${toScope(result)}`;
  return `No findings: the tool found no use of Clever's API v1 or unversioned /me here. ${toScope(result)}`;
}

/**
 * What a run leaves open, in clauses: `1 call to Clever could not be resolved`.
 *
 * @returns none where all was judged, and every suppression holds
 */
export function openWords({ unresolved, skipped, suppressionFaults }: AuditResult): readonly string[] {
  return openWordsOf({
    unresolved: unresolved.length,
    skipped: skipped.length,
    faults: suppressionFaults.length,
  });
}

/** The same for numbers of unresolved calls, skipped files and suppressions that do not hold. */
export function openWordsOf({ faults, ...unjudged }: Unjudged & { readonly faults: number }): readonly string[] {
  return [
    ...unjudgedWordsOf(unjudged),
    ...(faults > 0 ? [`${count(faults, 'suppression')} ${faults === 1 ? 'is' : 'are'} not valid`] : []),
  ];
}

/** Whether a run leaves something open, so that it is not clean whatever it found. */
export function isOpen(result: AuditResult): boolean {
  return openWords(result).length > 0;
}

/**
 * Counts what a run could not judge.
 *
 * @returns the number of unresolved calls and skipped files
 */
export function countUnjudged({ unresolved, skipped }: AuditResult): number {
  return unresolved.length + skipped.length;
}

/**
 * What a run could not judge, in clauses.
 *
 * @returns none where all was judged
 */
export function unjudgedWords({ unresolved, skipped }: AuditResult): readonly string[] {
  return unjudgedWordsOf({ unresolved: unresolved.length, skipped: skipped.length });
}

/** How many calls and files a run could not judge. */
interface Unjudged {
  readonly unresolved: number;
  readonly skipped: number;
}

/** The same for their numbers. */
export function unjudgedWordsOf({ unresolved, skipped }: Unjudged): readonly string[] {
  return [
    ...(unresolved > 0 ? [`${count(unresolved, 'call')} to Clever could not be resolved`] : []),
    ...(skipped > 0 ? [`${count(skipped, 'file')} ${skipped === 1 ? 'was' : 'were'} skipped`] : []),
  ];
}

/** How many findings are suppressed, or accepted by the baseline: `1 finding is suppressed`. */
export function suppressedWords({ suppressed }: AuditResult): string {
  const accepted = suppressed.filter(({ suppression }) => suppression.by === 'baseline').length;
  const unresolved = suppressed.filter(({ topic }) => topic === 'unresolved call').length;
  const words = joinWords([
    ...(accepted > 0
      ? [`${count(accepted, 'finding')} ${accepted === 1 ? 'is' : 'are'} accepted by the baseline`]
      : []),
    ...(suppressed.length > accepted ? [suppressedWordsOf(suppressed.length - accepted)] : []),
  ]);
  if (unresolved === 0) return words;
  if (suppressed.length === 1) return `${words}: a call to Clever that could not be resolved`;
  return `${words}, and ${unresolved} of them ${unresolved === 1 ? 'is a call' : 'are calls'} to Clever that could not be resolved`;
}

/** The same for their number. */
export function suppressedWordsOf(suppressed: number): string {
  return `${count(suppressed, 'finding')} ${suppressed === 1 ? 'is' : 'are'} suppressed`;
}

/** What a run looked at, as a sentence. */
export function toScope({ files, analysed, asText, shard }: AuditResult): string {
  const part = shard ? ` of shard ${shard.index}/${shard.count}` : '';
  if (analysed + asText === 0) return `Looked at ${count(files, 'file')}${part}, and found no code that uses Clever.`;
  return `Looked at ${count(files, 'file')}${part}, analyzed ${analysed + asText}.`;
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
