import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { layoutAt, quoteOf } from '../syntax/layout.js';
import type { Holder } from '../model/answer.js';
import type { Evaluation } from '../values/evaluation.js';
import { isRepeatable } from './repeatable.js';

/** How an expression is written, for code that is to read another member of the same thing. */
export function toHolder(node: ts.Node, path: readonly string[], evaluation: Evaluation): Holder {
  const { parent } = node;
  const isReadOff = tsc.isPropertyAccessExpression(parent) || tsc.isElementAccessExpression(parent);
  return {
    text: node.getText(),
    path,
    optional: isReadOff && parent.expression === node && parent.questionDotToken !== undefined,
    repeatable: isRepeatable(node, evaluation),
    quote: quoteOf(node.getSourceFile()),
    layout: layoutAt(node),
  };
}
