import type { ts } from 'ts-morph';
import { lineStartAt } from '../model/lines.js';
import { tsc } from './compiler.js';
import { innermostAround } from './innermost.js';

/**
 * The start of the line above which a comment about an offset can stand alone: that of the nearest statement or member
 * around it that begins its line. Inside of JSX, a template or an expression a line comment could change what the code
 * means; above a statement or a member it cannot.
 *
 * @param offset in the text of the source
 */
export function commentLineFor(source: ts.SourceFile, offset: number): number {
  let node: ts.Node | undefined = innermostAround(source, offset, offset + 1);
  for (; node && !tsc.isSourceFile(node); node = node.parent) {
    const start = node.getStart(source);
    const line = lineStartAt(source.text, start);
    if (canHaveCommentAbove(node) && source.text.slice(line, start).trim() === '') return line;
  }
  return lineBetweenStatements(source, lineStartAt(source.text, offset));
}

function canHaveCommentAbove(node: ts.Node): boolean {
  return (
    tsc.isStatement(node) ||
    tsc.isClassElement(node) ||
    tsc.isTypeElement(node) ||
    tsc.isEnumMember(node) ||
    tsc.isObjectLiteralElementLike(node)
  );
}

/** Where no statement begins a line, the line of the first one that shares it with what stands before. */
function lineBetweenStatements(source: ts.SourceFile, line: number): number {
  const around = source.statements.find((statement) => statement.getStart(source) < line && line < statement.getEnd());
  return around ? lineBetweenStatements(source, lineStartAt(source.text, around.getStart(source))) : line;
}
