import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** The first node that is what is looked for: the given one, or one that stands in it. */
export function find(node: ts.Node, isWanted: (node: ts.Node) => boolean): ts.Node | null {
  return isWanted(node) ? node : (tsc.forEachChild(node, (child) => find(child, isWanted) ?? undefined) ?? null);
}

/** Whether a node, or one that stands in it, is what is looked for. */
export function contains(node: ts.Node, isWanted: (node: ts.Node) => boolean): boolean {
  return find(node, isWanted) !== null;
}

/** Whether code mentions one of these names, of a variable or of a member. */
export function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  return contains(node, (each) => tsc.isIdentifier(each) && names.has(each.text));
}
