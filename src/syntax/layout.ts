import type { ts } from 'ts-morph';
import { lineWidthOf } from '../model/line-width.js';
import { lineEndNear, lineStartAt } from '../model/lines.js';
import { tsc } from './compiler.js';
import { contains } from './contains.js';
import type { Layout } from '../model/layout.js';

/** How a file writes code. */
interface Habits extends Omit<Layout, 'indent' | 'newline'> {
  readonly quote: string;
  /** What ends a statement. */
  readonly semicolon: string;
}

/** The text of a file does not change, and each of its places asks for its habits. */
const known = new WeakMap<ts.SourceFile, Habits>();

/** How a file is laid out around a node. */
export function layoutAt(node: ts.Node): Layout {
  const file = node.getSourceFile();
  const { step, width } = habitsOf(file);
  const start = node.getStart();
  const line = file.text.slice(lineStartAt(file.text, start), start);
  const indent = /^[ \t]*/.exec(line.slice(line.lastIndexOf('\r') + 1))?.[0] ?? '';
  return { indent, step, newline: lineEndNear(file.text, start), width };
}

/** The same for what is put beside a statement: in its line, where that begins with other code: `{ const { type } = me; }`. */
export function layoutBeside(statement: ts.Statement): Layout {
  const layout = layoutAt(statement);
  const { text } = statement.getSourceFile();
  const isFirst = text.slice(lineStartAt(text, statement.getStart()), statement.getStart()) === layout.indent;
  return isFirst ? layout : { ...layout, newline: ' ', indent: '' };
}

/** How a file is laid out, wherever in it. */
export function layoutOf(file: ts.SourceFile): Omit<Layout, 'indent' | 'newline'> {
  return habitsOf(file);
}

/** Where a statement ends, without the semicolon before `[first]` or `(first)` in a later line, in a file that writes none. */
export function endOfStatement(statement: ts.Statement): number {
  const { text } = statement.getSourceFile();
  const end = statement.getEnd();
  const before = text.slice(statement.getStart(), end - 1).trimEnd();
  return text[end - 1] === ';' && before.length < end - 1 - statement.getStart()
    ? statement.getStart() + before.length
    : end;
}

/** What ends a statement, as this one has it, or its file where it is one that needs none: `if (…) {}`. */
export function semicolonOf(statement: ts.Statement): string {
  const text = statement.getText();
  const file = statement.getSourceFile();
  // One between two statements of a line only parts them.
  if (!isLastOfLine(statement)) return habitsOf(file).semicolon;
  // The one before `[first]` or `(first)` in the next line is of a file that writes none.
  if (text.endsWith(';')) return text.at(-2)?.trim() ? ';' : '';
  return text.endsWith('}') ? habitsOf(file).semicolon : '';
}

/** Whether nothing but a comment follows in the line. */
function isLastOfLine(statement: ts.Statement): boolean {
  const end = /[ \t]*(?:\r?\n|\/[/*]|$)/y;
  end.lastIndex = statement.getEnd();
  return end.test(statement.getSourceFile().text);
}

/** The quotation mark that a file uses more. */
export function quoteOf(file: ts.SourceFile): string {
  return habitsOf(file).quote;
}

function habitsOf(file: ts.SourceFile): Habits {
  const habits = known.get(file) ?? readHabits(file.text);
  known.set(file, habits);
  return habits;
}

function readHabits(text: string): Habits {
  const count = (mark: string): number => text.split(mark).length;
  return {
    step: stepOf(text),
    width: lineWidthOf(text),
    quote: count('"') > count("'") ? '"' : "'",
    semicolon: /;[ \t]*\r?$/m.test(text) ? ';' : '',
  };
}

/** The least indentation of the file: a tab, two blanks, four. */
function stepOf(text: string): string {
  const indents = text.match(/^(\t| {2,8})(?=\S)/gm) ?? [];
  return indents.reduce((least, each) => (each.length < least.length ? each : least), indents[0] ?? '  ');
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
  return contains(node, (each) => tsc.isTemplateLiteral(each) && each.getText().includes('\n'));
}
