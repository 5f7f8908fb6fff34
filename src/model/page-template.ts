import { blank, keepOnly } from './blanked.js';
import { askingAttributes } from './page-attributes.js';
import { blocksOf, type Block } from './page-blocks.js';
import type { Span } from './spans.js';

/** The script that an Astro component begins with. */
export const FRONT_MATTER = /^(\uFEFF?\s*---[^\S\n]*\r?\n)([^]*?)\r?\n---/;

/** Components whose templates have code in single braces. */
const BRACES_ARE_CODE = /\.(?:svelte|astro)$/i;
const IN_TWO_BRACES = /\{\{[^]*?(?:\}\}|$)/g;

/** The text of a template, with all else blanked. */
export function templateOf(text: string, blocks: readonly Block[]): string {
  const front = FRONT_MATTER.exec(text)?.[0] ?? '';
  let kept = blank(front);
  for (const { start, behind } of blocks) {
    if (behind <= kept.length) continue;
    kept += text.slice(kept.length, start) + blank(text.slice(Math.max(start, kept.length), behind));
  }
  return kept + text.slice(kept.length);
}

/**
 * Blanks all of a component, or of a page, but the code of its template by which something may be requested.
 *
 * @param file its name, which tells how its template writes code
 * @param blocks those of the text
 * @returns a text of the same length
 */
export function codeOfTemplate(file: string, text: string, blocks: readonly Block[] = blocksOf(text)): string {
  const markup = templateOf(text, blocks);
  return keepOnly(markup, [...askingAttributes(markup), ...bracesIn(markup, BRACES_ARE_CODE.test(file))]);
}

/**
 * What stands in the outermost braces of a template; what is never closed takes all the rest.
 *
 * @param areSingle whether one brace marks code, as opposed to two
 */
export function bracesIn(template: string, areSingle: boolean): readonly Pick<Span, 'start' | 'end'>[] {
  if (!areSingle)
    return [...template.matchAll(IN_TWO_BRACES)].map(({ 0: { length }, index }) => ({
      start: index,
      end: index + length,
    }));
  const found: Pick<Span, 'start' | 'end'>[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: brace, index } of template.matchAll(/[{}]/g)) {
    if (brace === '{') {
      if (depth === 0) start = index;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ start, end: index + 1 });
    }
  }
  return depth > 0 ? [...found, { start, end: template.length }] : found;
}
