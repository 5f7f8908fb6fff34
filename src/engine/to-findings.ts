import { createHash } from 'node:crypto';
import type { Finding } from '../model/finding.js';
import { RULE_PREFIX } from './judge.js';
import type { Cause } from './one-cause.js';

/**
 * Turns judgements into findings, sorted by file, position and rule.
 *
 * @param textOf the text of a file, for fingerprints that survive added lines
 */
export function toFindings(judgements: readonly Cause[], textOf: (file: string) => string): readonly Finding[] {
  const sorted = [...judgements].sort(byPlace);
  const seen = new Map<string, number>();
  return sorted.map((judgement) => {
    const cause = causeOf(judgement, textOf);
    const nth = seen.get(cause) ?? 0;
    seen.set(cause, nth + 1);
    return toFinding(judgement, fingerprint(`${cause}|${nth}`));
  });
}

function toFinding(judgement: Cause, mark: string): Finding {
  return {
    rule: RULE_PREFIX + judgement.rule.name,
    topic: judgement.topic ?? judgement.rule.topic,
    severity: judgement.severity,
    confidence: judgement.confidence,
    message: judgement.message,
    brief: judgement.brief,
    span: judgement.at,
    endpoint: judgement.endpoint ?? null,
    calls: judgement.calls,
    related: judgement.related.filter(
      ({ span }) => span.file !== judgement.at.file || span.start !== judgement.at.start,
    ),
    fix: judgement.fix,
    suggestions: judgement.suggestions,
    refusal: judgement.refusal,
    fingerprint: mark,
  };
}

/** As many characters on each side of a place tell its line apart; a line of megabytes is not read anew for each finding. */
const MOST_OF_LINE = 1000;

/** What a fault is, apart from where in its file it stands: the rule, the file and the text of its line. */
function causeOf({ rule, at }: Cause, textOf: (file: string) => string): string {
  const text = textOf(at.file);
  const before =
    text
      .slice(Math.max(0, at.start - MOST_OF_LINE), at.start)
      .split('\n')
      .at(-1) ?? '';
  const [after = ''] = text.slice(at.end, at.end + MOST_OF_LINE).split('\n', 1);
  const written = text.slice(at.start, at.end);
  return `${rule.name}|${at.file}|${(before + written + after).trim()}|${written}`;
}

function fingerprint(cause: string): string {
  return createHash('sha256').update(cause).digest('hex').slice(0, 16);
}

function byPlace(left: Cause, right: Cause): number {
  if (left.at.file !== right.at.file) return left.at.file < right.at.file ? -1 : 1;
  return left.at.start - right.at.start || left.at.end - right.at.end || (left.rule.name < right.rule.name ? -1 : 1);
}
