import { holdsSettings } from '../discover/file-kind.js';
import type { Span } from '../model/spans.js';
import type { Piece } from '../values/value.js';

/** A URL in a text. Offsets are those of the file. */
export interface FoundUrl {
  readonly span: Span;
  readonly pieces: readonly Piece[];
}

/** Something that is filled in when the text is used: `${id}`, `{{ id }}`, `#{id}`, `\(id)`, `<id>`, `$ID`, `%s`. */
export const HOLE = String.raw`\{\{[^{}\n]*\}\}|[$#%]?\{[^{}\n]*\}|\\\([^()\n]*\)|<[\w .-]+>|\$\w+|%[sdv@]`;
const SEGMENT_CHARACTER = String.raw`[\w.~:@!*+=-]|%[\da-fA-F]{2}`;
const QUERY_CHARACTER = String.raw`[\w.~:@!*+=/?&;%,\[\]-]`;
/** What a sentence, or a list without quotes, puts behind a URL. */
const PUNCTUATION = /(?<![.,:;!*?])[.,:;!*?]+$/;

/**
 * Finds the URLs of some hosts in a text.
 *
 * @param file the file, for the places
 * @param text its text; what must not be found is blanked
 * @param hosts the hosts, without port
 * @param escapesSlashes whether a slash may be written `\/`
 */
export function findUrls(
  file: string,
  text: string,
  hosts: readonly string[],
  escapesSlashes: boolean,
): readonly FoundUrl[] {
  return [...text.matchAll(patternFor(hosts, escapesSlashes))].map((match) => {
    const written = match[0].replace(PUNCTUATION, '');
    const span = { file, start: match.index, end: match.index + written.length };
    return { span, pieces: piecesOf(written, span, escapesSlashes) };
  });
}

function patternFor(hosts: readonly string[], escapesSlashes: boolean): RegExp {
  const slash = escapesSlashes ? String.raw`\\?/` : '/';
  const names = hosts.map((host) => host.replace(/[^\w-]/g, String.raw`\$&`)).join('|');
  const credentials = String.raw`(?:[^\s/@"'<>]*@)?`;
  // A host that goes on is another one: `api.clever.com.example.org`.
  const end = String.raw`(?![\w-]|\.\w)(?::\d+)?`;
  const path = `(?:${slash}|${SEGMENT_CHARACTER}|${HOLE})*`;
  const query = String.raw`(?:\?(?:${HOLE}|${QUERY_CHARACTER})*)?`;
  return new RegExp(`\\bhttps?:${slash}${slash}${credentials}(?:${names})${end}(?:(?=${slash})${path})?${query}`, 'gi');
}

/**
 * The pieces of a URL, or of a part of one: each stretch of characters that is written as it is meant, and each hole.
 *
 * @param written the text
 * @param span where it stands
 * @param escapesSlashes whether a slash may be written `\\/`
 */
export function piecesOf(written: string, span: Span, escapesSlashes: boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  const separators = escapesSlashes ? String.raw`|\\(?=/)` : '';
  let done = 0;
  for (const match of written.matchAll(new RegExp(HOLE + separators, 'g'))) {
    if (match.index > done) pieces.push(knownPiece(written, done, match.index, span));
    if (match[0] !== '\\') pieces.push(holePiece(match[0], match.index, span));
    done = match.index + match[0].length;
  }
  if (done < written.length) pieces.push(knownPiece(written, done, written.length, span));
  return pieces;
}

function knownPiece(written: string, from: number, to: number, { file, start }: Span): Piece {
  return {
    text: written.slice(from, to),
    hole: false,
    span: { file, start: start + from, end: start + to },
    verbatim: true,
    origin: holdsSettings(file) ? 'settings' : 'program',
    opens: null,
    missing: '',
  };
}

function holePiece(written: string, at: number, { file, start }: Span): Piece {
  const name =
    /[A-Za-z_][\w.-]*/.exec(written.startsWith('%') && !written.includes('{') ? '' : written)?.[0] ?? 'value';
  return {
    text: `{${name}}`,
    hole: true,
    span: { file, start: start + at, end: start + at + written.length },
    verbatim: false,
    origin: 'program',
    opens: null,
    missing: `the value of ${written}`,
  };
}
