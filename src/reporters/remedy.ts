import { describeChange, type Finding } from '../model/finding.js';
import { changesOf } from './changes.js';

/** What the tool can do about a finding. */
export type Remedy = 'fix' | 'decision' | 'by hand';

/** What is offered for a finding, in a result or in a report that was read. */
interface Offer {
  readonly fix: unknown;
  readonly suggestions: readonly unknown[];
}

/** What the tool can do about a finding. */
export function remedyOf({ fix, suggestions }: Offer): Remedy {
  if (fix) return 'fix';
  return suggestions.length > 0 ? 'decision' : 'by hand';
}

/**
 * What can be done about a finding, in a sentence: what is written, what is suggested, or why nothing is offered.
 *
 * @returns empty where nothing is known
 */
export function describeRemedy(finding: Finding): string {
  const [change] = changesOf(finding);
  if (change) return `${finding.fix ? 'Fix' : 'Suggestion'}: ${describeChange(change)}`;
  return finding.refusal === null ? '' : `Not fixed because ${finding.refusal}.`;
}
