import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** A method called on what a call answers: `.query(…)` of `get(url).query(…)`. */
export interface ChainedCall {
  readonly method: string;
  readonly call: ts.CallExpression;
}

/** The methods called on what a call answers, one behind the other, at any distance: `get(url).set(…).query(…)`. */
export function chainedCalls(call: ts.CallExpression): readonly ChainedCall[] {
  const { parent } = call;
  if (!tsc.isPropertyAccessExpression(parent) || !tsc.isCallExpression(parent.parent)) return [];
  if (parent.parent.expression !== parent) return [];
  return [{ method: parent.name.text, call: parent.parent }, ...chainedCalls(parent.parent)];
}
