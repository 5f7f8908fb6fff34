import type { ts } from 'ts-morph';
import type { Edit } from '../model/spans.js';
import { tsc } from '../syntax/compiler.js';
import { isDirective } from './line-directives.js';

/** What may be a comment; the slashes of a URL are none. */
const MAY_BE_COMMENT = /\/\*|(?<!:)\/\//;

/**
 * Edits whose new text keeps the comments that stand in the old one: what a person wrote for the next reader does not go
 * because the code around it is written anew. What is taken out goes with its comments.
 *
 * @param edits of one file
 * @param tree the file as it is
 */
export function withComments(edits: readonly Edit[], tree: ts.SourceFile): readonly Edit[] {
  const written = edits.map(({ text }) => text).join('\n');
  return edits.map((edit) => {
    if (edit.text.trim() === '' || !MAY_BE_COMMENT.test(tree.text.slice(edit.start, edit.end))) return edit;
    const lost = commentsInside(edit, tree).filter((comment) => !written.includes(comment) && !isDirective(comment));
    return { ...edit, text: [...lost.map(asBlock), edit.text].join(' ') };
  });
}

/** The comments between two tokens that are both within a part of a file, as they are written. */
function commentsInside({ start, end }: Edit, tree: ts.SourceFile): readonly string[] {
  const { text } = tree;
  const found = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    if (node.getStart(tree) >= end || node.getEnd() <= start) return;
    const isInside = start < node.getStart(tree) && start <= node.pos;
    const ranges = isInside
      ? [
          ...(tsc.getTrailingCommentRanges(text, node.pos) ?? []),
          ...(tsc.getLeadingCommentRanges(text, node.pos) ?? []),
        ]
      : [];
    for (const range of ranges) found.set(range.pos, text.slice(range.pos, range.end));
    for (const child of node.getChildren(tree)) visit(child);
  };
  tsc.forEachChild(tree, visit);
  return [...found].sort(([left], [right]) => left - right).map(([, comment]) => comment);
}

/** A comment that may stand before code: in one line, because a new line behind `return` would end the statement. */
function asBlock(comment: string): string {
  const said = comment.startsWith('//') ? comment.slice(2) : comment.slice(2, -2);
  const line = said
    .split('\n')
    .map((each) => each.replace(/^[\s*]+/, '').trimEnd())
    .join(' ')
    .replaceAll('*/', '');
  return `/* ${line.trim()} */`;
}
