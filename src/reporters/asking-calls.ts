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
 * Says what must be decided about each of several calls; what several of them share is said once.
 *
 * @returns `GET /me: Check the token.`; none where the change is about one call, or asks for nothing
 */
export function decisionsByCall(finding: Finding): readonly string[] {
  return [...groupBy(askingCalls(finding), ({ obstacle }) => obstacle ?? '')].map(([obstacle, calls]) => {
    const names = [...new Set(calls.map(nameOfCall))].join(', ');
    return `${names}: ${obstacle}`;
  });
}
