import { editKey, nameEdits } from '../model/edits.js';
import { groupBy } from '../model/group-by.js';
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
  const carriers = new Map<string, number>();
  for (const key of [...changes.values()].flatMap((edits) => edits.map(editKey)))
    carriers.set(key, (carriers.get(key) ?? 0) + 1);
  // What moves several calls must stay one edit.
  const isTorn = (name: number): boolean => {
    const kept = new Set((made.get(name) ?? []).map(editKey));
    return (changes.get(name) ?? []).some((edit) => !kept.has(editKey(edit)) && (carriers.get(editKey(edit)) ?? 0) > 1);
  };
  const torn = new Set([...changes.keys()].filter(isTorn));
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
