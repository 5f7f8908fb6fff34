/** What ESLint takes for the end of a line; both hosts must name the same place. */
const LINE_BREAK = /\r\n|[\r\n\u2028\u2029]/g;
const FINAL_LINE_BREAK = /(?:\r\n|[\r\n\u2028\u2029])$/;

/** The lines of a text without their ends; an end behind the last one begins no further line. */
export function linesOf(text: string): readonly string[] {
  return text.replace(FINAL_LINE_BREAK, '').split(LINE_BREAK);
}

/** Where the lines of a text start, in UTF-16 units; the first starts at 0. */
export function findLineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(LINE_BREAK), (match) => match.index + match[0].length)];
}

/**
 * Finds the line and the column of an offset, both from 1.
 *
 * @param lineStarts where the lines of the text start
 * @param offset UTF-16 units from the start of the text
 */
export function positionAt(lineStarts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

/**
 * Finds the line an offset is in.
 *
 * @param offset UTF-16 units from the start of the text
 * @returns the line, from 1
 */
export function lineAt(text: string, offset: number): number {
  if (text !== last.text) last = { text, starts: findLineStarts(text) };
  return positionAt(last.starts, offset).line;
}

/** The lines of the text that was asked for last; many questions in turn are about one text. */
let last: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [0] };

/** Where the line of an offset starts, in UTF-16 units; what ends with a line feed is a line. */
export function lineStartAt(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** What TypeScript and editors write at the end of a line. */
const LINE_END = /\r\n|[\r\n]/g;

/** How the lines around an offset end: as the line before it does, or the next that does; a line feed in a text of one line. */
export function lineEndNear(text: string, offset: number): string {
  for (let at = offset - 1; at >= 0; at -= 1) {
    if (text[at] === '\n') return text[at - 1] === '\r' ? '\r\n' : '\n';
    if (text[at] === '\r') return '\r';
  }
  LINE_END.lastIndex = offset;
  return LINE_END.exec(text)?.[0] ?? '\n';
}
