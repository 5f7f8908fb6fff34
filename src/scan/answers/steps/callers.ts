import type { ts } from 'ts-morph';
import { tsc } from '../../compiler.js';
import { scopeOfFunction } from '../../values/functions.js';
import type { Following } from '../following.js';
import type { Descent } from '../position.js';

/** A call of a function, and the descent it was itself made in. */
export interface CallOf {
  readonly node: ts.CallExpression | ts.NewExpression;
  readonly outer: Descent | null;
}

/** The calls of a function: the one that the answer came through, the one the request was found by, or all. */
export function callersOf(
  scope: ts.FunctionLikeDeclaration,
  descent: Descent | null,
  { request, callers }: Following,
): readonly CallOf[] {
  for (let each = descent; each; each = each.outer) {
    if (each.scope === scope && tsc.isCallExpression(each.call)) return [{ node: each.call, outer: each.outer }];
  }
  const opened = request.context.opened.get(scope)?.node;
  if (opened) return [{ node: opened, outer: null }];
  return callers
    .of(scopeOfFunction(scope))
    .flatMap(({ site }) => (site.node ? [{ node: site.node, outer: null }] : []));
}
