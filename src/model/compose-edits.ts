import { applyEdits } from './apply-edits.js';
import type { Edit } from './spans.js';

/** An edit, and where its text stands once all edits are made. */
interface Placed {
  readonly edit: Edit;
  readonly start: number;
  readonly end: number;
}

/** Where the texts of edits stand once they are made, in the order of the text. */
export function placesOf(edits: readonly Edit[]): readonly Placed[] {
  let growth = 0;
  return [...edits].sort(byPlace).map((edit) => {
    const start = edit.start + growth;
    growth += edit.text.length - (edit.end - edit.start);
    return { edit, start, end: start + edit.text.length };
  });
}

/**
 * The edits that do to a text what two lists do one after the other.
 *
 * @param first edits of the text that do not overlap
 * @param second edits of what the first ones make of it, which do not overlap either
 * @param after what the first ones make of it
 */
export function composeEdits(first: readonly Edit[], second: readonly Edit[], after: string): readonly Edit[] {
  const places = placesOf(first);
  const groups = second.toSorted(byPlace).map((edit) => ({ later: [edit], earlier: places.filter(within(edit)) }));
  const merged = groups.reduce<typeof groups>((done, group) => {
    const last = done.at(-1);
    // Two breaks within one inserted text are made in it together.
    if (!last || !group.earlier.some((place) => last.earlier.includes(place))) return [...done, group];
    const earlier = [...new Set([...last.earlier, ...group.earlier])];
    return [...done.slice(0, -1), { later: [...last.later, ...group.later], earlier }];
  }, []);
  const replaced = new Set(merged.flatMap(({ earlier }) => earlier));
  const kept = places.filter((place) => !replaced.has(place)).map(({ edit, start }) => ({ edit, start }));
  const made = merged.map(({ later, earlier }) => {
    const start = Math.min(...[...later, ...earlier].map((each) => each.start));
    const end = Math.max(...[...later, ...earlier].map((each) => each.end));
    const text = applyEdits(after.slice(start, end), later, start);
    const { file } = later[0] as Edit;
    return {
      edit: {
        file,
        start: offsetBefore(start, places, start === end ? 'end' : 'start'),
        end: offsetBefore(end, places, 'end'),
        text,
      },
      start,
    };
  });
  // What is put in at the start of an inserted text goes before it.
  const inOrder = [...made, ...kept].sort((left, right) => left.start - right.start || byPlace(left.edit, right.edit));
  return inOrder.map(({ edit }) => edit).reduce<readonly Edit[]>(joinAtOnePlace, []);
}

/** Two texts that go in at one place are one, because equal ones would be taken for the same. */
function joinAtOnePlace(done: readonly Edit[], edit: Edit): readonly Edit[] {
  const last = done.at(-1);
  const isBeside = last?.start === edit.start && last.end === edit.start && edit.end === edit.start;
  return last && isBeside ? [...done.slice(0, -1), { ...last, text: last.text + edit.text }] : [...done, edit];
}

/** Whether an edit changes a text that an earlier one has put in. */
function within(edit: Edit): (place: Placed) => boolean {
  return ({ start, end }) => edit.start < end && start < edit.end;
}

/**
 * The offset before edits of an offset behind them.
 *
 * @param side what stands for an offset within an inserted text: where it goes in, or what it replaces ends
 */
export function offsetBefore(offset: number, places: readonly Placed[], side: 'start' | 'end'): number {
  let growth = 0;
  for (const { edit, start, end } of places) {
    if (start > offset || (start === offset && side === 'end')) break;
    if (offset < end) return edit[side];
    growth = end - edit.end;
  }
  return offset - growth;
}

function byPlace(left: Edit, right: Edit): number {
  return left.start - right.start || left.end - right.end;
}
