import type { ts } from 'ts-morph';
import { applyEdits } from '../../model/apply-edits.js';
import { composeEdits, placesOf } from '../../model/compose-edits.js';
import { lineEndNear, lineStartAt } from '../../model/lines.js';
import { oncePerObject } from '../../model/once-per-object.js';
import { firstIndex, PlaceIndex, type Extent } from '../../model/place-index.js';
import type { Edit } from '../../model/spans.js';
import { tsc } from '../../syntax/compiler.js';
import { layoutOf } from '../../syntax/layout.js';
import { indentAt, lineBreak, needsOf, type Line } from './choose.js';
import type { Break, Habits } from './break.js';

/** Each round breaks what the one before has left too long; nothing is nested deeper than this. */
const MAXIMUM_ROUNDS = 30;

/** A longer statement is left as it is: it is parsed again for each break. */
const LONGEST_STATEMENT = 200_000;

/** Of a longer statement, only the statements inside it are parsed in which edits are. */
const LONGEST_PARSED_WHOLE = 10_000;

/** What ends a line for the language and for hardly any editor; a statement with one is laid out by no formatter. */
const ODD_LINE_END = /\r(?!\n)|[\u2028\u2029]/;
/** In which the language lets a line separator stand for itself. */
const TEXTS = /'(?:\\[^]|[^'\\\r\n])*'|"(?:\\[^]|[^"\\\r\n])*"/g;

/**
 * Breaks the lines that edits make longer than the lines of their file are.
 *
 * @param tree the file as it is, which is looked through once for all changes in it
 * @returns a function that takes edits of the file, which do not overlap, and answers them with the new lines in them or
 *   beside them
 */
export function layOutIn(tree: ts.SourceFile): (edits: readonly Edit[]) => readonly Edit[] {
  const style = styleOf(tree);
  return (edits) => stretchesOf(tree, edits).flatMap((stretch) => layOutStretch(stretch, style, tree));
}

/** How a file is laid out. */
interface Style extends Habits {
  readonly step: string;
  readonly width: number;
}

function styleOf(tree: ts.SourceFile): Style {
  const { step, width } = layoutOf(tree);
  const { text } = tree;
  const hasSemicolons = /;[ \t]*\r?$/m.test(text);
  // A list over several lines whose last item has no comma says that none has one.
  const trailing = /,[ \t]*\r?\n[ \t]*[}\])]/.test(text);
  const bare = /[\w'"`)\]}][ \t]*\r?\n[ \t]*[}\]]?\)/.test(text);
  return { step, width, trailingComma: trailing || !bare, memberEnd: hasSemicolons ? ';' : '' };
}

/** Whole statements, and the edits in them. */
interface Stretch extends Extent {
  readonly edits: readonly Edit[];
}

/** Statements that follow each other, and where those of them begin that begin a line. */
interface StatementList extends Extent {
  readonly cuts: readonly number[];
}

const listOf = oncePerObject((list: StatementsOfList): StatementList => {
  const { text } = list.getSourceFile();
  const starts = list.statements.map((each) => lineStartAt(text, each.getStart()));
  const cuts = starts.filter((start, index) => start >= (list.statements[index - 1]?.getEnd() ?? 0));
  if (tsc.isSourceFile(list)) return { start: 0, end: text.length, cuts };
  return { start: cuts[0] ?? list.getEnd(), end: lineStartAt(text, list.getEnd() - 1), cuts };
});

type StatementsOfList = ts.SourceFile | ts.Block;

/** The parts of a file that edits are in, each from one cut to another. */
function stretchesOf(tree: ts.SourceFile, edits: readonly Edit[]): readonly Stretch[] {
  const parts = edits.map((edit) => ({ edit, ...statementsAround(edit, tree) }));
  parts.sort((left, right) => left.start - right.start || left.edit.start - right.edit.start);
  const stretches: { start: number; end: number; edits: Edit[] }[] = [];
  for (const { edit, start, end } of parts) {
    const last = stretches.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.edits.push(edit);
    } else {
      stretches.push({ start, end, edits: [edit] });
    }
  }
  return stretches.map(({ start, end, edits: own }) => ({ start, end, edits: own.sort(byPlace) }));
}

function byPlace(left: Edit, right: Edit): number {
  return left.start - right.start || left.end - right.end;
}

/** The statements that an edit is in: of the top of the file, or inside of one that is too long to be parsed again. */
function statementsAround(edit: Edit, tree: ts.SourceFile): Extent {
  let found = partOf(listOf(tree), edit);
  for (let node: ts.Node | undefined = tree; node && found.end - found.start > LONGEST_PARSED_WHOLE;) {
    node = childAround(node, edit);
    if (!node || isOfGenerator(node)) break;
    const list = tsc.isBlock(node) ? listOf(node) : null;
    if (list && list.start <= edit.start && edit.end <= list.end) found = partOf(list, edit);
  }
  return found;
}

function partOf({ cuts, start: first, end: last }: StatementList, edit: Extent): Extent {
  const start = cuts[firstIndex(cuts, (cut) => cut > edit.start) - 1] ?? first;
  const end = cuts[firstIndex(cuts, (cut) => cut > start && cut >= edit.end)] ?? last;
  return { start, end };
}

function childAround(node: ts.Node, edit: Extent): ts.Node | undefined {
  return tsc.forEachChild(node, (child) => (child.pos <= edit.start && edit.end <= child.end ? child : undefined));
}

/** Outside of its function, `yield` is a name. */
function isOfGenerator(node: ts.Node): boolean {
  return tsc.isFunctionLike(node) && 'asteriskToken' in node && node.asteriskToken !== undefined;
}

function layOutStretch({ start, end, edits }: Stretch, style: Style, tree: ts.SourceFile): readonly Edit[] {
  const text = tree.text.slice(start, end);
  if (text.length > LONGEST_STATEMENT || hasOddLineEnd(text)) return edits;
  let made = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    const after = applyEdits(text, made);
    if (!made.some((edit) => lengthens(edit, text))) break;
    const breaks = nextEdits(after, made, style, tree.fileName);
    if (!breaks.length) break;
    made = [...composeEdits(made, breaks, after)];
  }
  const isSame = made.length === edits.length && made.every((edit, index) => edit.text === edits[index]?.text);
  return isSame ? edits : made.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
}

function hasOddLineEnd(text: string): boolean {
  return ODD_LINE_END.test(text) && ODD_LINE_END.test(text.replace(TEXTS, ''));
}

/** Whether an edit makes a line longer. What a line held before that was too long is none of its business. */
function lengthens({ start, end, text: made }: Edit, text: string): boolean {
  return made.length > end - start || text.slice(start, end).includes('\n');
}

/** Nobody formats a file with a longer line, and each of its many breaks would be looked for in all of it. */
const LONGEST_LINE = 2000;

/** The lines that edits are in. */
function linesOfEdits(after: string, places: PlaceIndex<Extent>, width: number): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const text of after.split('\n')) {
    const end = start + text.length;
    if (text.length <= LONGEST_LINE && places.touching({ start, end }).length > 0)
      lines.push({ start, end, limit: start + width, isLong: text.trimEnd().length > width });
    start = end + 1;
  }
  return lines;
}

/** A break in a line of a tree. */
interface BrokenLine {
  readonly tree: ts.SourceFile;
  readonly line: Line;
  readonly broken: Break;
}

/** The edits that break the first line of edits that must be broken and can be; none where all is well. */
function nextEdits(after: string, edits: readonly Edit[], style: Style, fileName: string): readonly Edit[] {
  const places = new PlaceIndex<Extent>(placesOf(edits), (place) => place);
  const lines = linesOfEdits(after, places, style.width);
  const mayNeed = edits.some(({ text }) => OPENS_BREAK.test(text));
  const isOpen = lines.some(
    ({ start, end, isLong }) => isLong || (mayNeed && MAY_NEED_BREAK.test(after.slice(start, end))),
  );
  if (!isOpen) return [];
  // Without an export, `await (…)` at the top would be a call of a function.
  const tree = tsc.createSourceFile(fileName, `${after}\nexport {};`, tsc.ScriptTarget.ESNext, true);
  const file = edits[0]?.file ?? '';
  const isOurs = (from: number, to: number): boolean =>
    places.touching({ start: from, end: to }).some(({ start, end }) => from < end && start < to);
  const needs = needsOf(tree, style, isOurs);
  for (const line of lines) {
    const moved = needs.movedIn(line);
    if (moved) return shifted(moved, line, tree, file);
    const broken = needs.breakIn(line) ?? (line.isLong ? lineBreak(line, tree, style) : null);
    if (broken) return editsOf({ tree, line, broken }, style, file);
  }
  return [];
}

/** The edits that put the lines of a function under the line in which it begins. */
function shifted(node: ts.Node, line: Line, tree: ts.SourceFile, file: string): readonly Edit[] {
  const from = indentAt(node.getEnd(), tree.text);
  const to = indentAt(line.start, tree.text);
  const starts = lineStartsIn({ start: node.getStart(), end: node.getEnd() }, tree);
  return starts
    .filter((start) => tree.text.startsWith(from, start))
    .map((start) => ({ file, start, end: start + from.length, text: to }));
}

/** What an edit writes by which a line may come to need a break that is not too long: without any, it is not parsed. */
const OPENS_BREAK = /[({?\n]|=>/;

/** What a line holds in which a pattern is within another, or a choice, a function or a block with a statement begins. */
const MAY_NEED_BREAK = /\{.*\{|=>|\?|[)\w]\s*\{\s*\S/;

/** The edits that break a line of a text. */
function editsOf(
  { tree, line, broken: { gaps, deeper, dropped } }: BrokenLine,
  { step }: Style,
  file: string,
): readonly Edit[] {
  const { text } = tree;
  const [indent = '', answer = ''] = /^[ \t]*([?:] )?/.exec(text.slice(line.start, line.end)) ?? [];
  const aligned = step === '\t' ? '\t' : '  ';
  const base = indent.slice(0, indent.length - answer.length) + (answer ? aligned : '');
  const margin = (each: { readonly levels: number; readonly aligned: number }): string =>
    step.repeat(each.levels) + aligned.repeat(each.aligned);
  const drops = dropped.filter(({ start, end }) => !gaps.some((gap) => gap.start <= start && end <= gap.end));
  return [
    ...gaps.map((gap) => ({
      file,
      start: gap.start,
      end: gap.end,
      text: gap.before + lineEndNear(text, line.start) + base + margin(gap) + gap.behind,
    })),
    ...drops.map(({ start, end }) => ({ file, start, end, text: '' })),
    ...deeper.flatMap((part) =>
      lineStartsIn(part, tree).map((start) => ({ file, start, end: start, text: margin(part) })),
    ),
  ];
}

/** Where the lines begin that stand in a part of a text, but for those of a text over several lines and empty ones. */
function lineStartsIn(
  { start, end }: { readonly start: number; readonly end: number },
  tree: ts.SourceFile,
): readonly number[] {
  const texts: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (tsc.isTemplateLiteral(node)) texts.push(node);
    tsc.forEachChild(node, visit);
  };
  visit(tree);
  const starts: number[] = [];
  for (let at = tree.text.indexOf('\n', start); at >= 0 && at < end; at = tree.text.indexOf('\n', at + 1)) {
    const lineStart = at + 1;
    const isText = texts.some((each) => each.getStart() < lineStart && lineStart < each.getEnd());
    if (!isText && /\S/.test(tree.text.slice(lineStart).split('\n', 1)[0] ?? '')) starts.push(lineStart);
  }
  return starts;
}
