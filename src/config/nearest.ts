/** Words that differ by more than this share of their letters do not look like each other. */
const LARGEST_SHARE = 0.4;

/**
 * The word that somebody probably meant.
 *
 * @param word what was written
 * @param known the words there are
 * @returns the most alike of them, upper and lower case being the same; null if none is alike
 */
export function nearest(word: string, known: Iterable<string>): string | null {
  const given = word.toLowerCase();
  let best: string | null = null;
  let smallest = Infinity;
  for (const candidate of known) {
    const distance = editsBetween(given, candidate.toLowerCase());
    const isPart = given.length > 1 && candidate.toLowerCase().startsWith(given);
    const isAlike = isPart || distance <= LARGEST_SHARE * Math.max(given.length, candidate.length);
    if (isAlike && distance < smallest) [best, smallest] = [candidate, distance];
  }
  return best;
}

/** How many letters must be put in, taken out, changed or swapped with their neighbours to make one word of the other. */
function editsBetween(from: string, to: string): number {
  let earlier: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          isSwapped ? (earlier[column - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    [earlier, previous] = [previous, current];
  }
  return previous.at(-1) ?? 0;
}
