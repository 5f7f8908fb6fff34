import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** The text of a literal; null for any other expression, and where there is none. */
export function literalText(node: ts.Node | undefined): string | null {
  return node && tsc.isStringLiteralLike(node) ? node.text : null;
}
