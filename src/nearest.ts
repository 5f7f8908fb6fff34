/** A word further away than this share of its letters is another word, not a slip of the fingers. */
const LARGEST_SHARE = 0.4;

/**
 * The word that was probably meant.
 *
 * @param word what was written
 * @param known the words there are
 * @returns null if none is near
 */
export function nearestOf(word: string, known: readonly string[]): string | null {
  const [best] = known
    .map((candidate) => ({ candidate, distance: distanceBetween(word, candidate) }))
    .sort((left, right) => left.distance - right.distance);
  return best && best.distance <= Math.ceil(word.length * LARGEST_SHARE) ? best.candidate : null;
}

/** How many letters must be put in, taken out or exchanged to make one word of the other (Levenshtein). */
function distanceBetween(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...right].entries()) {
      const exchanged = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(exchanged, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
