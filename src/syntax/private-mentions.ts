import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** The mentions of `#count`, which its class alone can have: its declaration, and each read and write. */
export function privateMentions(name: ts.PrivateIdentifier): readonly ts.PrivateIdentifier[] {
  const found: ts.PrivateIdentifier[] = [];
  const visit = (node: ts.Node): void => {
    if (tsc.isPrivateIdentifier(node) && node.text === name.text) found.push(node);
    tsc.forEachChild(node, visit);
  };
  visit(tsc.findAncestor(name, tsc.isClassLike) ?? name);
  return found;
}
