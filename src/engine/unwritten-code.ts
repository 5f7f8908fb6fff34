import type { Finding, FindingCall } from '../model/finding.js';
import { sentencesOf } from '../model/edits.js';

/** What a sentence says of code that a change would write, behind what the reader must decide in any case. */
const OF_NEW_CODE = /: [^:]*\bthe new code\b.*$/;

/** Sentences that only explain the one before them. */
const EXPLAINING = /^(?:It reads each field|This needs) /;

/**
 * Lets calls whose change is not offered say only what is to be decided about them: nobody sees the new code that the
 * sentences of a change speak of.
 */
export function withoutUnwrittenCode(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    const isOffered = finding.fix !== null || finding.suggestions.length > 0;
    if (isOffered || !finding.calls.some(({ obstacle }) => obstacle !== null && mentionsNewCode(obstacle)))
      return finding;
    return { ...finding, calls: finding.calls.map(withoutCode) };
  });
}

function mentionsNewCode(text: string): boolean {
  return /\bthe new code\b/i.test(text);
}

function withoutCode(call: FindingCall): FindingCall {
  if (call.obstacle === null) return call;
  const kept: string[] = [];
  let isAbout = false;
  for (const sentence of sentencesOf(call.obstacle)) {
    const isOfCode: boolean = mentionsNewCode(sentence) || (isAbout && EXPLAINING.test(sentence));
    isAbout = isOfCode;
    const asked = sentence.replace(OF_NEW_CODE, '.');
    if (!isOfCode) kept.push(sentence);
    else if (asked !== sentence) kept.push(asked);
  }
  return { ...call, obstacle: kept.join(' ') };
}
