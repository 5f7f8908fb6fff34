import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** Whether code is JavaScript, in which no types are written. */
export function isJavaScript(node: ts.Node): boolean {
  return (node.getSourceFile().flags & tsc.NodeFlags.JavaScriptFile) !== 0;
}
