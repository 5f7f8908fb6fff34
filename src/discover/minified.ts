/** Below this many bytes a file with long lines is one that somebody wrote. */
const SMALLEST = 20_000;
/** Bytes in a line that are no blanks, on average; people, and the generators whose output people read, stay below 200. */
const LONGEST_AVERAGE = 1000;
const LINE_END = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

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
  return isDense(content);
}

/** Minifiers leave no blanks; a program that somebody has padded with them is one like any other. */
function isDense(content: Buffer): boolean {
  let written = 0;
  let lines = 0;
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at] ?? LINE_END;
    if (byte > SPACE) written += 1;
    else if (byte === LINE_END || (byte === CARRIAGE_RETURN && content[at + 1] !== LINE_END)) lines += 1;
  }
  return written >= Math.max(SMALLEST, lines * LONGEST_AVERAGE);
}
