/**
 * Puts a text on one line: code that it quotes (`users()⏎  .insert`) may go over several.
 *
 * @param text any text
 * @returns the text without line breaks; a chained member follows its object at once
 */
export function toOneLine(text: string): string {
  return text.replaceAll(/\s+/g, (space, at: number) => {
    if (!/[\r\n\u2028\u2029]/.test(space)) return space;
    const behind = text.slice(at + space.length, at + space.length + 2);
    return /^\??\./.test(behind) ? '' : ' ';
  });
}
