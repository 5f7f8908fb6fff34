import wrapAnsi from 'wrap-ansi';

/** How wide prose is where no terminal says it. */
const USUAL_WIDTH = 100;
/** Narrower than this nothing can be read. */
const LEAST_WIDTH = 40;

/**
 * How many columns a report may take.
 *
 * @param columns those of the terminal; undefined where there is none
 */
export function usableWidth(columns: number | undefined): number {
  return Math.max(columns ?? USUAL_WIDTH, LEAST_WIDTH);
}

/**
 * Wraps a line that begins with a label, so that its text stays in a column of its own.
 *
 * @param label what the first line begins with
 * @param text the rest; colours count for nothing
 * @param width columns that the whole may take
 * @param indent the column in which the text begins
 * @returns lines
 */
export function wrapBehind(label: string, text: string, width: number, indent: number): readonly string[] {
  const [first = '', ...others] = wrap(text, width - indent);
  return [`${label}${first}`, ...others.map((line) => `${' '.repeat(indent)}${line}`)];
}

/** Wraps text to lines of a width; a word that is longer stays whole, because it may be a path or a link. */
export function wrap(text: string, width: number): readonly string[] {
  return wrapAnsi(text, Math.max(width, 20), { trim: true }).split('\n');
}
