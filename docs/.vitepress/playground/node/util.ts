/** A text without the sequences that colour a terminal. */
export function stripVTControlCharacters(text: string): string {
  return text.replace(/\u001B\[[0-9;]*m/g, '');
}
