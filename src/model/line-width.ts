/** Widths that formatters are set to: https://prettier.io/docs/options#print-width has 80 where nothing is said. */
const WIDTHS = [80, 100, 120];

/**
 * How many characters a line of a text may have: the least of the usual widths that all of its lines keep to, and the
 * greatest where none does.
 */
export function lineWidthOf(text: string): number {
  const longest = text.split('\n').reduce((most, line) => Math.max(most, line.trimEnd().length), 0);
  return WIDTHS.find((width) => longest <= width) ?? Math.max(...WIDTHS);
}
