import type { Evaluation } from './evaluation.js';
import { asTexts } from './literals.js';
import { spreadOut } from './spreading.js';
import type { CallSite, Piece, Values } from './value.js';

/** What each argument of a call can be. */
export function argumentValues(site: CallSite, evaluation: Evaluation): readonly Values[] {
  return spreadOut(site.arguments, evaluation).map(({ node, context }) => evaluation.evaluate(node, context));
}

/** What each argument of a call can be where a text is needed. */
export function argumentTexts(site: CallSite, evaluation: Evaluation): readonly (readonly (readonly Piece[])[])[] {
  return spreadOut(site.arguments, evaluation).map(({ node, context }) =>
    asTexts(node, evaluation.evaluate(node, context)),
  );
}
