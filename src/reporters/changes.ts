import type { Change, Finding } from '../model/finding.js';
import { editKey } from '../model/edits.js';
import { isMark } from '../model/mark.js';
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

/** The code that changes write, edit by edit. */
export function writtenBy(changes: readonly Change[]): ReadonlySet<string> {
  return new Set([...new Set(changes.map(({ edits }) => edits))].flatMap((edits) => [...codeOf(edits)]));
}

/** Whether all the code that a change writes is written by others too, whatever comments they put above it. */
export function isPartOf({ edits }: Change, written: ReadonlySet<string>): boolean {
  return [...codeOf(edits)].every((key) => written.has(key));
}

const codeOf = oncePerObject(
  (edits: Change['edits']): ReadonlySet<string> => new Set(edits.filter((edit) => !isMark(edit)).map(editKey)),
);
