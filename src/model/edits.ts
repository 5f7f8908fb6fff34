import type { Edit } from './usage.js';

/** A key under which edits that write the same at the same place fall together. */
export function editKey({ file, start, end, text }: Edit): string {
  return `${file}:${start}:${end}:${text}`;
}

/** Edits, each once, in the order in which they came. */
export function distinctEdits(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map((edit) => [editKey(edit), edit])).values()];
}
