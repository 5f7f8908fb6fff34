import type { Change, Finding } from '../model/finding.js';

/** All that is offered for a finding, the fix first. */
export function changesOf({ fix, suggestions }: Finding): readonly Change[] {
  return [...(fix ? [fix] : []), ...suggestions];
}

/** A key under which changes that write the same fall together. */
export function keyOfChange({ edits }: Change): string {
  return JSON.stringify(edits);
}

/** Whether everything that a change writes is written by others too. */
export function isPartOf({ edits }: Change, others: readonly Change[]): boolean {
  const written = new Set(others.flatMap((other) => other.edits.map((edit) => JSON.stringify(edit))));
  return edits.every((edit) => written.has(JSON.stringify(edit)));
}
