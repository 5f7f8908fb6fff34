import { itemsByPlace } from '../model/place-index.js';
import type { Usage } from '../model/usage.js';
import { overlaps } from '../model/spans.js';

/**
 * The usages of texts that the scan did not come to: a value that it did is judged by what is done with it.
 *
 * @param texts what was found as text
 * @param evaluated what the scan found
 */
export function unevaluated(texts: readonly Usage[], evaluated: readonly Usage[]): readonly Usage[] {
  const pieces = evaluated.flatMap((usage) =>
    usage.kind === 'endpoint' ? usage.url.pieces.flatMap(({ span }) => (span ? [span] : [])) : [],
  );
  const piecesAt = itemsByPlace(pieces, (piece) => piece);
  return texts.filter(({ span }) => !piecesAt(span).some((piece) => overlaps(piece, span)));
}
