import type { ts } from 'ts-morph';
import { groupBy } from '../../model/group-by.js';
import { lineStartAt } from '../../model/lines.js';
import { tsc } from '../../syntax/compiler.js';
import { isUnbroken, type Break, type Habits } from './break.js';
import { forcedBreak, lastBreak, outerBreak, statementBreak } from './forms.js';
import { hugsLast } from './lists.js';

/** A line of a text. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** The offset that its text must not pass. */
  readonly limit: number;
  readonly isLong: boolean;
}

/**
 * The break that a line needs most: of the outermost thing in it that reaches over its limit.
 *
 * @returns null where nothing in it can be broken
 */
export function lineBreak(line: Line, tree: ts.SourceFile, habits: Habits): Break | null {
  const forms = [(node: ts.Node) => outerBreak(node, habits), lastBreak];
  const nodes = nodesIn(line, tree);
  const whole = { ...line, limit: line.end };
  const statements = nodesIn(whole, tree).map(({ node }) => breakIn(node, whole, tree.text, statementBreak));
  const [first] = statements.filter((each) => each !== null);
  if (first) return first;
  for (const form of forms) {
    // What ends behind the limit goes first; then what ends before it, for the sake of the brackets behind it.
    for (const reached of [...new Set(nodes.map(({ reach }) => reach))].sort((left, right) => right - left)) {
      for (const { node, reach } of nodes) {
        if (reach !== reached) continue;
        const broken = breakIn(node, line, tree.text, form);
        if (broken) return broken;
      }
    }
  }
  return null;
}

/** What a person would do in the lines of a tree, whatever their length. */
export interface Needs {
  /** The break of the outermost thing in a line that is always broken; null where there is none. */
  breakIn(line: Line): Break | null;
  /** A function that was given a name where it stood, with its lines too far in or not far enough; null for none. */
  movedIn(line: Line): ts.Node | null;
}

/**
 * Looks for what the lines of a tree need, once for all of them: each line of a deep tree is in most of its nodes.
 *
 * @param isOurs whether edits have put in, or changed, what stands between two offsets
 */
export function needsOf(tree: ts.SourceFile, habits: Habits, isOurs: (start: number, end: number) => boolean): Needs {
  const nodes = nodesOutsideTexts(tree);
  const breaks = nodes.flatMap((node) => {
    const broken = forcedBreak(node, habits);
    return broken && isBreakOfOurs(node, broken, isOurs) ? [{ node, broken }] : [];
  });
  const byLine = groupBy(breaks, ({ broken: { gaps } }) => lineStartAt(tree.text, gaps[0]?.start ?? 0));
  const moved = nodes.filter(tsc.isVariableDeclaration).filter((each) => isMoved(each, tree.text, isOurs));
  return {
    breakIn(line) {
      const whole = { ...line, limit: line.end };
      for (const { node, broken } of byLine.get(line.start) ?? [])
        if (isBreakIn(node, broken, whole, tree.text)) return broken;
      return null;
    },
    movedIn: ({ start, end }) =>
      moved.find((node) => node.getStart() < end && node.getEnd() > start)?.initializer ?? null,
  };
}

function isBreakOfOurs(node: ts.Node, { gaps }: Break, isOurs: (start: number, end: number) => boolean): boolean {
  if (tsc.isObjectBindingPattern(node)) return isOurs(node.getStart(), node.getEnd());
  return gaps.some(({ start, end }) => isOurs(start, end + 1));
}

function isMoved(
  { name, initializer }: ts.VariableDeclaration,
  text: string,
  isOurs: (start: number, end: number) => boolean,
): boolean {
  const isFunction = initializer && (tsc.isArrowFunction(initializer) || tsc.isFunctionExpression(initializer));
  if (!isFunction || !tsc.isBlock(initializer.body) || !isOurs(name.getStart(), name.getEnd())) return false;
  return indentAt(initializer.getEnd(), text) !== indentAt(name.getStart(), text);
}

/** All nodes of a tree, the outer ones first; what stands in a text over several lines would change it. */
function nodesOutsideTexts(tree: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (tsc.isTemplateExpression(node)) return;
    found.push(node);
    tsc.forEachChild(node, visit);
  };
  tsc.forEachChild(tree, visit);
  return found;
}

/** A node of a line, and how far it reaches: as far as the limit where it goes over it. */
interface Reaching {
  readonly node: ts.Node;
  readonly reach: number;
}

/** The nodes with a part in a line, the outer ones first. */
function nodesIn(line: Line, tree: ts.SourceFile): readonly Reaching[] {
  const found: Reaching[] = [];
  const visit = (node: ts.Node): void => {
    if (node.end <= line.start || node.pos >= line.end || node.getStart() >= line.end) return;
    // What stands in a text over several lines would change it.
    if (tsc.isTemplateExpression(node)) return;
    if (node.getStart() < line.limit) found.push({ node, reach: Math.min(node.getEnd(), line.limit) });
    tsc.forEachChild(node, visit);
  };
  tsc.forEachChild(tree, visit);
  return found;
}

/** What the line of an offset begins with. */
export function indentAt(offset: number, text: string): string {
  return /^[ \t]*/.exec(text.slice(lineStartAt(text, offset)))?.[0] ?? '';
}

function breakIn(node: ts.Node, line: Line, text: string, form: (node: ts.Node) => Break | null): Break | null {
  const broken = form(node);
  return broken && isBreakIn(node, broken, line, text) ? broken : null;
}

function isBreakIn(node: ts.Node, broken: Break, line: Line, text: string): boolean {
  const [first] = broken.gaps;
  if (!first || !isUnbroken(broken, text)) return false;
  const isInLine =
    line.start < first.start && first.start <= line.limit && /\S/.test(text.slice(line.start, first.start));
  return isInLine && !isHugging(node, broken, line);
}

/** Whether the last of some arguments is broken instead of them: what stands before its own lines fits. */
function isHugging(node: ts.Node, { gaps }: Break, line: Line): boolean {
  const last = hugsLast(node);
  if (!last || !gaps.some(({ end }) => end === last.getStart())) return false;
  return headOf(last) <= line.limit;
}

/** The offset up to which a node stands in the line in which it begins, once it is broken. */
function headOf(node: ts.Node): number {
  if (tsc.isArrowFunction(node)) {
    const { body, equalsGreaterThanToken } = node;
    const isHeld = tsc.isBlock(body) || tsc.isArrayLiteralExpression(body);
    return isHeld ? body.getStart() + 1 : equalsGreaterThanToken.getEnd();
  }
  if (tsc.isFunctionExpression(node)) return node.body.getStart() + 1;
  if (tsc.isAsExpression(node) || tsc.isSatisfiesExpression(node)) return headOf(node.expression);
  return node.getStart() + 1;
}
