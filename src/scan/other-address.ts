import type { Answer } from '../model/answer.js';
import { isInside, type Span } from '../model/spans.js';
import type { Request } from '../requests/requests.js';
import { charactersOf, type Piece } from '../values/value.js';

/**
 * What holds an address that a request may ask for beside those in sight: `options.url` of `options.url ?? DEFAULT`, or a
 * page that an earlier run stored. A link of the answer itself is none: it leads where its answer came from.
 *
 * @returns the name of the value, as the code has it; null where there is none
 */
export function otherAddressOf({ urls }: Request, answer: Answer | null): string | null {
  const holes = urls.flatMap((pieces) => holeForPath(pieces) ?? []);
  const names = [...new Set(holes.map(({ text }) => text.slice(1, -1)))];
  const links = (answer?.uses ?? []).filter(({ path, how }) => path[0] === 'links' && how.kind === 'url');
  const linked = links.filter((link) => holes.some(({ span }) => span !== null && isNested(link.span, span)));
  // The link is one of the values, under whatever name.
  if (names.length <= Math.min(linked.length, 1)) return null;
  return names.find((name) => !linked.some(({ path }) => path.at(-1) === name)) ?? null;
}

function isNested(one: Span, other: Span): boolean {
  return isInside(one, other) || isInside(other, one);
}

/** The hole that a whole address, or all of the path behind a host, is; a variable of the environment is told elsewhere. */
function holeForPath(pieces: readonly Piece[]): Piece | null {
  const index = pieces.findIndex(({ hole }) => hole);
  const hole = pieces[index];
  if (!hole || hole.variable !== undefined) return null;
  const isWhole = /^(?:(?:https?:)?\/\/[^/]+\/?)?$/i.test(charactersOf(pieces.slice(0, index)));
  return isWhole && /^(?:\?|$)/.test(charactersOf(pieces.slice(index + 1))) ? hole : null;
}
