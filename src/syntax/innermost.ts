import type { ts } from 'ts-morph';
import { firstIndex } from '../model/place-index.js';
import { tsc } from './compiler.js';

/** The innermost node that holds the text from one offset to another, the comments in front of it aside. */
export function innermostAround(source: ts.SourceFile, start: number, end: number): ts.Node {
  const ifAround = (node: ts.Node | undefined): ts.Node | undefined =>
    node && node.getStart(source) <= start && end <= node.getEnd() ? node : undefined;
  // A list may have thousands of elements, which stand one behind the other.
  const inList = (nodes: ts.NodeArray<ts.Node>): ts.Node | undefined =>
    ifAround(nodes[firstIndex(nodes, (each) => each.getEnd() >= end)]);
  let node: ts.Node = source;
  for (let child = ifAround(node); child; child = tsc.forEachChild(node, ifAround, inList)) node = child;
  return node;
}
