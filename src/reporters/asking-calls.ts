import { groupBy } from '../model/group-by.js';
import type { Finding, FindingCall } from '../model/finding.js';
import { nameOfCall } from './name-of-call.js';

/** Those of several calls about which something must be decided before the suggested change is made. */
export function askingCalls({ calls, suggestions: [change] }: Finding): readonly FindingCall[] {
  const decisions = change?.decisions ?? [];
  if (calls.length < 2) return [];
  return calls.filter(({ obstacle }) => decisions.some((decision) => obstacle?.includes(decision)));
}

/**
 * Says what must be decided about each of several calls: each decision once, without a name where it is about all of them.
 *
 * @returns `GET /me: Check the token.`; none where the change is about one call, or asks for nothing
 */
export function decisionsByCall(finding: Finding): readonly string[] {
  const asking = askingCalls(finding);
  if (asking.length === 0) return [];
  const subjectOf = (decision: string): string => {
    const own = asking.filter(({ obstacle }) => obstacle?.includes(decision));
    return own.length === finding.calls.length ? '' : [...new Set(own.map(nameOfCall))].join(', ');
  };
  const decisions = finding.suggestions[0]?.decisions ?? [];
  return [...groupBy(decisions, subjectOf)].map(
    ([names, own]) => `${names === '' ? '' : `${names}: `}${own.join(' ')}`,
  );
}
