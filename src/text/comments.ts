import type { CommentStyle } from '../discover/text-formats.js';
import type { Comment } from '../model/comment.js';

/** A quote within a word (`don't`) opens nothing; behind a prefix of Python's (`rb'…'`) it does. */
const SINGLE = String.raw`(?<!\w)(?:[bfruBFRU]{1,2})?'(?:\\[^]|[^'\\\n])*'`;
const DOUBLE = String.raw`"(?:\\[^]|[^"\\\n])*"`;
const TRIPLE = String.raw`"""[^]*?"""|'''[^]*?'''`;
const BACKTICK = '`[^`]*`';

/** A hash within a word, such as the fragment of a URL, begins no comment. */
const HASH = String.raw`(?<![^\s;,()\[\]{}])#[^\n]*`;
const SEMICOLON = String.raw`(?<![^\s])(?:;|%)[^\n]*`;
/** The slashes behind a scheme begin no comment. */
const SLASH = String.raw`(?<!:)//[^\n]*|/\*[^]*?\*/`;
const DASH = String.raw`--[^\n]*|/\*[^]*?\*/`;
/** A text that stands alone, as opposed to one that is given to something. */
const DOCUMENTATION = String.raw`(?<=^[ \t]*)(?<![(,=\[{+\\]\s*)[rRuUbBfF]{0,2}(?:"""[^]*?"""|'''[^]*?''')`;

/** What is a comment in each style. */
const COMMENTS: Readonly<Record<CommentStyle, string | null>> = {
  none: null,
  hash: HASH,
  slash: SLASH,
  go: SLASH,
  'hash-and-slash': `${HASH}|${SLASH}`,
  'hash-and-semicolon': String.raw`${HASH}|(?<=^[ \t]*);[^\n]*`,
  'hash-and-bang': String.raw`(?<=^[ \t]*)[#!][^\n]*`,
  dash: DASH,
  semicolon: SEMICOLON,
  percent: SEMICOLON,
  xml: '<!--[^]*?-->',
  batch: String.raw`(?<=^[ \t@]*)(?:rem\b|::)[^\n]*`,
  python: `${DOCUMENTATION}|${HASH}`,
  ruby: `^=begin[^]*?^=end|${HASH}`,
  perl: `^=[a-z][^]*?^=cut|^__END__[^]*|${HASH}`,
  php: String.raw`${SLASH}|(?<![^\s;,(){}])#(?!\[)[^\n]*|<!--[^]*?-->`,
  elixir: String.raw`@(?:module|type)?doc\s+(?:~[sS])?(?:"""[^]*?"""|"(?:\\[^]|[^"\\])*")|${HASH}`,
  lua: String.raw`--\[\[[^]*?\]\]|--[^\n]*`,
  haskell: String.raw`\{-[^]*?-\}|--[^\n]*`,
  powershell: `<#[^]*?#>|${HASH}`,
  basic: String.raw`(?<=^[ \t]*)(?:'|rem\b)[^\n]*`,
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
  batch: '(?!)',
};

/**
 * Blanks the comments of a text; all else stays where it is, line ends too.
 *
 * @param style how the text's format writes comments
 * @returns a text of the same length
 */
export function withoutComments(text: string, style: CommentStyle): string {
  const pattern = patternOf(style);
  if (pattern === null) return text;
  return text.replace(pattern, (match, comment: string | undefined) => (comment === undefined ? match : blank(match)));
}

/**
 * The comments of a text.
 *
 * @param style how the text's format writes comments
 * @returns in their order
 */
export function commentsIn(text: string, style: CommentStyle): readonly Comment[] {
  const pattern = patternOf(style);
  if (pattern === null) return [];
  return [...text.matchAll(pattern)].flatMap(({ index, 0: match, groups }) => {
    if (groups?.['comment'] === undefined) return [];
    const said = withoutMarks(match);
    return [{ start: index, end: index + match.length, text: said, isBlock: CLOSING_MARK.test(match) }];
  });
}

const OPENING_MARK = /^(?:<!--|\/\*|\/\/|--\[\[|\{-|<#|"{3}|'{3}|::|rem\b|[#;%!'-]+)+/i;
const CLOSING_MARK = /(?:-->|\*\/|\]\]|-\}|#>|"{3}|'{3})$/;

function withoutMarks(comment: string): string {
  return comment.replace(OPENING_MARK, '').replace(CLOSING_MARK, '');
}

/** Finds comments and, so that their marks are not taken for those of comments, strings; null where there are none. */
function patternOf(style: CommentStyle): RegExp | null {
  const comments = COMMENTS[style];
  if (comments === null) return null;
  const strings = STRINGS[style] ?? `${TRIPLE}|${DOUBLE}|${SINGLE}`;
  const flags = style === 'batch' || style === 'basic' ? 'gmi' : 'gm';
  // Documentation is written in strings, so comments are looked for first.
  return new RegExp(`(?<comment>${comments})|${strings}`, flags);
}

/** A text of the same length with nothing in it but line ends. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
