import type { ts } from 'ts-morph';
import type { Comment } from '../model/comment.js';
import { tsc } from './compiler.js';

/**
 * The comment around an offset.
 *
 * @param source the tree of the whole text
 * @param offset in the text of the source
 * @returns null where the offset is code, or a text that only looks like a comment
 */
export function commentAt(source: ts.SourceFile, offset: number): Comment | null {
  const { text } = source;
  const token = tokenAround(source, offset);
  const from = token.getFullStart();
  const ranges = [
    ...(tsc.getTrailingCommentRanges(text, from) ?? []),
    ...(tsc.getLeadingCommentRanges(text, from) ?? []),
  ];
  const range = ranges.find(({ pos, end }) => pos <= offset && offset < end && end <= token.getStart(source));
  return range ? toComment(text, range) : null;
}

/** The token that an offset stands in, or in front of. */
function tokenAround(source: ts.SourceFile, offset: number): ts.Node {
  let node: ts.Node = source;
  for (let child: ts.Node | undefined = node; child; child = childAround(node, source, offset)) node = child;
  return node;
}

function childAround(node: ts.Node, source: ts.SourceFile, offset: number): ts.Node | undefined {
  return node.getChildren(source).find((child) => child.getFullStart() <= offset && offset < child.getEnd());
}

function toComment(text: string, { pos, end, kind }: ts.CommentRange): Comment {
  const isBlock = kind === tsc.SyntaxKind.MultiLineCommentTrivia;
  return { start: pos, end, text: text.slice(pos + 2, isBlock ? end - 2 : end), isBlock };
}
