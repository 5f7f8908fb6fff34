import type { CommentStyle } from '../discover/text-formats.js';

/** A quote within a word (`don't`) opens nothing; behind a prefix of Python's (`rb'…'`) it does. */
const SINGLE = String.raw`(?<!\w)(?:[bfruBFRU]{1,2})?'(?:\\[^]|[^'\\\n])*'`;
const DOUBLE = String.raw`"(?:\\[^]|[^"\\\n])*"`;
const TRIPLE = String.raw`"""[^]*?"""|'''[^]*?'''`;
const BACKTICK = '`[^`]*`';

/** A hash within a word, such as the fragment of a URL, begins no comment. */
const HASH = String.raw`(?<![^\s;,()\[\]{}])#[^\n]*`;
/** The first place of a line, if need be behind blanks; a line that is mostly blanks is not searched from each of them. */
const LINE_START = String.raw`(?<=^[ \t@]{0,200})`;

/** A comment between two marks. */
interface Block {
  readonly open: string;
  readonly close: string;
  /** Goes to the end of the text where nothing closes it. */
  readonly source: string;
}

function block(open: string, close: string, opening = escape(open), closing = escape(close)): Block {
  return { open, close, source: `${opening}[^]*?(?:${closing}|$(?![^]))` };
}

function escape(text: string): string {
  return text.replace(/[^\w<>!-]/g, String.raw`\$&`);
}

const SLASH_BLOCK = block('/*', '*/');
const XML_BLOCK = block('<!--', '-->');
const LUA_BLOCK = block('--[[', ']]');
const HASKELL_BLOCK = block('{-', '-}');
const POWERSHELL_BLOCK = block('<#', '#>');
const RUBY_BLOCK = block('=begin', '=end', '^=begin', '^=end');
const PERL_BLOCK = block('=', '=cut', '^=[a-z]', '^=cut');
const BLOCKS = [SLASH_BLOCK, XML_BLOCK, LUA_BLOCK, HASKELL_BLOCK, POWERSHELL_BLOCK, RUBY_BLOCK, PERL_BLOCK];

const SEMICOLON = String.raw`(?<![^\s])(?:;|%)[^\n]*`;
/** The slashes behind a scheme begin no comment. */
const SLASH = String.raw`(?<!:)//[^\n]*|${SLASH_BLOCK.source}`;
const DASH = String.raw`--[^\n]*|${SLASH_BLOCK.source}`;
/** A text that stands alone, as opposed to one that is given to something. */
const DOCUMENTATION = String.raw`(?=[rRuUbBfF]{0,2}['"])${LINE_START}(?<![(,=\[{+\\]\s{0,200})[rRuUbBfF]{0,2}(?:"""[^]*?"""|'''[^]*?''')`;

/** What is a comment in each style. */
const COMMENTS: Readonly<Record<CommentStyle, string | null>> = {
  none: null,
  hash: HASH,
  slash: SLASH,
  go: SLASH,
  'hash-and-slash': `${HASH}|${SLASH}`,
  'hash-and-semicolon': String.raw`${HASH}|${LINE_START};[^\n]*`,
  'hash-and-bang': String.raw`${LINE_START}[#!][^\n]*`,
  dash: DASH,
  semicolon: SEMICOLON,
  percent: SEMICOLON,
  xml: XML_BLOCK.source,
  batch: String.raw`${LINE_START}(?:rem\b|::)[^\n]*`,
  python: `${DOCUMENTATION}|${HASH}`,
  ruby: `${RUBY_BLOCK.source}|${HASH}`,
  perl: `${PERL_BLOCK.source}|^__END__[^]*|${HASH}`,
  php: String.raw`${SLASH}|(?<![^\s;,(){}])#(?!\[)[^\n]*|${XML_BLOCK.source}`,
  elixir: String.raw`@(?:module|type)?doc\s+(?:~[sS])?(?:"""[^]*?"""|"(?:\\[^]|[^"\\])*")|${HASH}`,
  lua: String.raw`${LUA_BLOCK.source}|--[^\n]*`,
  haskell: String.raw`${HASKELL_BLOCK.source}|--[^\n]*`,
  powershell: `${POWERSHELL_BLOCK.source}|${HASH}`,
  basic: String.raw`${LINE_START}(?:'|rem\b)[^\n]*`,
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
  let comments = COMMENTS[style];
  if (comments === null) return text;
  const strings = STRINGS[style] ?? `${TRIPLE}|${DOUBLE}|${SINGLE}`;
  const flags = style === 'batch' || style === 'basic' ? 'gmi' : 'gm';
  // Documentation is written in strings, so comments are looked for first.
  const patternOf = (sought: string): RegExp => new RegExp(`(?<comment>${sought})|${strings}`, flags);
  let pattern = patternOf(comments);
  let visible = '';
  let done = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const comment: string | undefined = match.groups?.['comment'];
    const unclosed: Block | null = comment === undefined ? null : unclosedBlock(comment, comments);
    if (unclosed) {
      // It is no comment, and none behind it is closed either: nobody looks for its end again.
      comments = comments.replaceAll(unclosed.source, '(?!)');
      pattern = patternOf(comments);
      pattern.lastIndex = match.index;
    } else if (comment !== undefined) {
      visible += text.slice(done, match.index) + blank(comment);
      done = match.index + comment.length;
    }
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return visible + text.slice(done);
}

/** The kind of block that a comment begins with and that nothing closes. */
function unclosedBlock(comment: string, comments: string): Block | null {
  const kind = BLOCKS.find(({ open, source }) => comment.startsWith(open) && comments.includes(source));
  const isClosed = kind && comment.endsWith(kind.close) && comment.length >= kind.open.length + kind.close.length;
  return kind && !isClosed ? kind : null;
}

/** A text of the same length with nothing in it but line ends. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
