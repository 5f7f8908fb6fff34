import {
  charactersOf,
  concatenate,
  impliedText,
  slicePieces,
  textsAmong,
  type Piece,
  type ValueOf,
  type Values,
} from './value.js';

/** A URL is kept as its text; these read and write its parts. Offsets count characters of the text. */
interface Parts {
  /** Behind `https:`. */
  readonly protocol: number;
  /** Behind `https://host`. */
  readonly origin: number;
  /** Behind the path. */
  readonly path: number;
  /** Behind the query. */
  readonly query: number;
  readonly end: number;
}

type Text = ValueOf<'text'>;

/**
 * A part of a URL that is known as a text.
 *
 * @param name a property of `URL`
 * @returns an empty list for a property that is no part of a text
 */
export function urlPart(value: Text, name: string): Values {
  if (name === 'href') return [value];
  // Most members that are asked for are no part, and the parts of a long text take time.
  const boundsOf = BOUNDS.get(name);
  if (!boundsOf) return [];
  const [from, to] = boundsOf(partsOf(value));
  const pieces = slicePieces(value.pieces, from, to);
  if (name !== 'pathname') return [{ kind: 'text', pieces }];
  return from === to ? [impliedText('/')] : [{ kind: 'text', pieces: takingNoQuery(pieces) }];
}

/** Where the parts of a URL begin and end, by the properties of `URL`. */
const BOUNDS = new Map<string, (parts: Parts) => readonly [from: number, to: number]>([
  ['protocol', ({ protocol }) => [0, protocol]],
  ['origin', ({ origin }) => [0, origin]],
  ['host', hostBounds],
  ['hostname', hostBounds],
  ['pathname', ({ origin, path }) => [origin, path]],
  ['search', ({ path, query }) => [path, query]],
  ['searchParams', ({ path, query }) => [Math.min(path + 1, query), query]],
  ['hash', ({ query, end }) => [query, end]],
]);

function hostBounds({ protocol, origin }: Parts): readonly [from: number, to: number] {
  return [Math.min(protocol + 2, origin), origin];
}

/** A URL after one of its parts was set. What is unknown as a whole keeps its path, and is not known to be anything but `https`. */
export function withPart(value: Text, name: string, texts: readonly (readonly Piece[])[]): Values {
  const { protocol, origin, path, query, end } = partsOf(value);
  const cut = (from: number, to: number) => [slicePieces(value.pieces, from, to)];
  switch (name) {
    case 'href':
      return concatenate([texts]);
    case 'protocol':
      return concatenate([texts.map((text) => withEnd(text, ':')), cut(protocol, end)]);
    case 'host':
    case 'hostname':
      return value.pieces[0]?.hole
        ? concatenate([[impliedText('https://').pieces], texts, ...restOf(value, origin)])
        : concatenate([cut(0, Math.min(protocol + 2, origin)), texts, cut(origin, end)]);
    case 'pathname':
      return concatenate([cut(0, origin), texts.map(asPath), cut(path, end)]);
    case 'search':
      return concatenate([cut(0, path), texts.map((text) => withStart(text, '?')), cut(query, end)]);
    case 'hash':
      return concatenate([cut(0, query), texts.map((text) => withStart(text, '#'))]);
    default:
      return [value];
  }
}

/** What is set as a path: a question mark in it is encoded. */
function asPath(pieces: readonly Piece[]): readonly Piece[] {
  return withStart(takingNoQuery(pieces), '/');
}

/** A path that goes into a URL by itself: no query can be written behind it. */
export function takingNoQuery(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece) => ({ ...piece, takesNoQuery: true }));
}

/** What follows the host of a URL whose start is not known; one that is not known at all has any path. */
function restOf({ pieces }: Text, origin: number): readonly (readonly (readonly Piece[])[])[] {
  const rest = slicePieces(pieces, origin, charactersOf(pieces).length);
  return rest.length ? [[rest]] : [[impliedText('/').pieces], [pieces]];
}

/** A URL after a text was put behind one of its parts: `url.pathname += '/me'`. */
export function withPartAdded(value: Text, name: string, texts: readonly (readonly Piece[])[]): Values {
  const known = textsAmong(urlPart(value, name));
  return withPart(value, name, textsAmong(concatenate([known, texts])));
}

/**
 * A URL, or a query by itself, with one more parameter.
 *
 * @param ofUrl whether the text is a URL, so that a question mark comes first
 */
export function withParameters(
  value: Text,
  key: readonly (readonly Piece[])[],
  texts: readonly (readonly Piece[])[],
  ofUrl: boolean,
): Values {
  const { path, query, end } = ofUrl ? partsOf(value) : wholeQuery(value);
  const separator = query > path ? '&' : ofUrl ? '?' : '';
  const parameter = [key, [impliedText('=').pieces], texts];
  const joint = separator ? [[impliedText(separator).pieces]] : [];
  return concatenate([
    [slicePieces(value.pieces, 0, query)],
    ...joint,
    ...parameter,
    [slicePieces(value.pieces, query, end)],
  ]);
}

function wholeQuery({ pieces }: Text): Pick<Parts, 'path' | 'query' | 'end'> {
  const { length } = charactersOf(pieces);
  return { path: 0, query: length, end: length };
}

/** Where a URL that begins with a hole has its origin is not known: the hole counts as the origin. */
function partsOf({ pieces }: Text): Parts {
  const text = charactersOf(pieces);
  const [first] = pieces;
  const lead = first?.hole ? first.text.length : 0;
  const protocol = lead || (/^[a-z][a-z0-9+.-]*:/i.exec(text)?.[0].length ?? 0);
  const origin = lead || (/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(text)?.[0].length ?? 0);
  const path = origin + (/^[^?#]*/.exec(text.slice(origin))?.[0].length ?? 0);
  const query = path + (/^[^#]*/.exec(text.slice(path))?.[0].length ?? 0);
  return { protocol, origin, path, query, end: text.length };
}

function withStart(pieces: readonly Piece[], start: string): readonly Piece[] {
  const text = charactersOf(pieces);
  const isKept = text === '' || text.startsWith(start) || (pieces[0]?.hole ?? false);
  return isKept ? pieces : [...impliedText(start).pieces, ...pieces];
}

function withEnd(pieces: readonly Piece[], end: string): readonly Piece[] {
  return charactersOf(pieces).endsWith(end) ? pieces : [...pieces, ...impliedText(end).pieces];
}
