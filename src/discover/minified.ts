/** Below this many bytes a file with long lines is one that somebody wrote. */
const SMALLEST = 20_000;
/** Bytes in a line, on average; people, and the generators whose output people read, stay below 200. */
const LONGEST_AVERAGE = 1000;
const LINE_END = 0x0a;

/**
 * Whether a program is the output of a minifier, which is neither read nor changed by anybody.
 *
 * @param content the bytes of the file
 */
export function isMinified(content: Buffer): boolean {
  if (content.length < SMALLEST) return false;
  let linesAllowed = Math.floor(content.length / LONGEST_AVERAGE);
  for (let at = content.indexOf(LINE_END); at >= 0; at = content.indexOf(LINE_END, at + 1)) {
    linesAllowed -= 1;
    if (linesAllowed < 0) return false;
  }
  return true;
}
