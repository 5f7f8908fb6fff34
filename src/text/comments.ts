import type { CommentStyle } from '../discover/text-formats.js';
import { blank } from '../model/blanked.js';
import type { Comment } from '../model/comment.js';

/** A quote within a word (`don't`) opens nothing; behind a prefix of Python's (`rb'…'`) it does. */
const SINGLE = String.raw`(?<!\w)(?:[bfruBFRU]{1,2})?'(?:\\[^]|[^'\\\n])*'`;
const DOUBLE = String.raw`"(?:\\[^]|[^"\\\n])*"`;
const TRIPLE = String.raw`"""[^]*?"""|'''[^]*?'''`;
const BACKTICK = '`[^`]*`';
/** It opens nothing; where no string is closed, each would be looked for up to the end of the text. */
const ESCAPED_QUOTE = String.raw`\\["']`;

/** A hash within a word, such as the fragment of a URL, begins no comment. */
const HASH = String.raw`(?<![^\s;,()\[\]{}])#[^\n]*`;
const SEMICOLON = String.raw`(?<![^\s])(?:;|%)[^\n]*`;
/** The slashes behind a scheme begin no comment. */
const SLASHES = String.raw`(?<!:)//[^\n]*`;
const DASHES = String.raw`--[^\n]*`;

/**
 * A comment that begins its line. The mark is looked for first, and the space in front of it behind that: the other way
 * round, each place of a long space would look back to where the space begins.
 */
function alone(mark: string, space = String.raw`[ \t]*`): string {
  return String.raw`${mark}(?<=^${space}${mark})[^\n]*`;
}

/**
 * A comment from one mark to another. It is no part of one expression with the others: where many are opened and none
 * is closed, each would be looked for up to the end of the text.
 */
interface Block {
  readonly from: string;
  readonly to: string;
}

const STARRED: Block = { from: String.raw`/\*`, to: String.raw`\*/` };
const MARKUP: Block = { from: '<!--', to: '-->' };
/** A text that stands alone, as opposed to one that is given to something. */
const DOCUMENTATION = String.raw`(?=[rRuUbBfF]{0,2}(?:"""|'''))(?<=^[ \t]*)(?<![(,=\[{+\\]\s*)[rRuUbBfF]{0,2}(?:"""[^]*?"""|'''[^]*?''')`;

/** What is a comment in each style: blocks are looked for first. */
const COMMENTS: Readonly<Record<CommentStyle, readonly (string | Block)[]>> = {
  none: [],
  hash: [HASH],
  slash: [SLASHES, STARRED],
  go: [SLASHES, STARRED],
  'hash-and-slash': [HASH, SLASHES, STARRED],
  'hash-and-semicolon': [HASH, alone(';')],
  'hash-and-bang': [alone('[#!]')],
  dash: [DASHES, STARRED],
  semicolon: [SEMICOLON],
  percent: [SEMICOLON],
  xml: [MARKUP],
  batch: [alone(String.raw`(?:rem\b|::)`, String.raw`[ \t@]*`)],
  python: [DOCUMENTATION, HASH],
  ruby: [{ from: '^=begin', to: '^=end' }, HASH],
  perl: [{ from: '^=[a-z]', to: '^=cut' }, '^__END__[^]*', HASH],
  php: [SLASHES, STARRED, String.raw`(?<![^\s;,(){}])#(?!\[)[^\n]*`, MARKUP],
  elixir: [String.raw`@(?:module|type)?doc\s+(?:~[sS])?(?:"""[^]*?"""|"(?:\\[^]|[^"\\])*")`, HASH],
  lua: [{ from: String.raw`--\[\[`, to: String.raw`\]\]` }, DASHES],
  haskell: [{ from: String.raw`\{-`, to: String.raw`-\}` }, DASHES],
  powershell: [{ from: '<#', to: '#>' }, HASH],
  basic: [alone(String.raw`(?:'|rem\b)`)],
  template: [
    MARKUP,
    { from: '<%#', to: '%>' },
    { from: '<%--', to: '--%>' },
    { from: String.raw`@\*`, to: String.raw`\*@` },
    { from: String.raw`\{\{!--`, to: String.raw`--\}\}` },
    { from: String.raw`\{\{!`, to: String.raw`\}\}` },
    { from: String.raw`\{#(?![a-z])`, to: String.raw`#\}` },
    alone('//'),
  ],
};

/** What else than a plain string hides the marks of comments. */
const STRINGS: Readonly<Partial<Record<CommentStyle, string>>> = {
  go: `${DOUBLE}|${BACKTICK}`,
  // The quote is the mark of comments.
  basic: DOUBLE,
  // Letters and lifetimes are no strings.
  semicolon: DOUBLE,
  dash: `${SINGLE}|${DOUBLE}`,
  // A tag's text has apostrophes of its own.
  xml: '(?!)',
  template: '(?!)',
  batch: '(?!)',
};

/**
 * Blanks the comments of a text; all else stays where it is, line ends too.
 *
 * @param style how the text's format writes comments
 * @returns a text of the same length
 */
export function withoutComments(text: string, style: CommentStyle): string {
  const kept: string[] = [];
  let at = 0;
  for (const { start, end } of placesOfComments(text, style)) {
    kept.push(text.slice(at, start), blank(text.slice(start, end)));
    at = end;
  }
  return kept.join('') + text.slice(at);
}

/**
 * The comments of a text.
 *
 * @param style how the text's format writes comments
 * @returns in their order
 */
export function commentsIn(text: string, style: CommentStyle): readonly Comment[] {
  return placesOfComments(text, style).map(({ start, end }) => {
    const match = text.slice(start, end);
    return { start, end, text: withoutMarks(match), isBlock: CLOSING_MARK.test(match) };
  });
}

const OPENING_MARK = /^(?:<!--|<%#|\{\{!(?:--)?|\{#|\/\*|\/\/|--\[\[|\{-|<#|"{3}|'{3}|::|rem\b|[#;%!'-]+)+/i;
const CLOSING_MARK = /(?:-->|%>|(?:--)?\}\}|#\}|\*\/|\]\]|-\}|#>|"{3}|'{3})$/;

function withoutMarks(comment: string): string {
  return comment.replace(OPENING_MARK, '').replace(CLOSING_MARK, '');
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where the comments of a text are. Strings are looked for too, so that marks in them are not taken for comments. */
function placesOfComments(text: string, style: CommentStyle): readonly Place[] {
  const alternatives = COMMENTS[style];
  if (alternatives.length === 0) return [];
  const flags = style === 'batch' || style === 'basic' ? 'gmi' : 'gm';
  const blocks = alternatives.filter((each) => typeof each !== 'string');
  const lines = alternatives.filter((each) => typeof each === 'string');
  const strings = STRINGS[style] ?? `${TRIPLE}|${DOUBLE}|${SINGLE}`;
  // Documentation is written in strings, so comments are looked for first.
  const others = `(?<comment>${anyOf(lines)})|${strings}|${ESCAPED_QUOTE}`;
  const next = new RegExp(`(?<opening>${anyOf(blocks.map(({ from }) => from))})|${others}`, flags);
  const otherHere = new RegExp(others, `${flags}y`);
  const endOf = openEnds(blocks, text, flags);
  const places: Place[] = [];
  for (let match = execAt(next, text, 0), end = 0; match; match = execAt(next, text, end)) {
    const { index: start, groups } = match;
    const block = groups?.['opening'] === undefined ? null : endOf(groups['opening'], start);
    // What is never closed opens nothing.
    const other = groups?.['opening'] === undefined ? match : execAt(otherHere, text, start);
    end = block ?? (other ? start + other[0].length : start + 1);
    if (block !== null || other?.groups?.['comment'] !== undefined) places.push({ start, end });
  }
  return places;
}

function anyOf(patterns: readonly string[]): string {
  return patterns.join('|') || '(?!)';
}

function execAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * Finds where blocks of a text end; once one kind is not closed any more, it is not looked for again.
 *
 * @returns what gives the end of the block that a mark opens at a place, and null for one that is never closed
 */
function openEnds(blocks: readonly Block[], text: string, flags: string): (mark: string, at: number) => number | null {
  const kinds = blocks.map(({ from, to }) => ({
    from: new RegExp(`^(?:${from})$`, flags.replace('g', '')),
    to: new RegExp(to, flags),
    isClosed: true,
  }));
  return (mark, at) => {
    const kind = kinds.find(({ from }) => from.test(mark));
    const closing = kind?.isClosed ? execAt(kind.to, text, at + mark.length) : null;
    if (kind && !closing) kind.isClosed = false;
    return closing && closing.index + closing[0].length;
  };
}
