import type { Change, Finding } from '../model/finding.js';
import { remembered } from '../model/remembered.js';

/** All that is offered for a finding, the fix first. */
export function changesOf({ fix, suggestions }: Finding): readonly Change[] {
  return [...(fix ? [fix] : []), ...suggestions];
}

/** The changes that take the place of the first one. No option writes them, so that one finding is one question. */
export function alternativesOf(finding: Finding): readonly Change[] {
  return changesOf(finding).slice(1);
}

/** Where an alternative is seen. */
export const HOW_TO_TAKE = 'No option writes this change: make it by hand. --output html:report.html shows it.';

/** The keys of changes, of which thousands of findings may share one that writes thousands of edits. */
const keys = new WeakMap<Change, string>();

/** A key under which changes that write the same fall together. */
export function keyOfChange(change: Change): string {
  return remembered(keys, change, () => JSON.stringify(change.edits));
}

/** Whether everything that a change writes is written by others too. */
export function isPartOf({ edits }: Change, others: readonly Change[]): boolean {
  const written = new Set(others.flatMap((other) => other.edits.map((edit) => JSON.stringify(edit))));
  return edits.every((edit) => written.has(JSON.stringify(edit)));
}
