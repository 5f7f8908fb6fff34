import { charactersOf, impliedText, slicePieces, type Piece } from '../values/value.js';

/** What a parser takes out: blanks around a URL, and tabs and line ends wherever they stand. */
const LEFT_OUT = /^[\0- ]+|[\t\n\r]+|(?<![\0- ])[\0- ]+$/g;
/** Slashes behind the scheme that are not two. */
const ODD_SLASHES = /(?<=^https?:)(?!\/\/(?![\\/]))[\\/]*/gi;
/** A host with a dot behind it, which names the same server. */
const DOTTED_HOST = /^https?:\/\/[^/?#]*?\.(?=(?::\d+)?(?:[/?#]|$))/i;

/**
 * A URL as the parser of a client reads it: without blanks around it, with two slashes behind the scheme and none that
 * leans back, and with its dot segments resolved. https://url.spec.whatwg.org/#concept-basic-url-parser
 *
 * @param pieces a URL; one without a scheme or a host stays as it is
 */
export function parsedUrl(pieces: readonly Piece[]): readonly Piece[] {
  const isWhole = /^[\0- ]*h[\t\n\r]*t[\t\n\r]*t[\t\n\r]*p/i.test(charactersOf(pieces));
  return withoutDotSegments(isWhole ? withForwardSlashes(replaced(pieces, LEFT_OUT, '')) : pieces);
}

function withForwardSlashes(pieces: readonly Piece[]): readonly Piece[] {
  const whole = replaced(pieces, ODD_SLASHES, '//');
  const text = charactersOf(whole);
  const end = /[?#]/.exec(text)?.index ?? text.length;
  const address = replaced(slicePieces(whole, 0, end), /\\/g, '/');
  const dot = DOTTED_HOST.exec(charactersOf(address))?.[0].length;
  const rest = slicePieces(whole, end, text.length);
  if (dot === undefined) return [...address, ...rest];
  return [...slicePieces(address, 0, dot - 1), ...slicePieces(address, dot, end), ...rest];
}

/** A text in which something else stands wherever a pattern matches. */
function replaced(pieces: readonly Piece[], pattern: RegExp, by: string): readonly Piece[] {
  const text = charactersOf(pieces);
  const matches = [...text.matchAll(pattern)].filter(({ 0: found }) => found !== by);
  if (!matches.length) return pieces;
  const starts = [0, ...matches.map(({ 0: found, index }) => index + found.length)];
  return starts.flatMap((start, number) => [
    ...(number > 0 && by ? impliedText(by).pieces : []),
    ...slicePieces(pieces, start, matches[number]?.index ?? text.length),
  ]);
}

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
function withoutDotSegments(pieces: readonly Piece[]): readonly Piece[] {
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
