import { charactersOf, slicePieces, type Piece } from '../values/value.js';

/** A stretch of the characters of a text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * A URL without the segments `.` and `..`, which are resolved before a request is sent.
 * https://url.spec.whatwg.org/#path-state
 *
 * @param pieces a URL; one without a host stays as it is, and so does one that goes up from a hole
 */
export function withoutDotSegments(pieces: readonly Piece[]): readonly Piece[] {
  const text = charactersOf(pieces);
  const found = /^((?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*)([^?#]*)/i.exec(text);
  const [whole = '', origin = '', path = ''] = found ?? [];
  if (!/\/\.\.?(?:\/|$)/.test(path)) return pieces;
  const kept = keptSegments(path);
  if (!kept) return pieces;
  return [
    ...slicePieces(pieces, 0, origin.length),
    ...joinedStretches(kept).flatMap(({ start, end }) =>
      slicePieces(pieces, origin.length + start, origin.length + end),
    ),
    ...slicePieces(pieces, whole.length, text.length),
  ];
}

/** The segments that stay, each with the slash before it; null where nobody can tell which segment `..` takes back. */
function keptSegments(path: string): readonly Stretch[] | null {
  const kept: Stretch[] = [];
  for (const { 0: segment, index } of path.matchAll(/\/[^/]*/g)) {
    const end = index + segment.length;
    const isDots = segment === '/.' || segment === '/..';
    if (segment === '/..') {
      const taken = kept.pop();
      if (taken && path.slice(taken.start, taken.end).includes('{')) return null;
    }
    if (!isDots) kept.push({ start: index, end });
    else if (end === path.length) kept.push({ start: index, end: index + 1 });
  }
  return kept;
}

/** Stretches that follow each other as one, so that pieces are not cut for nothing. */
function joinedStretches(stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches.reduce<readonly Stretch[]>((joined, next) => {
    const last = joined.at(-1);
    if (last?.end !== next.start) return [...joined, next];
    return [...joined.slice(0, -1), { start: last.start, end: next.end }];
  }, []);
}
