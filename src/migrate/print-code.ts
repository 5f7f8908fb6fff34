import type { Layout } from '../model/layout.js';

/**
 * Code that changes insert. What may be long is written in one line, which is broken where the file is too narrow for it.
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

/** `a ? 1 : b ? 2 : 3` */
export function printChoice(
  tests: readonly (readonly [condition: string, answer: string])[],
  otherwise: string,
): string {
  return tests.map(([condition, answer]) => `${condition} ? ${answer} : `).join('') + otherwise;
}
