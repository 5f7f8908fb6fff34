import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { isOuter } from '../syntax/outer.js';
import { isSum } from '../syntax/sums.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, writtenText, type Piece } from '../values/value.js';
import { spanOf } from '../program/program.js';

/** A part of an expression that is put together of texts. */
export interface TextPart {
  /** What the part says. */
  readonly pieces: readonly Piece[];
  /** The expression that says it; null for the letters of a template. */
  readonly node: ts.Expression | null;
}

/**
 * Takes an expression apart into the texts that `+` and templates join in it.
 *
 * @returns null where a part can be several texts
 */
export function textParts(expression: ts.Expression, evaluation: Evaluation): readonly TextPart[] | null {
  if (isOuter(expression)) return textParts(expression.expression, evaluation);
  if (tsc.isTemplateExpression(expression)) return templateParts(expression, evaluation);
  if (isSum(expression))
    return inARow([textParts(expression.left, evaluation), textParts(expression.right, evaluation)]);
  const [only, ...others] = evaluation.evaluate(expression, EMPTY_CONTEXT);
  return only?.kind === 'text' && !others.length ? [{ pieces: only.pieces, node: expression }] : null;
}

function templateParts({ head, templateSpans }: ts.TemplateExpression, evaluation: Evaluation) {
  const spans = templateSpans.flatMap(({ expression, literal }) => [
    textParts(expression, evaluation),
    letters(literal),
  ]);
  return inARow([letters(head), ...spans]);
}

function letters(literal: ts.TemplateLiteralLikeNode): readonly TextPart[] {
  return literal.text ? [{ pieces: writtenText(literal.text, spanOf(literal), false).pieces, node: null }] : [];
}

function inARow(parts: readonly (readonly TextPart[] | null)[]): readonly TextPart[] | null {
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? known.flat() : null;
}
