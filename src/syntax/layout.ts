import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import type { Layout } from '../model/usage.js';

/** A line longer than this is broken. */
const LONGEST_LINE = 110;

/** How a file is laid out around a node. */
export function layoutAt(node: ts.Node): Layout {
  const { text } = node.getSourceFile();
  return {
    indent: /^[ \t]*/.exec(text.slice(lineStart(text, node.getStart())))?.[0] ?? '',
    step: stepOf(text),
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** Whether a text fits into the line in which it is put at a place. */
export function fits(node: ts.Node, offset: number, inserted: string): boolean {
  const { text } = node.getSourceFile();
  const lineEnd = text.slice(offset).search(/\r?\n|$/) + offset;
  return lineEnd - lineStart(text, offset) + inserted.length <= LONGEST_LINE;
}

/** The least indentation of the file: a tab, two blanks, four. */
function stepOf(text: string): string {
  const indents = text.match(/^(\t| {2,8})(?=\S)/gm) ?? [];
  return indents.reduce((least, each) => (each.length < least.length ? each : least), indents[0] ?? '  ');
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/**
 * The lines of an expression further in, unless one of its texts goes over several lines.
 *
 * @param chain the expression where it stands now
 * @param to what its first line is to begin with
 */
export function reindented(text: string, chain: ts.Node, to: string): string {
  return hasLongText(chain) ? text : text.replaceAll(`\n${layoutAt(chain).indent}`, `\n${to}`);
}

function hasLongText(node: ts.Node): boolean {
  if (tsc.isTemplateLiteral(node)) return node.getText().includes('\n');
  return tsc.forEachChild(node, (child) => hasLongText(child) || undefined) ?? false;
}
