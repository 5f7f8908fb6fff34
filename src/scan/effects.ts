import type { ts } from 'ts-morph';
import { isRepeatable } from '../flow/repeatable.js';
import { appendAll } from '../model/append.js';
import type { Span } from '../model/spans.js';
import { tsc } from '../syntax/compiler.js';
import { innermostAround } from '../syntax/innermost.js';
import type { Evaluation } from '../values/evaluation.js';

/** Whether the code at a place may do more than give values: `queue.shift()`, `ids[next++]`, `await ready`. */
export function mayHaveEffects(at: Span, evaluation: Evaluation): boolean {
  const source = evaluation.index.fileAt(at.file);
  if (!source) return true;
  return nodesWithin(innermostAround(source, at.start, at.end), at, source).some(
    (node) => !isRepeatable(node, evaluation),
  );
}

/** The outermost nodes in a part of the text. */
function nodesWithin(node: ts.Node, at: Span, source: ts.SourceFile): readonly ts.Node[] {
  const [start, end] = [node.getStart(source), node.getEnd()];
  if (at.end <= start || end <= at.start) return [];
  if (at.start <= start && end <= at.end) return [node];
  const found: ts.Node[] = [];
  tsc.forEachChild(node, (child) => appendAll(found, nodesWithin(child, at, source)));
  return found;
}
