import type { Change, Finding } from '../model/finding.js';
import { oncePerObject } from '../model/once-per-object.js';

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

/**
 * A key under which changes that write the same fall together. Thousands of findings may share a change that writes thousands
 * of edits.
 */
export const keyOfChange = oncePerObject(({ edits }: Change) => JSON.stringify(edits));

/** Whether everything that a change writes is written by others too. */
export function isPartOf({ edits }: Change, others: readonly Change[]): boolean {
  const written = new Set(others.flatMap((other) => other.edits.map((edit) => JSON.stringify(edit))));
  return edits.every((edit) => written.has(JSON.stringify(edit)));
}
