import { withoutCommandsInJson } from './commands.js';

/** Control characters but for tab, and those that turn the direction of text: they could move the cursor or hide text. */
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Makes one line of foreign text safe for a terminal.
 *
 * @param line text of the user's files, or a file's name
 * @returns the line with a replacement character for each control character
 */
export function toPrintable(line: string): string {
  return line.replace(CONTROLS, '\uFFFD');
}

/** The same for a text of many lines, whose ends stay as they are. */
export function toPrintableLines(text: string): string {
  return text
    .split(/(\r?\n)/)
    .map((part, index) => (index % 2 === 0 ? toPrintable(part) : part))
    .join('');
}

/** Whether a text holds what would not be shown as it is. */
export function isPrintable(text: string): boolean {
  return toPrintable(text) === text;
}

/** The same characters where JSON leaves them as they are; its own line ends are none of them. */
const CONTROLS_OF_JSON = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Writes JSON that is safe to show on a terminal: what would move the cursor or hide text is written by its number.
 *
 * @param value what JSON can hold
 * @returns JSON that says the same as `JSON.stringify`, on several lines
 */
export function toPrintableJson(value: unknown): string {
  return withoutCommandsInJson(JSON.stringify(value, null, 2)).replace(
    CONTROLS_OF_JSON,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
