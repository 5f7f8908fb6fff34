/** Lists words in a sentence: `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Names the first of some things, and says how many others there are: `a, b, 3 more`. */
export function nameFirst(names: readonly string[], most: number): string {
  const others = names.length - most;
  return [...names.slice(0, most), ...(others > 0 ? [`${others} more`] : [])].join(', ');
}
