/** Control characters but for tab; in a terminal they could move the cursor or hide text. */
const control = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g;

/**
 * Makes one line of foreign text safe for a terminal.
 *
 * @param line text of the user's files, or a file's name
 * @returns the line with a replacement character for each control character
 */
export function toPrintable(line: string): string {
  return line.replace(control, '\uFFFD');
}
