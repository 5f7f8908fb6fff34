/**
 * What of an address may be shown: in messages, trails, marks, frames and reports of any format.
 *
 * Every address that is printed comes through here. Credentials, fragments, and the values of parameters that Clever does
 * not have are never shown, wherever they are written. Of settings (env files, compose files, JSON) only scheme and host
 * of Clever and the words of its tables are shown; all else may be a secret.
 */

/** A text that is an address, or the end of one. */
export interface Address {
  readonly text: string;
  /** Who says the character at an offset; of a hole, whose value nobody knows, the text has only the name. */
  readonly originAt: (offset: number) => 'program' | 'settings' | 'hole';
  /** How many of the first characters are known to be Clever's: scheme, host and base. */
  readonly known: number;
  /** Clever's words for paths and parameters; null for the address of somebody else. */
  readonly words: ReadonlySet<string> | null;
}

/** A stretch of characters that are all shown, or all hidden. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly shown: boolean;
}

/** What stands for hidden characters. */
export const MASK = '***';

const NO_WORDS: ReadonlySet<string> = new Set();
const AUTHORITY = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i;
/** `v1.1`, `v3`, and `1.1` where the program adds the letter. */
const VERSION = /^(?:v\d(?:\.\d)?|\d\.\d)$/i;

/**
 * Tells which characters of an address may be shown.
 *
 * @returns stretches that cover the text, each as long as it can be
 */
export function stretchesOf(address: Address): readonly Stretch[] {
  const { text, originAt, known } = address;
  const origins = Array.from({ length: text.length }, (_, offset) => originAt(offset));
  const shown = origins.map((origin, offset) => offset < known || origin !== 'settings');
  const authority = AUTHORITY.exec(text)?.[0] ?? '';
  const fragment = indexOrEnd(text, '#', authority.length);
  const query = Math.min(indexOrEnd(text, '?', authority.length), fragment);
  const credentials = authority.lastIndexOf('@') + 1;
  if (credentials > 0) shown.fill(false, authority.indexOf('//') + 2, credentials);
  showPath(shown, address, authority.length, query);
  showQuery(shown, address, query, fragment);
  shown.fill(false, fragment + 1);
  return toStretches(shown.map((each, offset) => each || origins[offset] === 'hole'));
}

/** The characters of an address, a mask for each stretch that is hidden. */
export function shownText(address: Address): string {
  return stretchesOf(address)
    .map(({ start, end, shown }) => (shown ? address.text.slice(start, end) : MASK))
    .join('');
}

/** Of a path the words of Clever, its versions, and the slashes. */
function showPath(shown: boolean[], { text, words }: Address, from: number, to: number): void {
  if (!words) return;
  for (const { start, end, word } of partsOf(text, from, to, '/')) {
    shown.fill(true, Math.max(start - 1, from), start);
    if (words.has(word) || VERSION.test(word)) shown.fill(true, start, end);
  }
}

/** Of a query the parameters that Clever has, and values that are words of Clever; the program's own values of those. */
function showQuery(shown: boolean[], { text, words }: Address, from: number, to: number): void {
  const known = words ?? NO_WORDS;
  for (const { start, end, word } of partsOf(text, from + 1, to, '&')) {
    const name = word.split('=', 1)[0] ?? '';
    const value = Math.min(start + name.length + 1, end);
    if (words) shown.fill(true, start - 1, start);
    if (!known.has(name)) shown.fill(false, value, end);
    else shown.fill(true, start, known.has(text.slice(value, end)) ? end : value);
  }
}

function indexOrEnd(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}

/** What separators stand between in a stretch of a text, with the offsets. */
function partsOf(text: string, from: number, to: number, separator: string) {
  if (to <= from) return [];
  let start = from;
  return text
    .slice(from, to)
    .split(separator)
    .map((word) => {
      const part = { start, end: start + word.length, word };
      start = part.end + separator.length;
      return part;
    });
}

function toStretches(shown: readonly boolean[]): readonly Stretch[] {
  const starts = shown.flatMap((each, offset) => (offset === 0 || each !== shown[offset - 1] ? [offset] : []));
  return starts.map((start, index) => ({
    start,
    end: starts[index + 1] ?? shown.length,
    shown: shown[start] ?? false,
  }));
}
