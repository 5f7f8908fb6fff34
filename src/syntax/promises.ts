import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** Methods by which code goes on with what a promise resolves to, or fails with. */
export const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** `login().then`, by its name. */
export function isPromiseMethod(node: ts.Node): node is ts.PropertyAccessExpression {
  return tsc.isPropertyAccessExpression(node) && PROMISE_METHODS.has(node.name.text);
}
