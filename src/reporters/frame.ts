import { codeFrameColumns } from '@babel/code-frame';

import { words } from '../clever-api/vocabulary.js';
import { kindOf, showsLines } from '../discover/file-kind.js';
import { MASK, stretchesOf } from '../model/shown-address.js';
import type { Span } from '../model/spans.js';
import type { Place, Places } from './places.js';
import { toPrintable } from './printable.js';

/** A stretch of lines and the part of it that is underlined. Lines and columns start at 1. */
export interface Excerpt {
  readonly lines: readonly string[];
  /** Line number of the first of `lines`. */
  readonly firstLine: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What a frame may take. */
export interface FrameSize {
  readonly context?: number;
  readonly width?: number;
}

/** Lines of bundled code can be megabytes long. */
const longestLine = 160;
/** What the library puts before a line, of a file of up to 9999 lines. */
const gutter = 9;
/** A span can cover a whole declaration; its head is enough to recognise it. */
const mostLines = 3;

/** Schemes, hosts and paths, but neither query nor fragment: those can carry a token. */
const url = /https?:\/\/[^\s'"`<>?#,;|]+/gi;
const cleverHost = /(?:^|[./@])(?:get)?clever\.com(?:$|[:/])/i;
const cleverWords: ReadonlySet<string> = new Set(words);

/**
 * Draws the lines around a span with the span underlined. Of settings (env files, JSON, YAML) only the Clever URL
 * is shown, of documents and manifests only the line at hand, because the rest is likely to hold secrets.
 *
 * @param span the place
 * @param places the places of the result it belongs to
 * @param colours whether the code is coloured
 * @param size how many lines of context a program gets on each side, and how many columns a line may take
 * @returns lines joined by `\n`
 */
export function drawFrame(
  span: Span,
  places: Places,
  colours: boolean,
  { context = 1, width = longestLine + gutter }: FrameSize = {},
): string {
  const excerpt = excerptOf(span, places, { context, width });
  return codeFrameColumns(
    excerpt.lines.map(toPrintable).join('\n'),
    {
      start: { line: excerpt.line, column: excerpt.column },
      // The library counts the last column in when a span has several lines, and out when it has one.
      end: { line: excerpt.endLine, column: excerpt.endColumn - (excerpt.endLine > excerpt.line ? 1 : 0) },
    },
    {
      startLine: excerpt.firstLine,
      linesAbove: mostLines,
      linesBelow: mostLines,
      highlightCode: false,
      forceColor: colours && kindOf(span.file) === 'source',
    },
  );
}

/**
 * Cuts the lines around a span out of its file, with all masked that may be a secret.
 *
 * @param span the place
 * @param places the places of the result it belongs to
 * @param size how many lines of context a program gets on each side, and how many columns a line may take
 */
export function excerptOf(
  span: Span,
  places: Places,
  { context = 1, width = longestLine + gutter }: FrameSize = {},
): Excerpt {
  const place = places.placeOf(span);
  if (!showsLines(span.file)) return maskLine(place, places.linesOf(span.file, place.line, place.line)[0] ?? '');
  const around = kindOf(span.file) === 'source' ? context : 0;
  return clip(cutOut(span.file, place, places, around), Math.min(longestLine, width - gutter));
}

function cutOut(file: string, place: Place, places: Places, context: number): Excerpt {
  const firstLine = Math.max(1, place.line - context);
  const isLong = place.endLine - place.line >= mostLines;
  const endLine = isLong ? place.line + mostLines - 1 : place.endLine;
  const lines = places.linesOf(file, firstLine, isLong ? endLine : endLine + context);
  const endColumn = isLong ? (lines[endLine - firstLine] ?? '').length + 1 : place.endColumn;
  return { lines, firstLine, line: place.line, column: place.column, endLine, endColumn };
}

/** Cuts the same columns out of all lines, so that they stay under each other. */
function clip(excerpt: Excerpt, longest: number): Excerpt {
  if (excerpt.lines.every((line) => line.length <= longest)) return excerpt;
  const end = excerpt.endLine === excerpt.line ? excerpt.endColumn : excerpt.column;
  const from = end <= longest ? 0 : Math.max(0, excerpt.column - Math.floor(longest / 2));
  const lines = excerpt.lines.map((line) => cutShort(line.slice(from), longest));
  const endLength = lines[excerpt.endLine - excerpt.firstLine]?.length ?? 0;
  return {
    ...excerpt,
    lines,
    column: excerpt.column - from,
    endColumn: Math.min(Math.max(1, excerpt.endColumn - from), endLength + 1),
  };
}

/** Shows that a line goes on. */
function cutShort(line: string, longest: number): string {
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

function maskLine(place: Place, line: string): Excerpt {
  const start = place.column - 1;
  const end = place.endLine === place.line ? place.endColumn - 1 : line.length;
  const shown = findShown(line, start, end);
  const before = shown.start > 0 ? MASK : '';
  const after = shown.end < line.length ? MASK : '';
  const toColumn = (offset: number) =>
    before.length + Math.min(Math.max(offset, shown.start), shown.end) - shown.start + 1;
  return {
    lines: [before + line.slice(shown.start, shown.end) + after],
    firstLine: place.line,
    line: place.line,
    column: toColumn(start),
    endLine: place.line,
    endColumn: toColumn(end),
  };
}

/** The Clever URL that the span is part of, without a password in it; else the span up to what may be a secret. */
function findShown(line: string, start: number, end: number): { start: number; end: number } {
  for (const match of line.matchAll(url)) {
    const matchEnd = match.index + match[0].length;
    if (matchEnd <= start || match.index >= end || !cleverHost.test(match[0])) continue;
    const userEnd = match[0].lastIndexOf('@') + 1;
    const known = /^https?:\/\/[^/]+/i.exec(match[0])?.[0].length ?? 0;
    return { start: match.index + userEnd, end: match.index + endOfWords(match[0], known) };
  }
  const plain = /^[\w./{}:-]*/.exec(line.slice(start, end))?.[0] ?? '';
  return { start, end: start + endOfWords(plain, 0) };
}

/** How far an address, or a path, is made of Clever's host and words: an id in it may be a secret. */
function endOfWords(text: string, known: number): number {
  const behind = text.slice(known);
  const [first] = stretchesOf({ text: behind, originAt: () => 'settings', known: 0, words: cleverWords });
  return first?.shown ? known + first.end : known;
}
