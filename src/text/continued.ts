import type { Piece } from '../values/value.js';
import { piecesOf, type FoundUrl } from './find-urls.js';

/** More parts than a path of Clever's has. */
const MOST_PARTS = 12;

/** What puts more behind a text: `" + `, `' . `, `" <> `, `" .. `, `" & `; no `"…".format(`. */
const ADDING = /["'`]\s{0,99}(?:\+|\.{2}|<>|\s&|\.(?=[\s$"'])|(?<=\s)\.)\s{0,99}/y;
/** A text that is put there. */
const TEXT = /[fbru]{0,2}["'`]([^"'`\n]{0,500})(?=["'`])/y;
/** A value that is put there: `id`, `this.id`, `$row['id']`, `d.getId()`, `strconv.Itoa(id)`. */
const VALUE =
  /[\w$@](?:[\w$@]|\.(?=\w)|->|::){0,200}(?:\([^()"'`\n]{0,200}\)|\[[^[\]\n]{0,200}\]){0,2}(?=\s{0,99}(?:([+&]|\.{1,2}|<>)\s{0,99}[fbru]{0,2}(?=["'`])|[^\w\s+&.<(]|\n|$))/y;
/** What stands between a value and the text behind it. */
const ADDED_AGAIN = /\s{0,99}(?:[+&]|\.{1,2}|<>)\s{0,99}(?=[fbru]{0,2}["'`])/y;

/**
 * A text with all that the code puts behind it: `"/v1.1/districts/" + id + "/students"`.
 *
 * Where the code goes on in a way that is not understood, nothing may be written in the place of the text: what is asked for
 * is another path.
 *
 * @param text the text of the file
 */
export function continued<Found extends FoundUrl>(found: Found, text: string): Found {
  const { file } = found.span;
  const more: Piece[] = [];
  let at = found.span.end;
  for (let parts = 0; ; parts += 1) {
    const adding = matchAt(ADDING, text, at);
    if (!adding) return more.length ? { ...found, pieces: [...found.pieces, ...more] } : found;
    at += adding[0].length;
    const value = matchAt(TEXT, text, at) ? null : matchAt(VALUE, text, at);
    if (value) {
      more.push(holeFor(value[0], file, at));
      at += value[0].length;
      const again = matchAt(ADDED_AGAIN, text, at);
      if (!again) return { ...found, pieces: [...found.pieces, ...more] };
      at += again[0].length;
    }
    const next = matchAt(TEXT, text, at);
    if (!next || parts === MOST_PARTS) return cutOff(found, more);
    const end = at + next[0].length;
    const span = { file, start: end - (next[1] ?? '').length, end };
    more.push(...piecesOf(next[1] ?? '', span, false));
    at = end;
  }
}

/** What is known of a text that goes on, of which no part may be replaced. */
function cutOff<Found extends FoundUrl>(found: Found, more: readonly Piece[]): Found {
  const rest: Piece = { ...holeFor('rest', found.span.file, found.span.end), isCut: true };
  return { ...found, pieces: [...found.pieces, ...more, rest].map((piece) => ({ ...piece, verbatim: false })) };
}

function holeFor(written: string, file: string, at: number): Piece {
  const names = written.match(/[A-Za-z_]\w*/g) ?? [];
  return {
    text: `{${names.at(-1) ?? 'value'}}`,
    hole: true,
    span: { file, start: at, end: at + written.length },
    verbatim: false,
    origin: 'program',
    opens: null,
    missing: `the value of ${written}`,
  };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
