import type { ts } from 'ts-morph';

/** Whether a node stands in another one, or is it. */
export function holds(outer: ts.Node, inner: ts.Node): boolean {
  return outer.getSourceFile() === inner.getSourceFile() && outer.pos <= inner.pos && inner.end <= outer.end;
}
