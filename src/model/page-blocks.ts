import { firstIndex } from './place-index.js';

/** Where a comment or a block may begin. */
const OPENING = /<!--|<(script|style)\b/gi;
const CLOSING = { comment: /-->/g, script: /<\/script\s*>/gi, style: /<\/style\s*>/gi };
const SCRIPT_TYPE = /^(?:module|(?:text|application)\/(?:javascript|ecmascript|typescript|jsx|babel)|[jt]sx?)$/i;
const LANGUAGE = /^(?:[jt]sx?|javascript|typescript)$/i;

/** A stretch of script. */
export interface Script {
  readonly start: number;
  readonly end: number;
  readonly isJsx: boolean;
}

/** A comment, or a block with its tags. */
export interface Block {
  readonly name: 'comment' | 'script' | 'style';
  readonly start: number;
  /** The opening tag; empty for a comment. */
  readonly tag: string;
  /** Where the content ends. */
  readonly end: number;
  /** Behind all of it. */
  readonly behind: number;
  readonly isClosed: boolean;
}

/** The comments and blocks of a text; what is never closed takes all the rest, as it does for a browser. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const endOfTag = tagEnds(text);
  for (let match = execAt(OPENING, text, 0), at = 0; match; match = execAt(OPENING, text, at)) {
    const { index: start, 0: opening, 1: word } = match;
    at = start + opening.length;
    const tagEnd = word === undefined ? at : endOfTag(at);
    // A tag that is never closed opens nothing.
    if (tagEnd === null) continue;
    const name = word === undefined ? 'comment' : word.toLowerCase() === 'script' ? 'script' : 'style';
    const closing = execAt(CLOSING[name], text, tagEnd);
    const end = closing?.index ?? text.length;
    at = closing ? end + closing[0].length : end;
    const tag = name === 'comment' ? '' : text.slice(start, tagEnd);
    blocks.push({ name, start, tag, end, behind: at, isClosed: closing !== null });
  }
  return blocks;
}

/**
 * Finds where tags of a text end. Each quote and bracket is looked at once, however many tags are never closed.
 *
 * @returns what gives the offset behind the tag that an offset is in; null where it is never closed
 */
function tagEnds(text: string): (offset: number) => number | null {
  let signs: readonly RegExpExecArray[] | null = null;
  const open = new Set<number>();
  return (offset) => {
    signs ??= [...text.matchAll(/["'>]/g)];
    const seen: number[] = [];
    let index = firstIndex(signs, (sign) => sign.index >= offset);
    for (let sign = signs[index]; sign && !open.has(index); sign = signs[index]) {
      if (sign[0] === '>') return sign.index + 1;
      const [quote] = sign;
      seen.push(index);
      index += 1;
      while (index < signs.length && signs[index]?.[0] !== quote) index += 1;
      index += 1;
    }
    for (const each of seen) open.add(each);
    return null;
  };
}

function execAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function attributeOf(tag: string, name: string): string | null {
  const match = new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`, 'i').exec(tag);
  return match ? (match[1] ?? match[2] ?? match[3] ?? '') : null;
}

/**
 * The scripts that a browser, or a bundler, runs; what is never closed is none.
 *
 * @param blocks those of the text
 */
export function scriptsAmong(blocks: readonly Block[]): readonly Script[] {
  return blocks.flatMap(({ name, tag, start, end, isClosed }) => {
    const type = attributeOf(tag, 'type');
    const language = attributeOf(tag, 'lang');
    const isProgram = (type === null || SCRIPT_TYPE.test(type)) && (language === null || LANGUAGE.test(language));
    if (name !== 'script' || !isProgram || !isClosed) return [];
    return [{ start: start + tag.length, end, isJsx: /x$|babel$/i.test(language ?? type ?? '') }];
  });
}
