import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { gapBetween, gapTo, type Break, type Habits } from './break.js';

/** Nodes between brackets. */
interface List {
  readonly nodes: readonly ts.Node[];
  /** What separates them: members of a type have it at their end. */
  readonly separator: ',' | ';';
  /** Whether one more separator may stand behind the last. */
  readonly mayTrail: boolean;
}

/**
 * A line for each item of a list, if a node is one: arguments, members, elements, parameters.
 *
 * @returns null for a node that is no list, or an empty one
 */
export function listBreak(node: ts.Node, habits: Habits): Break | null {
  const list = listOf(node);
  const [first] = list?.nodes ?? [];
  const last = list?.nodes.at(-1);
  if (!list || !first || !last) return null;
  const { text } = node.getSourceFile();
  const close = closingOf(last, text);
  if (close === null) return null;
  const ends = list.separator === ';' && [';', ','].includes(text[last.getEnd() - 1] ?? '');
  const isTrailed = ends || text.slice(last.getEnd(), close).includes(',');
  const wanted = list.separator === ';' ? habits.memberEnd : habits.trailingComma && list.mayTrail ? ',' : '';
  const lastEnd = isTrailed && !ends ? text.indexOf(',', last.getEnd()) + 1 : last.getEnd();
  const closing = { ...gapBetween(lastEnd, close, 0), before: isTrailed ? '' : wanted };
  return {
    gaps: [...list.nodes.map((each) => gapTo(each, 1)), closing],
    deeper: [{ start: first.getStart(), end: close, levels: 1, aligned: 0 }],
    dropped: [],
  };
}

/** A line for each statement of a block that has none yet, if a node is a block that begins with a statement. */
export function blockBreak(node: ts.Node): Break | null {
  if (!tsc.isBlock(node)) return null;
  const { text } = node.getSourceFile();
  const last = node.statements.at(-1);
  const close = last ? closingOf(last, text) : null;
  if (!last || close === null) return null;
  const [first, ...others] = [...node.statements.map((each) => gapTo(each, 1)), gapBetween(last.getEnd(), close, 0)];
  if (!first) return null;
  return {
    gaps: [first, ...others.filter(({ start, end }) => !text.slice(start, end).includes('\n'))],
    deeper: [{ start: node.getStart() + 1, end: close, levels: 1, aligned: 0 }],
    dropped: [],
  };
}

/** The offset of the bracket behind the last node of a list; null where a comment stands before it. */
function closingOf(last: ts.Node, text: string): number | null {
  const gap = /^\s*,?\s*/.exec(text.slice(last.getEnd()))?.[0].length ?? 0;
  const close = last.getEnd() + gap;
  return /[)\]}>]/.test(text[close] ?? '') ? close : null;
}

function listOf(node: ts.Node): List | null {
  if (tsc.isCallExpression(node) || tsc.isNewExpression(node)) return commas(node.arguments ?? []);
  if (tsc.isObjectLiteralExpression(node)) return commas(node.properties);
  if (tsc.isArrayLiteralExpression(node)) return commas(node.elements);
  if (tsc.isObjectBindingPattern(node) || tsc.isArrayBindingPattern(node))
    return { ...commas(node.elements), mayTrail: !node.elements.some(isRest) };
  if (tsc.isNamedImports(node) || tsc.isNamedExports(node)) return commas(node.elements);
  if (tsc.isTypeLiteralNode(node) || tsc.isInterfaceDeclaration(node))
    return { nodes: node.members, separator: ';', mayTrail: true };
  if (tsc.isFunctionLike(node)) return { ...commas(node.parameters), mayTrail: !node.parameters.some(isRest) };
  return null;
}

function commas(nodes: readonly ts.Node[]): List {
  return { nodes, separator: ',', mayTrail: true };
}

function isRest(node: ts.Node): boolean {
  return (tsc.isBindingElement(node) || tsc.isParameter(node)) && node.dotDotDotToken !== undefined;
}

/** Whether the last argument of a call is broken rather than its arguments: `fetch(url, {⏎…⏎})`, `then((me) =>⏎…⏎)`. */
export function hugsLast(node: ts.Node): ts.Node | null {
  if (tsc.isFunctionLike(node)) {
    const [only, ...others] = node.parameters;
    return only && !others.length && tsc.isObjectBindingPattern(only.name) ? only.name : null;
  }
  if (!tsc.isCallExpression(node) && !tsc.isNewExpression(node)) return null;
  const last = node.arguments?.at(-1);
  const before = node.arguments?.at(-2);
  return last && isHuggable(last) && before?.kind !== last.kind ? last : null;
}

function isHuggable(node: ts.Node): boolean {
  if (tsc.isAsExpression(node) || tsc.isSatisfiesExpression(node)) return isHuggable(node.expression);
  if (tsc.isObjectLiteralExpression(node)) return node.properties.length > 0;
  if (tsc.isArrayLiteralExpression(node)) return node.elements.length > 0;
  if (tsc.isFunctionExpression(node)) return true;
  if (!tsc.isArrowFunction(node)) return false;
  const body = withoutParentheses(node.body);
  return tsc.isBlock(body) || tsc.isCallExpression(body) || tsc.isConditionalExpression(body) || isHuggable(body);
}

/** What stands in parentheses. */
export function withoutParentheses(node: ts.Node): ts.Node {
  return tsc.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}
