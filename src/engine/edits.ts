import MagicString from 'magic-string';
import { distinctEdits, editKey } from '../model/edits.js';
import type { Span } from '../model/usage.js';
import type { Change, Edit } from '../model/finding.js';

/** Texts by file; a file that is not listed is as it was. */
export type Texts = ReadonlyMap<string, string>;

/**
 * Applies changes to the texts they are about.
 *
 * @param changes changes that do not overlap
 * @param textOf the text of a file
 * @returns the new texts of the files that changed
 */
export function applyChanges(changes: readonly Change[], textOf: (file: string) => string): Texts {
  const edits = editsOf(changes);
  const files = new Set(edits.map(({ file }) => file));
  return new Map(
    [...files].map((file) => [
      file,
      applyEdits(
        textOf(file),
        edits.filter((edit) => edit.file === file),
      ),
    ]),
  );
}

/**
 * Chooses changes that can be written together: the first of those that overlap.
 *
 * Two changes that hold the same edit do not overlap in it; it is written once.
 */
export function chooseCompatible<Candidate extends { readonly change: Change }>(
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const chosen: Candidate[] = [];
  const taken: Edit[] = [];
  for (const candidate of candidates) {
    const { edits } = candidate.change;
    if (edits.some((edit) => taken.some((other) => clashes(edit, other)))) continue;
    chosen.push(candidate);
    taken.push(...edits);
  }
  return chosen;
}

/**
 * Where a place is once changes are made; what took its place, if one of them is made there.
 *
 * @param changes changes that do not overlap
 */
export function placeAfter({ file, start, end }: Span, changes: readonly Change[]): Span {
  const edits = editsOf(changes).filter((edit) => edit.file === file);
  const touching = edits.filter((edit) => edit.start <= end && start <= edit.end);
  const first = Math.min(start, ...touching.map((edit) => edit.start));
  const last = Math.max(end, ...touching.map((edit) => edit.end));
  const before = growthOf(edits.filter((edit) => edit.end < first));
  return { file, start: first + before, end: last + before + growthOf(touching) };
}

/** How many characters edits add. */
function growthOf(edits: readonly Edit[]): number {
  return edits.reduce((growth, { start, end, text }) => growth + text.length - (end - start), 0);
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const magic = new MagicString(text);
  for (const { start, end, text: replacement } of [...edits].sort((left, right) => left.start - right.start)) {
    if (start === end) magic.appendLeft(start, replacement);
    else if (replacement === '') magic.remove(start, end);
    else magic.update(start, end, replacement);
  }
  return magic.toString();
}

function editsOf(changes: readonly Change[]): readonly Edit[] {
  return distinctEdits(changes.flatMap((change) => change.edits));
}

/** Whether edits can be made together; one that two changes hold is made once. */
export function fitTogether(edits: readonly Edit[]): boolean {
  return edits.every((edit, index) => !edits.slice(index + 1).some((other) => clashes(edit, other)));
}

/** Whether the edits of one change can be made, in their order; several texts may go in at one place. */
export function isWritable(edits: readonly Edit[]): boolean {
  return edits.every((edit, index) => !edits.slice(index + 1).some((other) => isOver(edit, other)));
}

/** Whether two edits replace the same text, or one goes into what the other replaces. */
function isOver(left: Edit, right: Edit): boolean {
  return (
    left.file === right.file && editKey(left) !== editKey(right) && left.start < right.end && right.start < left.end
  );
}

function clashes(left: Edit, right: Edit): boolean {
  if (left.file !== right.file || editKey(left) === editKey(right)) return false;
  if (left.start === left.end && right.start === right.end) return left.start === right.start;
  return left.start < right.end && right.start < left.end;
}
