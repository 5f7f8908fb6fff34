/** Widths that formatters are set to: https://prettier.io/docs/options#print-width has 80 where nothing is said. */
const WIDTHS = [80, 100, 120];

/**
 * How many characters a line of a text may have: the least of the usual widths that all of its lines keep to, and the
 * greatest where none does.
 */
export function lineWidthOf(text: string): number {
  if (last?.text === text) return last.width;
  const longest = text.split('\n').reduce((most, line) => Math.max(most, line.trimEnd().length), 0);
  const width = WIDTHS.find((each) => longest <= each) ?? Math.max(...WIDTHS);
  last = { text, width };
  return width;
}

/** What was asked last: thousands of changes of one file ask the same one after the other. */
let last: { readonly text: string; readonly width: number } | null = null;
