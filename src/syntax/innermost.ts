import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** The innermost node that holds the text from one offset to another, the comments in front of it aside. */
export function innermostAround(source: ts.SourceFile, start: number, end: number): ts.Node {
  const childAround = (node: ts.Node): ts.Node | undefined =>
    tsc.forEachChild(node, (child) => (child.getStart(source) <= start && end <= child.getEnd() ? child : undefined));
  let node: ts.Node = source;
  for (let child = childAround(node); child; child = childAround(child)) node = child;
  return node;
}
