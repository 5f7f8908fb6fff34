import { appendAll } from '../../model/append.js';
import type { Template, TemplatePart } from '../../model/template.js';
import { readCode, type CodeStyle } from './code.js';
import { tokensOf, type Token } from './tokens.js';

const STYLE: CodeStyle = { contexts: ['locals', 'self'] };
const INTERPOLATION = /[#!]\{([^{}]*)\}/g;
/** `each user in users`, `each user, index in users`, `for user of users` */
const LOOP = /^(?:each|for)\s+([\w$]+)(?:\s*,\s*([\w$]+))?\s+(?:in|of)\s+/;
const CONDITION = /^(?:else\s+if|if|unless|while|case|when)\b/;
const SHOWS = /^(?:include|extends)(?::\S+)?\s+(\S+)/;
const MIXIN = /^mixin\s+[\w-]+\s*(?:\(([^)]*)\))?/;
/** Characters of one line; nobody writes longer ones. */
const LONGEST_LINE = 2_000;

/** A tag up to its attributes: `a.link#main`. */
const TAG = /^(?:[\w.#-]|:(?=\w))*/;

/** A line, how far it is indented, and what of it is read. */
interface Line {
  readonly indent: number;
  readonly start: number;
  readonly text: string;
}

/** Reads a template of Pug, in which indentation says what belongs together. */
export function readPug(text: string): Template {
  return new PugReader(text).read();
}

class PugReader {
  readonly #text: string;
  readonly #parts: TemplatePart[] = [];
  /** The indentation of the lines whose scope is open. */
  readonly #open: number[] = [];
  /** The indentation of a comment, or of a block of text, that is read no further than for what is put into it. */
  #plain: { readonly indent: number; readonly isComment: boolean } | null = null;
  /** The line that is compared with what follows. */
  #cases: { readonly indent: number; readonly index: number } | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Template {
    for (let at = 0; at < this.#text.length;) at = this.#line(at);
    while (this.#open.length) this.#close();
    return this.#parts;
  }

  /** @returns where the next line begins */
  #line(at: number): number {
    const end = endOfLine(this.#text, at);
    const written = this.#text.slice(at, end);
    const text = written.trimStart();
    const line = { indent: written.length - text.length, start: end - text.length, text };
    if (!text.trim() || text.length > LONGEST_LINE) return end + 1;
    if (this.#plain && line.indent > this.#plain.indent) {
      if (!this.#plain.isComment) this.#interpolated(line.start, end);
      return end + 1;
    }
    this.#plain = null;
    while ((this.#open.at(-1) ?? -1) >= line.indent) this.#close();
    return Math.max(end + 1, this.#statement(line, end));
  }

  #close(): void {
    this.#open.pop();
    this.#parts.push({ kind: 'close' });
  }

  #statement({ indent, start, text }: Line, end: number): number {
    if (/^\/\/-?/.test(text)) this.#plain = { indent, isComment: true };
    else if (LOOP.test(text)) this.#loop(indent, start, text, end);
    else if (CONDITION.test(text)) this.#condition({ indent, start, text }, end);
    else if (SHOWS.test(text)) this.#include(text);
    else if (MIXIN.test(text)) this.#mixin(indent, text);
    else if (text.startsWith('|') || text.startsWith('<')) this.#interpolated(start, end);
    else if (text.startsWith('-') || /^!?=/.test(text))
      return this.#code(start + /^[-!=]+/.exec(text)![0].length, end, indent);
    else return this.#tag({ indent, start, text }, end);
    return end;
  }

  #tokens(start: number, end: number): readonly Token[] {
    return tokensOf(this.#text, { start, end });
  }

  #code(start: number, end: number, indent: number): number {
    const parts = readCode(this.#tokens(start, end), STYLE);
    appendAll(this.#parts, parts);
    // `- users.forEach(function (user) {` holds for the lines below.
    const isOpen = /\{\s*$/.test(this.#text.slice(start, end));
    if (isOpen) this.#reopen(parts, indent);
    return end;
  }

  /** Opens again the scopes that the code of one line left open. */
  #reopen(parts: readonly TemplatePart[], indent: number): void {
    const closes = [...parts].reverse().findIndex(({ kind }) => kind !== 'close');
    if (closes <= 0) return;
    this.#parts.splice(this.#parts.length - closes, closes);
    for (let index = 0; index < closes; index += 1) this.#open.push(indent);
  }

  #loop(indent: number, start: number, text: string, end: number): void {
    const [head, name = '', key] = LOOP.exec(text) ?? [''];
    const read = readCode(this.#tokens(start + head.length, end), STYLE);
    const first = read.find((part) => part.kind === 'path');
    const of = first?.kind === 'path' ? first.path : null;
    const names = [
      { name, of, isElement: true, taken: [] },
      ...(key === undefined ? [] : [{ name: key, of: null, isElement: false, taken: [] }]),
    ];
    this.#parts.push(...read, { kind: 'open', context: null }, { kind: 'names', bindings: names });
    this.#open.push(indent);
  }

  #condition({ indent, start, text }: Line, end: number): void {
    const [word = ''] = CONDITION.exec(text) ?? [];
    const tokens = this.#tokens(start + word.length, end);
    if (word === 'when') return this.#when(indent, tokens);
    appendAll(this.#parts, readCode(tokens, STYLE));
    if (word === 'case') this.#cases = { indent, index: this.#parts.findLastIndex(({ kind }) => kind === 'path') };
  }

  /** `when 'student'` below `case user.type` */
  #when(indent: number, [value]: readonly Token[]): void {
    const subject = this.#cases && indent > this.#cases.indent ? this.#parts[this.#cases.index] : undefined;
    if (!this.#cases || subject?.kind !== 'path' || value?.kind !== 'text') return;
    const { path } = subject;
    this.#parts[this.#cases.index] = { kind: 'path', path: { ...path, literals: [...path.literals, value.text] } };
  }

  #include(text: string): void {
    this.#parts.push({ kind: 'include', view: SHOWS.exec(text)?.[1] ?? '', context: null, given: [] });
  }

  #mixin(indent: number, text: string): void {
    const names = MIXIN.exec(text)?.[1]?.match(/[\w$]+/g) ?? [];
    const bindings = names.map((name) => ({ name, of: null, isElement: false, taken: [] }));
    this.#parts.push({ kind: 'open', context: null }, { kind: 'names', bindings });
    this.#open.push(indent);
  }

  /** `a.link(href=url title=user.name)= user.name`, `p Hello #{user.name}` */
  #tag({ indent, start, text }: Line, end: number): number {
    let at = start + (/^\+?/.exec(text)?.[0].length ?? 0);
    at += TAG.exec(this.#text.slice(at, end))?.[0].length ?? 0;
    let lineEnd = end;
    while (this.#text[at] === '(' || this.#text.startsWith('&attributes(', at)) {
      const open = this.#text.indexOf('(', at);
      const close = behindParenthesis(this.#text, open);
      const isMixin = text.startsWith('+');
      appendAll(this.#parts, readCode(withoutNames(this.#tokens(open + 1, close - 1), isMixin), STYLE));
      at = close;
      if (close > lineEnd) lineEnd = endOfLine(this.#text, close);
    }
    const rest = this.#text.slice(at, lineEnd);
    const shown = /^!?=/.exec(rest);
    if (shown) this.#code(at + shown[0].length, lineEnd, indent);
    else if (/^:\s/.test(rest))
      this.#tag(
        { indent, start: lineEnd - rest.slice(1).trimStart().length, text: rest.slice(1).trimStart() },
        lineEnd,
      );
    else if (rest.trim() === '.' || /^(?:script|style)\b/.test(text)) this.#plain = { indent, isComment: false };
    else this.#interpolated(at, lineEnd);
    return lineEnd + 1;
  }

  #interpolated(start: number, end: number): void {
    for (const match of this.#text.slice(start, end).matchAll(INTERPOLATION)) {
      const at = start + match.index + 2;
      appendAll(this.#parts, readCode(this.#tokens(at, at + (match[1]?.length ?? 0)), STYLE));
    }
  }
}

/** The values of attributes, without the names in front of them. */
function withoutNames(tokens: readonly Token[], isCall: boolean): readonly Token[] {
  if (isCall) return tokens;
  return tokens.map((token, index) => {
    const isName = token.kind === 'name' && tokens[index + 1]?.text === '=';
    return isName ? { ...token, kind: 'sign', text: ';' } : token;
  });
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Behind the bracket that opens at a place; a text in quotes may hold others. */
function behindParenthesis(text: string, open: number): number {
  let depth = 0;
  const sign = /["'`]|[()]/g;
  sign.lastIndex = open;
  for (let match = sign.exec(text); match; match = sign.exec(text)) {
    const [found] = match;
    if (found === '(') depth += 1;
    else if (found === ')') depth -= 1;
    else {
      const end = text.indexOf(found, match.index + 1);
      if (end < 0) return text.length;
      sign.lastIndex = end + 1;
    }
    if (depth === 0) return match.index + 1;
  }
  return text.length;
}
