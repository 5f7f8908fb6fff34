import { describeChange, type Finding } from '../model/finding.js';
import { changesOf } from './changes.js';

/** What the tool can do about a finding. */
export type Remedy = 'fix' | 'decision' | 'by hand';

/** What the tool can do about a finding. */
export function remedyOf(finding: Finding): Remedy {
  if (finding.fix) return 'fix';
  return changesOf(finding).length > 0 ? 'decision' : 'by hand';
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
