import { editKey, nameEdits } from '../model/edits.js';
import { groupBy } from '../model/group-by.js';
import { oncePerObject } from '../model/once-per-object.js';
import { itemsByPlace } from '../model/place-index.js';
import { remembered } from '../model/remembered.js';
import { isWritable } from './edits.js';
import type { Change, Edit, Finding } from '../model/finding.js';

/**
 * Lets each change break the lines that it would make too long.
 *
 * @param layOut breaks the lines of edits of one file
 */
export function laidOut(
  findings: readonly Finding[],
  layOut: (file: string, edits: readonly Edit[]) => readonly Edit[],
): readonly Finding[] {
  const nameOf = nameEdits();
  // Thousands of findings may offer one change, with as many edits.
  const lists = new Map(findings.flatMap(changesOf).map(({ edits }) => [nameOf(edits), edits]));
  const changes = new Map([...lists].filter(([, edits]) => isWritable(edits)));
  const made = new Map([...changes].map(([name, edits]) => [name, inFiles(edits, layOut)]));
  const torn = tornAmong(changes, made);
  const withBreaks = <Given extends Change>(change: Given): Given => {
    const name = nameOf(change.edits);
    const edits = torn.has(name) ? change.edits : (made.get(name) ?? change.edits);
    return edits === change.edits ? change : { ...change, edits };
  };
  return findings.map((finding) => ({
    ...finding,
    fix: finding.fix && withBreaks(finding.fix),
    suggestions: finding.suggestions.map(withBreaks),
  }));
}

type Edits = readonly Edit[];

/**
 * The changes that must stay as they were: what moves several calls must stay one edit, which lines that are broken in one
 * change and not in the other would make two.
 *
 * @param changes edits by the name of their change
 * @param made the same with their lines broken
 */
function tornAmong(changes: ReadonlyMap<number, Edits>, made: ReadonlyMap<number, Edits>): ReadonlySet<number> {
  const carriers = new Map<string, { readonly edit: Edit; readonly names: number[] }>();
  for (const [name, edits] of changes) {
    for (const edit of edits)
      remembered(carriers, editKey(edit), () => ({ edit, names: new Array<number>() })).names.push(name);
  }
  const shared = [...carriers.values()].filter(({ names }) => names.length > 1);
  const torn = new Set<number>();
  const placeOf = oncePerObject(placesIn);
  const imageOf = (edit: Edit, name: number): string =>
    torn.has(name) ? editKey(edit) : placeOf(made.get(name) ?? [])(edit);
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    for (const { edit, names } of shared) {
      const images = names.map((name) => imageOf(edit, name));
      if (images.every((image) => image === images[0])) continue;
      for (const [index, name] of names.entries()) {
        if (images[index] === editKey(edit)) continue;
        torn.add(name);
        isSettled = false;
      }
    }
  }
  return torn;
}

/** Finds what edits there are where an edit was, as one text. */
function placesIn(edits: Edits): (edit: Edit) => string {
  const touching = itemsByPlace(edits, (edit) => edit);
  return (edit) => touching(edit).map(editKey).sort().join('\n');
}

function changesOf({ fix, suggestions }: Finding): readonly Change[] {
  return fix ? [fix, ...suggestions] : suggestions;
}

/** The same list where none of its lines is broken. */
function inFiles(
  edits: readonly Edit[],
  layOut: (file: string, edits: readonly Edit[]) => readonly Edit[],
): readonly Edit[] {
  const files = [...groupBy(edits, ({ file }) => file)].map(([file, own]) => ({ own, made: layOut(file, own) }));
  return files.every(({ own, made }) => own === made) ? edits : files.flatMap(({ made }) => made);
}
