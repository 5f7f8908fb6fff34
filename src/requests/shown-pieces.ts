import { MASK, stretchesOf, type Stretch } from '../model/shown-address.js';
import { charactersOf, slicePieces, type Piece } from '../values/value.js';

/** An address as it may be shown. */
export interface ShownPieces {
  /** The pieces; what is hidden is a piece of its own, a mask that stands for what its place holds. */
  readonly pieces: readonly Piece[];
  /** What may be shown of the characters between two offsets of the address itself. */
  between(start: number, end: number): string;
}

/**
 * Hides what must not be shown of a computed address.
 *
 * @param known how many of its first characters are known to be Clever's
 * @param words Clever's words; null for the address of somebody else
 */
export function shownPieces(pieces: readonly Piece[], known: number, words: ReadonlySet<string> | null): ShownPieces {
  const text = charactersOf(pieces);
  const origins = pieces.flatMap(({ text, hole, origin }) =>
    Array.from({ length: text.length }, () => (hole ? ('hole' as const) : origin)),
  );
  const stretches = stretchesOf({ text, originAt: (offset) => origins[offset] ?? 'program', known, words });
  const toPieces = (from: number, to: number): readonly Piece[] =>
    stretches.flatMap((stretch) => piecesOf(pieces, stretch, from, to));
  return {
    pieces: stretches.every(({ shown }) => shown) ? pieces : toPieces(0, text.length),
    between: (start, end) => charactersOf(toPieces(start, end)),
  };
}

function piecesOf(all: readonly Piece[], { start, end, shown }: Stretch, from: number, to: number): readonly Piece[] {
  const pieces = slicePieces(all, Math.max(start, from), Math.min(end, to));
  return shown ? pieces : pieces.map((piece) => ({ ...piece, text: MASK, verbatim: false }));
}
