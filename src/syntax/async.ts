import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** Whether a function may wait for something: it is marked `async`. */
export function isAsync(node: ts.Node): boolean {
  const modifiers = tsc.canHaveModifiers(node) ? tsc.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === tsc.SyntaxKind.AsyncKeyword) ?? false;
}
