/** A word or a sign of code in a template. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign';
  /** As written; of a text, what stands between its quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A stretch of code in the text of a template. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** Characters of one stretch of code; what is longer is a script of its own rather than part of a template. */
export const LONGEST_CODE = 20_000;

const TOKEN =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|=>|[=!]==?|\?\.|\.\.\.|&&|\|\||\?\?|[^\s]/gu;

/** The words and signs of a stretch of code, as scripts write it; comments are left out. */
export function tokensOf(text: string, region: Region): readonly Token[] {
  const { start } = region;
  const end = Math.min(region.end, start + LONGEST_CODE);
  const tokens: Token[] = [];
  /** For each text in back quotes that is left for the code in it, how many braces are open in that code. */
  const left: number[] = [];
  for (let at = start; at < end;) {
    const token = tokenAt(text, at, end);
    if (!token) break;
    at = token.end;
    const depth = left.length - 1;
    if (token.text === '`') at = behindLiteral(text, at, end, left);
    else if (depth >= 0 && token.text === '{') left[depth] = (left[depth] ?? 0) + 1;
    else if (depth >= 0 && token.text === '}') {
      left[depth] = (left[depth] ?? 0) - 1;
      if (left[depth] === 0) {
        left.pop();
        tokens.push(signAt(';', token.start));
        at = behindLiteral(text, at, end, left);
        continue;
      }
    }
    if (!/^\/[/*]/.test(token.text)) tokens.push(token);
  }
  return tokens;
}

/** A sign that parts what stands before a place from what stands behind it. */
export function signAt(sign: string, at: number): Token {
  return { kind: 'sign', text: sign, start: at, end: at };
}

function tokenAt(text: string, at: number, end: number): Token | null {
  TOKEN.lastIndex = at;
  const match = TOKEN.exec(text);
  if (!match || match.index >= end) return null;
  const [written] = match;
  const token = { start: match.index, end: Math.min(end, match.index + written.length) };
  if (/^["'].*["']$/s.test(written) && written.length > 1)
    return { ...token, kind: 'text', text: written.slice(1, -1) };
  if (/^[\p{L}_$]/u.test(written)) return { ...token, kind: 'name', text: written };
  return { ...token, kind: /^\d/.test(written) ? 'number' : 'sign', text: written };
}

/** Behind a text in back quotes, or at the code in it, which it then is left for. */
function behindLiteral(text: string, from: number, end: number, left: number[]): number {
  for (let at = from; at < end; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '`') return at + 1;
    else if (text.startsWith('${', at)) {
      left.push(0);
      return at + 1;
    }
  }
  return end;
}
