import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** Methods by which code goes on with what a promise resolves to, or fails with. */
export const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** `login().then`, by its name. */
export function isPromiseMethod(node: ts.Node): node is ts.PropertyAccessExpression {
  return tsc.isPropertyAccessExpression(node) && PROMISE_METHODS.has(node.name.text);
}

/** `login().catch`, and `login().then` that is called with a function for failures as well. */
export function catchesFailure(node: ts.Node): node is ts.PropertyAccessExpression {
  if (!tsc.isPropertyAccessExpression(node)) return false;
  const { name, parent } = node;
  return name.text === 'catch' || (name.text === 'then' && tsc.isCallExpression(parent) && parent.arguments.length > 1);
}
