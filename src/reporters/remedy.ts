import { describeChange, PREVENTS_CHANGE, type Finding, type FindingCall, type Outside } from '../model/finding.js';
import { changesOf } from './changes.js';
import type { Places } from './places.js';

/** What the tool can do about a finding. */
export type Remedy = 'fix' | 'decision' | 'by hand';

/** What is offered for a finding, in a result or in a report that was read. */
interface Offer {
  readonly fix: unknown;
  readonly suggestions: readonly unknown[];
  readonly outside?: Outside;
}

/** What the tool can do about a finding, if need be in a run that includes the place that must change. */
export function remedyOf({ fix, suggestions, outside }: Offer): Remedy {
  if (fix) return 'fix';
  return suggestions.length > 0 ? 'decision' : (outside?.offer ?? 'by hand');
}

/** What the tool can do about a call: the change that is suggested for others with the same base leaves it as it is. */
export function remedyOfCall(offer: Offer, { isKept }: Pick<FindingCall, 'isKept'>): Remedy {
  const remedy = remedyOf(offer);
  return remedy === 'decision' && isKept ? 'by hand' : remedy;
}

/** Whether something is offered for a finding, but nothing that is written without asking. */
export function isOnlySuggested({ fix, suggestions }: Finding): boolean {
  return fix === null && suggestions.length > 0;
}

/** The calls of a finding that must be changed by hand: all of them, or those that its suggestion keeps. */
export function callsByHand<Call extends Pick<FindingCall, 'isKept'>>(
  offer: Offer & { readonly calls: readonly Call[] },
): readonly Call[] {
  return offer.calls.filter((call) => remedyOfCall(offer, call) === 'by hand');
}

/**
 * What can be done about a finding, in a sentence: what is written, what is suggested, or why nothing is offered.
 *
 * @returns empty where nothing is known
 */
export function describeRemedy(finding: Finding, places: Places): string {
  const [change] = changesOf(finding);
  if (change) return `${finding.fix ? 'Fix' : 'Suggestion'}: ${describeChange(change)}`;
  return finding.refusal === null
    ? ''
    : `Not fixed because ${finding.refusal}${toBlockingPlace([finding], finding, places)}.`;
}

/**
 * Names where the code is that holds findings back.
 *
 * @param head what is read beside it: nothing is named where that is on the same line
 * @returns ` (src/roster.ts:72)`, or nothing
 */
export function toBlockingPlace(findings: readonly Finding[], head: Finding, places: Places): string {
  const [step] = findings.flatMap(({ related }) => related.filter(({ message }) => message === PREVENTS_CHANGE));
  if (!step) return '';
  const { file, line } = places.placeOf(step.span);
  const isAtHead = step.span.file === head.span.file && line === places.placeOf(head.span).line;
  return isAtHead ? '' : ` (${file}:${line})`;
}
