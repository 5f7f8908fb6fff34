import { wrap, wrapBehind } from '../reporters/layout.js';

/** What stands between two columns of a table. */
const GAP = '  ';
/** How far prose stands in from its heading, and code from prose. */
const INDENT = '  ';
/** A column of a table that is too wide gets no narrower. */
const NARROWEST = 20;

/** Lines of a page that belong together. */
interface Part {
  readonly kind: 'heading' | 'code' | 'table' | 'item' | 'prose';
  readonly lines: string[];
}

/**
 * The text of a page without its marks, for people who read it in a terminal. It knows the Markdown that the pages of this
 * package are written in, and leaves the rest as it is.
 *
 * @param page Markdown
 * @param width columns of the terminal
 */
export function toPlainPage(page: string, width: number): string {
  let text = '';
  let before: Part['kind'] | null = null;
  for (const part of toParts(page.split(/\r?\n/))) {
    if (before !== null && !(before === 'item' && part.kind === 'item')) text += '\n';
    const indent = part.kind === 'heading' ? '' : INDENT;
    for (const line of linesOf(part, width - INDENT.length)) text += line === '' ? '\n' : `${indent}${line}\n`;
    before = part.kind;
  }
  return text;
}

/** Takes a page apart: a line begins a part, or goes on with the paragraph, the item, the table or the code above it. */
function toParts(lines: readonly string[]): readonly Part[] {
  const parts: Part[] = [];
  let open: Part | null = null;
  for (const line of lines) {
    if (open?.kind === 'code') {
      if (isFence(line)) open = null;
      else open.lines.push(line);
      continue;
    }
    const kind = kindOf(line);
    if (kind !== null && open !== null && goesOn(kind, open)) open.lines.push(line);
    else open = kind === null ? null : { kind, lines: kind === 'code' ? [] : [line] };
    if (open !== null && open !== parts.at(-1)) parts.push(open);
  }
  return parts;
}

function isFence(line: string): boolean {
  return line.startsWith('```');
}

function kindOf(line: string): Part['kind'] | null {
  if (line.trim() === '' || line.startsWith('<!--')) return null;
  if (isFence(line)) return 'code';
  if (/^#+ /.test(line)) return 'heading';
  if (line.startsWith('|')) return 'table';
  return /^ *- /.test(line) ? 'item' : 'prose';
}

function goesOn(kind: Part['kind'], open: Part): boolean {
  if (kind === 'table') return open.kind === 'table';
  return kind === 'prose' && (open.kind === 'prose' || open.kind === 'item');
}

function linesOf({ kind, lines }: Part, width: number): readonly string[] {
  if (kind === 'code') return lines.map((line) => (line === '' ? '' : INDENT + line));
  if (kind === 'table') return tableLines(lines, width);
  const text = toPlainText(lines.map((line) => line.trim()).join(' '));
  if (kind === 'item') return wrapBehind('- ', text.replace(/^- /, ''), width, INDENT.length);
  return wrap(text.replace(/^(?:#+|>) /, ''), width);
}

/** A table with its cells below each other; the widest column is wrapped where the whole is too wide. */
function tableLines(lines: readonly string[], width: number): readonly string[] {
  const rows = lines.filter((line) => !/^[|\s:-]+$/.test(line)).map(cellsOf);
  const natural = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const excess = natural.reduce((sum, each) => sum + each + GAP.length, -GAP.length) - width;
  const widest = natural.indexOf(Math.max(...natural));
  const widths = natural.map((each, column) =>
    column === widest && excess > 0 ? Math.max(each - excess, NARROWEST) : each,
  );
  const [head = [], ...body] = rows.map((row) => rowLines(row, widths));
  return [...head, widths.map((each) => '-'.repeat(each)).join(GAP), ...body.flat()];
}

function cellsOf(line: string): readonly string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  return cells.slice(1, -1).map((cell) => toPlainText(cell.trim()));
}

function rowLines(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((cell, column) => wrap(cell, widths[column] ?? 0));
  return Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, line) => {
    const padded = cells.map((cell, column) => (cell[line] ?? '').padEnd(widths[column] ?? 0));
    return padded.join(GAP).trimEnd();
  });
}

/** Code in a line, an escaped sign, a link, and what is bold or a title; a link and what is bold may hold code. */
const MARKS =
  /`` (?<ticked>.+?) ``|(?<code>`[^`]+`)|\\(?<sign>[!-/:-@[-`{-~])|\[(?<shown>(?:`[^`]*`|[^\]`])+)\]\((?<target>[^)\s]+)\)|\*\*(?<bold>(?:`[^`]*`|[^*`])+)\*\*|(?<!\w)_(?<title>[^_`]+)_(?!\w)/g;

/** A line of prose without its marks; code keeps its backticks, as messages write it. */
function toPlainText(text: string): string {
  return text.replaceAll(MARKS, (...match) => {
    const { ticked, code, sign, shown, target, bold, title } = match.at(-1) as Record<string, string | undefined>;
    if (title !== undefined) return `"${title}"`;
    if (bold !== undefined) return toPlainText(bold);
    if (shown === undefined) return ticked ?? code ?? sign ?? '';
    return target?.startsWith('#') ? toPlainText(shown) : `${toPlainText(shown)} (${target})`;
  });
}
