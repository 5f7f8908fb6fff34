import { appendAll } from '../model/append.js';
/** What stands for any characters, and for any but a slash. */
export const ANYTHING = Symbol('anything');
const SEGMENT = Symbol('segment');

/** A character, or what stands for others: what only run time knows, or a wildcard. */
type Part = string | typeof ANYTHING | typeof SEGMENT;

/** A text of which some is not written. */
export type WildText = readonly Part[];

/**
 * The text of pieces, in lower case.
 *
 * @param wildcard what stands for other characters in what is written, the ones with a name for those of a segment
 */
export function wildText(
  pieces: readonly { readonly text: string; readonly hole: boolean }[],
  wildcard: RegExp | null = null,
): WildText {
  return pieces.flatMap(({ text, hole }): WildText => (hole ? [ANYTHING] : writtenText(text, wildcard)));
}

function writtenText(text: string, wildcard: RegExp | null): WildText {
  const parts: Part[] = [];
  let offset = 0;
  for (const match of wildcard ? text.matchAll(wildcard) : []) {
    appendAll(parts, text.slice(offset, match.index).toLowerCase());
    parts.push(/^:\w+$/.test(match[0]) ? SEGMENT : ANYTHING);
    offset = match.index + match[0].length;
  }
  return [...parts, ...text.slice(offset).toLowerCase()];
}

/** The text up to the query. */
export function withoutQuery(text: WildText): WildText {
  const end = text.findIndex((part) => part === '?' || part === '#');
  return end < 0 ? text : text.slice(0, end);
}

/** Whether two texts can be the same. */
export function canMeet(one: WildText, other: WildText): boolean {
  const same = lengthOfSame(one, other);
  // Most texts differ in a character that is written in both.
  if (!isWild(one[same]) && !isWild(other[same])) return one.length === same && other.length === same;
  return canMeetAnywhere(one.slice(same), other.slice(same));
}

function canMeetAnywhere(one: WildText, other: WildText): boolean {
  // Whether what begins at the next place of the one can be what begins at each place of the other.
  let next: readonly boolean[] = [];
  for (let left = one.length; left >= 0; left -= 1) {
    const row: boolean[] = [];
    for (let right = other.length; right >= 0; right -= 1) {
      const first = one[left];
      const second = other[right];
      row[right] =
        (first === undefined && second === undefined) ||
        ((isWild(first) || takes(second, first)) && next[right] === true) ||
        ((isWild(second) || takes(first, second)) && row[right + 1] === true) ||
        (first !== undefined && first === second && next[right + 1] === true);
    }
    next = row;
  }
  return next[0] === true;
}

/** How many written characters two texts begin with alike. */
function lengthOfSame(one: WildText, other: WildText): number {
  const first = one.findIndex((part, index) => isWild(part) || part !== other[index]);
  return first < 0 ? one.length : first;
}

export function isWild(part: Part | undefined): boolean {
  return typeof part === 'symbol';
}

/** Whether one part stands for a written character. */
function takes(wild: Part | undefined, character: Part | undefined): boolean {
  if (typeof character !== 'string') return false;
  return wild === ANYTHING || (wild === SEGMENT && character !== '/');
}
