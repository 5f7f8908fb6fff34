import type { CommentStyle } from '../discover/text-formats.js';
import { findLineStarts } from '../model/lines.js';
import { firstIndex } from '../model/place-index.js';
import { withoutComments } from './comments.js';

/** Further up than this, a comment is no longer seen from the code that it speaks of. */
const MOST_LINES_ABOVE = 20;

/** Styles whose texts in single quotes go over the ends of lines; in the others a quote may be a letter, or a lifetime. */
const SPANNING: ReadonlySet<CommentStyle> = new Set(['hash', 'ruby', 'perl', 'php', 'elixir']);
/** In a shell, a backslash means nothing between single quotes. */
const LITERAL: ReadonlySet<CommentStyle> = new Set(['hash']);

/** What opens or closes a text, hides the next character, ends a line, or opens a text that a word of its own closes. */
const SIGN = /"""|'''|["'`]|\\[^]|\n|<<[-~<]?(["'`]?)([A-Za-z_]\w*)\1/g;

/** A text that is open at a place of a file: by the sign, or the word, that closes it. */
interface Open {
  readonly closing: string;
  readonly isWord: boolean;
}

/**
 * The lines of a program above which a comment can stand alone: those that begin outside of every string, and in which no
 * other line goes on. What is not understood is taken for a string.
 *
 * @param text the text of the file
 * @param style how it writes comments
 * @returns the offsets at which they begin, in their order
 */
export function linesForComments(text: string, style: CommentStyle): readonly number[] {
  const visible = withoutComments(text, style);
  const found: number[] = [];
  let open: Open | null = null;
  let isCode = style !== 'php';
  let at = 0;
  for (const start of findLineStarts(text)) {
    const line = visible.slice(at, start);
    open = openAfter(line, open, style);
    isCode = style === 'php' ? isCodeAfter(line, isCode) : isCode;
    at = start;
    if (open === null && isCode && !isContinued(visible, start)) found.push(start);
  }
  return found;
}

/**
 * The last of these lines that is not below an offset, and near enough to it.
 *
 * @returns null where there is none
 */
export function lineForComment(text: string, lines: readonly number[], offset: number): number | null {
  const line = lines[firstIndex(lines, (start) => start > offset) - 1];
  if (line === undefined) return null;
  return text.slice(line, offset).split('\n', MOST_LINES_ABOVE + 1).length > MOST_LINES_ABOVE ? null : line;
}

/** What is open behind a line that begins with something open, or with nothing. */
function openAfter(line: string, before: Open | null, style: CommentStyle): Open | null {
  if (before?.isWord) return line.trim().replace(/[;,)]+$/, '') === before.closing ? null : before;
  let open = before;
  let word: Open | null = null;
  for (const [sign, , name] of line.matchAll(SIGN)) {
    if (sign === '\n') open = open?.closing === "'" && !SPANNING.has(style) ? null : open;
    else if (sign.startsWith('\\')) {
      if (LITERAL.has(style) && open?.closing === "'" && sign === String.raw`\'`) open = null;
    } else if (name !== undefined) {
      if (open === null) word ??= { closing: name, isWord: true };
    } else if (open === null) open = { closing: sign, isWord: false };
    else if (sign === open.closing) open = null;
    // Three quotes within others: one that closes, and two that hold nothing; or the other way round.
    else if (sign.length === 3 && sign.startsWith(open.closing)) open = null;
  }
  return open ?? word;
}

/** Whether the line before goes on in this one. */
function isContinued(text: string, start: number): boolean {
  return /\\\r?\n$/.test(text.slice(Math.max(0, start - 3), start));
}

/** Whether code of PHP goes on behind a line, as opposed to the page around it. */
function isCodeAfter(line: string, before: boolean): boolean {
  const [opened, closed] = [line.lastIndexOf('<?'), line.lastIndexOf('?>')];
  return opened === closed ? before : opened > closed;
}
