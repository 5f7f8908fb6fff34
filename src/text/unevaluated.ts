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
  return texts.filter(({ span }) => !pieces.some((piece) => overlaps(piece, span)));
}
