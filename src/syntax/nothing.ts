import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** `null` and `undefined` */
export function isNothing(node: ts.Expression): boolean {
  return node.kind === tsc.SyntaxKind.NullKeyword || (tsc.isIdentifier(node) && node.text === 'undefined');
}
