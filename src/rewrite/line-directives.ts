import type { ts } from 'ts-morph';
import { appendAll } from '../model/append.js';
import { tsc } from '../syntax/compiler.js';

/** What comments begin with that tell a tool something of the next line, statement or expression, or of their own line. */
const DIRECTIVES: readonly string[] = [
  ...['eslint-disable-next-line', 'eslint-disable-line', 'oxlint-disable-next-line', 'tslint:disable-next-line'],
  ...['@ts-expect-error', '@ts-ignore', 'biome-ignore', 'prettier-ignore', 'deno-lint-ignore'],
  ...['istanbul ignore next', 'c8 ignore next', 'v8 ignore next'],
];

/**
 * The comment that tells a linter, a compiler or a formatter something of the line of a call: it covers one line only,
 * and not a second call behind the first.
 *
 * @returns the comment as it is written; null where there is none
 */
export function directiveAt(call: ts.Node): string | null {
  const { text } = call.getSourceFile();
  const statement = tsc.findAncestor(call, tsc.isStatement) ?? call;
  const comments: ts.CommentRange[] = [...(tsc.getTrailingCommentRanges(text, statement.end) ?? [])];
  for (let node = call; ; node = node.parent) {
    appendAll(comments, tsc.getLeadingCommentRanges(text, node.pos) ?? []);
    // On the line on which a statement ends, the comment is that statement's.
    if (node === statement) break;
    appendAll(comments, tsc.getTrailingCommentRanges(text, node.pos) ?? []);
  }
  const found = comments.map(({ pos, end }) => text.slice(pos, end)).find(isDirective);
  return found ?? null;
}

/** Whether a comment, as it is written, tells a tool something of code beside it. */
export function isDirective(comment: string): boolean {
  const said = comment.slice(2).trimStart();
  return DIRECTIVES.some((each) => said.startsWith(each));
}
