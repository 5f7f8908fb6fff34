import type { Layout } from '../model/layout.js';

/**
 * Code that changes insert, in the lines in which Prettier leaves it: https://prettier.io/docs/rationale
 *
 * The texts begin behind the indentation of their line.
 */

/** A layout that is some levels further in. */
export function further(layout: Layout, levels = 1): Layout {
  return { ...layout, indent: layout.indent + layout.step.repeat(levels) };
}

/** What a new line begins with. */
export function newLine({ newline, indent }: Layout): string {
  return newline + indent;
}

/** Whether a text fits into its line. */
export function fitsLine(text: string, { indent, width }: Layout): boolean {
  return indent.length + text.length <= width;
}

/**
 * Writes a list in one line, or with a line for each item where that line would be too long.
 *
 * @param before what stands before it in its line
 * @param behind what stands behind it
 */
export function printList(items: readonly string[], before: string, behind: string, layout: Layout): string {
  const inOneLine = `[${items.join(', ')}]`;
  if (fitsLine(before + inOneLine + behind, layout)) return inOneLine;
  const line = newLine(further(layout));
  return `[${items.map((item) => `${line}${item},`).join('')}${newLine(layout)}]`;
}

/** `if (condition) statement`, in two lines where one would be too long. */
export function printIf(condition: string, statement: string, layout: Layout): string {
  const inOneLine = `if (${condition}) ${statement}`;
  return fitsLine(inOneLine, layout) ? inOneLine : `if (${condition})${newLine(further(layout))}${statement}`;
}

/** `a ? 1 : b ? 2 : 3`, each answer in a line of its own, further in than the one before by as much as `? ` takes. */
export function printChoice(
  tests: readonly (readonly [condition: string, answer: string])[],
  otherwise: string,
  layout: Layout,
): string {
  const lines = tests.flatMap(([, answer], index) => {
    const line = newLine(further(layout)) + (layout.step === '\t' ? '\t' : '  ').repeat(index);
    return [`${line}? ${answer}`, `${line}: ${tests[index + 1]?.[0] ?? otherwise}`];
  });
  return (tests[0]?.[0] ?? otherwise) + lines.join('');
}

/**
 * `(a ?? b)?.member ?? otherwise`, as the value of a declaration.
 *
 * @param before the declaration up to the value
 */
export function printFirstMember(
  items: readonly string[],
  member: string,
  otherwise: string,
  before: string,
  layout: Layout,
): string {
  const inner = further(layout);
  const first = `(${items.join(' ?? ')})?.${member}`;
  if (fitsLine(`${before}${first} ?? ${otherwise};`, layout)) return `${first} ?? ${otherwise}`;
  const line = newLine(inner);
  if (fitsLine(`${first} ?? ${otherwise};`, inner)) return `${line}${first} ?? ${otherwise}`;
  if (fitsLine(`${first} ??`, inner)) return `${line}${first} ??${line}${otherwise}`;
  const deeper = newLine(further(layout, 2));
  return `${line}(${deeper}${items.join(` ??${deeper}`)}${line})?.${member} ?? ${otherwise}`;
}

/** Code in lines of its own, further in than what stands around it. */
export function inOwnLines(text: string, layout: Layout): string {
  const { newline, step } = layout;
  return newLine(further(layout)) + text.replaceAll(newline, newline + step) + newLine(layout);
}
