import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** `try { … } catch { … }`, as opposed to one with nothing but `finally`. */
export type CatchingTry = ts.TryStatement & { readonly catchClause: ts.CatchClause };

/** The blocks behind `try`, with a `catch`, in which a node stands, from the innermost, within its function. */
export function triesAround(node: ts.Node): readonly CatchingTry[] {
  const found: CatchingTry[] = [];
  for (let each = node; each.parent && !tsc.isFunctionLike(each.parent); each = each.parent)
    if (isCatching(each.parent) && each.parent.tryBlock === each) found.push(each.parent);
  return found;
}

/** Whether a node is a `try` with a `catch`. */
export function isCatching(node: ts.Node): node is CatchingTry {
  return tsc.isTryStatement(node) && node.catchClause !== undefined;
}
