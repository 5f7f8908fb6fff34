import type { MarkdownRenderer } from 'vitepress';

/** The anchor of a heading as GitHub makes it, so that one link works in both places. */
export function toAnchor(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

/** Keeps Vue from evaluating `{{…}}` in code between backticks, as VitePress itself does for blocks of code. */
export function withLiteralCode(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('literal-code', ({ tokens }) => {
    const codes = tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'code_inline');
    for (const code of codes) code.attrSet('v-pre', '');
  });
}
