import { toPrintable } from './printable.js';

/** Text with its code in backticks kept as code, and all else without a meaning in Markdown or HTML. */
export function toText(text: string): string {
  return toPrintable(text)
    .split(/(`[^`]+`)/)
    .map((part, index) =>
      index % 2 === 1
        ? toCode(part.slice(1, -1))
        : part
            .replaceAll(/[\\`*_[\]#<>|&~@$]/g, String.raw`\$&`)
            .replaceAll(String.raw`\<`, '&lt;')
            .replaceAll(String.raw`\&`, '&amp;'),
    )
    .join('');
}

/** A code span; a table ends a cell at a bar even there. */
export function toCode(code: string): string {
  const plain = toPrintable(code)
    .replaceAll('`', "'")
    .replaceAll('|', String.raw`\|`);
  return `\`${plain}\``;
}
