import { ORDER_OF_ROLES, sentencesOf } from '../model/edits.js';
import type { Change, Finding } from '../model/finding.js';

/**
 * Lets each suggestion ask about the order of roles that its change only states: whoever accepts it decides that too, and
 * a comment keeps what is to be decided.
 */
export function askingForOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) =>
    finding.suggestions.length ? { ...finding, suggestions: finding.suggestions.map(asking) } : finding,
  );
}

function asking(change: Change): Change {
  const sentences = sentencesOf(change.description);
  const order = sentences.find((sentence) => sentence.startsWith(ORDER_OF_ROLES));
  if (order === undefined) return change;
  const roles = order.slice(ORDER_OF_ROLES.length);
  return {
    ...change,
    description: sentences.filter((sentence) => sentence !== order).join(' '),
    decisions: [
      `Check which role takes the place of \`type\`. If a person has several, the new code uses the first of these: ${roles}`,
      ...(change.decisions ?? []),
    ],
  };
}
