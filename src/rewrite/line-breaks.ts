import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { fileOf } from '../program/program.js';
import type { Edit } from '../model/spans.js';
import type { Layout } from '../model/layout.js';

/**
 * The edits that put the arguments of a call in lines of their own, as Prettier does, where its line would be too long.
 *
 * @param line the line that the call would stand in, behind its indentation
 * @returns nothing for a line that fits, and for a call that has more than one line already
 */
export function lineBreaks(call: ts.CallExpression, line: string, layout: Layout): readonly Edit[] {
  const isLong = layout.indent.length + line.length > layout.width;
  // A chain of calls is broken at its dots.
  const isChain = contains(call.expression, tsc.isCallExpression);
  if (!isLong || isChain || line.includes('\n') || !call.arguments.length) return [];
  const last = call.arguments.at(-1);
  const object = last && tsc.isObjectLiteralExpression(last) ? last : null;
  const isAlone = call.arguments.length === 1;
  if (object?.properties.length && (isAlone || fitsBefore(object, line, layout)))
    return breakList(object.properties, object.getEnd(), layout);
  return breakList(call.arguments, call.getEnd(), layout);
}

/** Whether a line fits up to the brace of an object, so that it is the object which is broken. */
function fitsBefore(object: ts.Node, line: string, { indent, width }: Layout): boolean {
  const at = line.lastIndexOf(object.getText());
  return at >= 0 && indent.length + at + 1 <= width;
}

/**
 * A line for each of some nodes between brackets.
 *
 * @param end the offset behind the closing bracket
 */
function breakList(nodes: ts.NodeArray<ts.Node>, end: number, { indent, step, newline }: Layout): readonly Edit[] {
  const [first] = nodes;
  if (!first) return [];
  const file = fileOf(first);
  const source = first.getSourceFile().text;
  const line = newline + indent + step;
  const opening = nodes.pos - 1;
  return [
    { file, start: opening, end: first.getStart(), text: source[opening] + line },
    ...nodes.slice(1).map((node, index) => ({
      file,
      start: (nodes[index] as ts.Node).getEnd(),
      end: node.getStart(),
      text: `,${line}`,
    })),
    {
      file,
      start: (nodes.at(-1) as ts.Node).getEnd(),
      end,
      text: `,${newline}${indent}${source[end - 1]}`,
    },
  ];
}
