import { applyEdits } from '../model/apply-edits.js';
import { offsetBefore, placesOf } from '../model/compose-edits.js';
import { distinctEdits, editKey, nameEdits } from '../model/edits.js';
import { groupBy } from '../model/group-by.js';
import { firstIndex } from '../model/place-index.js';
import type { Span } from '../model/spans.js';
import type { Change, Edit } from '../model/finding.js';
import { overlaps } from '../model/spans.js';

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
  return new Map([...byFile(editsOf(changes))].map(([file, edits]) => [file, applyEdits(textOf(file), edits)]));
}

/**
 * Chooses changes that can be written together: the first of those that overlap.
 *
 * Two changes that hold the same edit do not overlap in it; it is written once.
 */
export function chooseCompatible<Candidate extends { readonly change: Change }>(
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const taken = new TakenEdits();
  const nameOf = nameEdits();
  const answers = new Map<number, boolean>();
  return candidates.filter(({ change: { edits } }) => {
    const name = nameOf(edits);
    const isFree = answers.get(name) ?? !edits.some((edit) => taken.clashesWith(edit));
    if (!answers.has(name) && isFree) taken.add(edits);
    answers.set(name, isFree);
    return isFree;
  });
}

/** Edits that are written together, in their order, so that a new one is compared with its neighbors alone. */
class TakenEdits {
  readonly #byFile = new Map<string, Edit[]>();
  readonly #keys = new Set<string>();

  clashesWith(edit: Edit): boolean {
    const others = this.#byFile.get(edit.file) ?? [];
    if (this.#keys.has(editKey(edit))) return false;
    for (let index = firstEndingAt(others, edit.start); index < others.length; index += 1) {
      const other = others[index];
      if (!other || other.start > edit.end) return false;
      if (clashes(edit, other)) return true;
    }
    return false;
  }

  add(edits: readonly Edit[]): void {
    for (const edit of edits) {
      if (this.#keys.has(editKey(edit))) continue;
      this.#keys.add(editKey(edit));
      const others = this.#byFile.get(edit.file) ?? [];
      this.#byFile.set(edit.file, others);
      others.splice(
        firstIndex(others, (other) => byPlace(other, edit) > 0),
        0,
        edit,
      );
    }
  }
}

/**
 * Where places are once changes are made.
 *
 * @param changes changes that do not overlap
 * @returns a function that answers where a place is then; what took its place, if a change is made there
 */
export function placesAfter(changes: readonly Change[]): (place: Span) => Span {
  const moves = new Map([...byFile(editsOf(changes))].map(([file, edits]) => [file, new Moves(edits)]));
  return (place) => moves.get(place.file)?.placeAfter(place) ?? place;
}

/**
 * Where places of the changed texts are before; what is inserted is where it goes in.
 *
 * @param changes changes that do not overlap
 */
export function offsetsBefore(changes: readonly Change[]): (file: string, offset: number) => number {
  const places = new Map([...byFile(editsOf(changes))].map(([file, edits]) => [file, placesOf(edits)]));
  return (file, offset) => offsetBefore(offset, places.get(file) ?? [], 'start');
}

/** The edits of one file, and how much the text grows up to each. */
class Moves {
  readonly #edits: readonly Edit[];
  /** How many characters all edits before the one of this index add. */
  readonly #growth: readonly number[];

  constructor(edits: readonly Edit[]) {
    this.#edits = [...edits].sort(byPlace);
    const growth = [0];
    for (const { start, end, text } of this.#edits) growth.push((growth.at(-1) ?? 0) + text.length - (end - start));
    this.#growth = growth;
  }

  placeAfter({ file, start, end }: Span): Span {
    let from = firstEndingAt(this.#edits, start);
    let first = Math.min(start, this.#edits[from]?.start ?? start);
    // An edit that touches may be touched by others.
    for (let left = this.#edits[from - 1]; left && left.end >= first; left = this.#edits[from - 1]) {
      from -= 1;
      first = Math.min(first, left.start);
    }
    let to = from;
    let last = end;
    for (let right = this.#edits[to]; right && right.start <= last; right = this.#edits[to]) {
      to += 1;
      last = Math.max(last, right.end);
    }
    const before = this.#growthOf(0, from);
    return { file, start: first + before, end: last + before + this.#growthOf(from, to) };
  }

  #growthOf(from: number, to: number): number {
    return (this.#growth[to] ?? 0) - (this.#growth[from] ?? 0);
  }
}

/** The index of the first edit that ends at an offset or behind it. Edits that do not overlap end in their order. */
function firstEndingAt(edits: readonly Edit[], offset: number): number {
  return firstIndex(edits, ({ end }) => end >= offset);
}

function editsOf(changes: readonly Change[]): readonly Edit[] {
  return distinctEdits([...new Set(changes.map(({ edits }) => edits))].flat());
}

function byFile(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
  return groupBy(edits, ({ file }) => file);
}

function byPlace(left: Edit, right: Edit): number {
  return left.start - right.start || left.end - right.end;
}

/** Whether edits can be made together; one that two changes hold is made once. */
export function fitTogether(edits: readonly Edit[]): boolean {
  return hasNone(edits, clashes);
}

/** Whether the edits of one change can be made, in their order; several texts may go in at one place. */
export function isWritable(edits: readonly Edit[]): boolean {
  return hasNone(edits, overlaps);
}

/** Whether no two edits of a file are at odds. Where none before is, only the neighbor that ends last can be. */
function hasNone(edits: readonly Edit[], areAtOdds: (left: Edit, right: Edit) => boolean): boolean {
  return [...byFile(distinctEdits(edits)).values()].every((ofFile) => {
    const sorted = [...ofFile].sort(byPlace);
    return sorted.every((edit, index) => {
      const previous = sorted[index - 1];
      return previous === undefined || !areAtOdds(previous, edit);
    });
  });
}

/** Whether two different edits of a file cannot both be made. */
function clashes(left: Edit, right: Edit): boolean {
  if (left.start === left.end && right.start === right.end) return left.start === right.start;
  return overlaps(left, right);
}
