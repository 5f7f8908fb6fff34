import { appendAll } from '../../model/append.js';
import type { Template, TemplatePart, TemplatePath } from '../../model/template.js';
import { readCode } from './code.js';
import { patternFrom, toCode } from './patterns.js';
import { signAt, tokensOf, type Token } from './tokens.js';

/** `{{ user.name }}`, `{% if user %}` of Nunjucks, Liquid and Twig; `@if(user)` of Edge. */
const TAG =
  /\{#[^]*?(?:#\}|$)|\{\{-?((?:(?!\{\{)[^])*?)-?\}\}|\{%-?((?:(?!\{%)[^])*?)-?%\}|^[^\S\n]*@!?(\w+)[^\S\n]*(\([^\n]*\))?/gm;

const WORD = /^\s*(\w+)/;
/** Tags that open a scope, beside those that begin a loop. */
const OPENS =
  /^(?:if|unless|elseif|macro|block|call|filter|case|switch|section|component|with|capture|tablerow|raw|verbatim|ifchanged)$/;
const LOOPS = /^(?:for|each|asyncEach|asyncAll|tablerow)$/;
const ASSIGNS = /^(?:set|assign|let)$/;
const SHOWS = /^(?:include|extends|layout|render|partial|import)$/;

/** Reads a template of Nunjucks, Liquid, Twig or Edge. */
export function readBraces(text: string): Template {
  const parts: TemplatePart[] = [];
  for (const match of text.matchAll(TAG)) {
    const [written, shown, tag, directive, given = ''] = match;
    const startOf = (part: string): number => match.index + written.lastIndexOf(part);
    if (shown !== undefined) appendAll(parts, readCode(codeAt(text, startOf(shown), shown)));
    else if (tag !== undefined) {
      const [head = '', word = ''] = WORD.exec(tag) ?? [];
      const rest = tag.slice(head.length);
      appendAll(parts, tagged(word, codeAt(text, startOf(tag) + head.length, rest)));
    } else if (directive !== undefined) {
      const inner = given.slice(1, -1);
      appendAll(parts, tagged(directive, codeAt(text, startOf(given) + 1, inner)));
    }
  }
  return parts;
}

function codeAt(text: string, start: number, { length }: string): readonly Token[] {
  return tokensOf(text, { start, end: start + length });
}

function tagged(word: string, tokens: readonly Token[]): readonly TemplatePart[] {
  if (/^end/.test(word)) return [{ kind: 'close' }];
  if (LOOPS.test(word)) return loop(tokens);
  if (ASSIGNS.test(word)) return assigned(tokens);
  const [view] = tokens;
  if (SHOWS.test(word) && view?.kind === 'text')
    return [{ kind: 'include', view: view.text, context: null, given: [] }, ...readCode(tokens)];
  const read = readCode(withoutParameters(word, tokens));
  if (word === 'macro') return [{ kind: 'open', context: null }, hidden(tokens)];
  return OPENS.test(word) && word !== 'elseif' ? [...read, { kind: 'open', context: null }] : read;
}

function withoutParameters(word: string, tokens: readonly Token[]): readonly Token[] {
  return word === 'macro' ? [] : tokens;
}

/** The parameters of a macro. */
function hidden(tokens: readonly Token[]): TemplatePart {
  const names = tokens.slice(1).filter(({ kind }) => kind === 'name');
  return {
    kind: 'names',
    bindings: names.map(({ text }) => ({ name: text, of: null, isElement: false, taken: [] })),
  };
}

/** `user in users`, `key, user in users`, `(user, index) in users` */
function loop(tokens: readonly Token[]): readonly TemplatePart[] {
  const over = tokens.findIndex(({ text }) => text === 'in' || text === 'of');
  const names = tokens.slice(0, Math.max(0, over)).filter(({ kind }) => kind === 'name');
  const read = readCode(tokens.slice(over + 1));
  const of = firstPath(read);
  // The key comes first where there are two: `for key, user in users`.
  const element = names.length > 1 && tokens[0]?.text !== '(' ? 1 : 0;
  const bindings = names.map(({ text }, index) => ({
    name: text,
    of: index === element || names.length > 2 ? of : null,
    isElement: true,
    taken: [],
  }));
  return [...read, { kind: 'open', context: null }, { kind: 'names', bindings }];
}

function firstPath(parts: readonly TemplatePart[]): TemplatePath | null {
  const first = parts.find((part) => part.kind === 'path');
  return first?.kind === 'path' ? first.path : null;
}

/** `profile = user.data`, `profile = user.data | default({})` */
function assigned(tokens: readonly Token[]): readonly TemplatePart[] {
  const pattern = patternFrom(toCode(tokens), 0);
  if (!pattern || tokens[pattern.next]?.text !== '=') return readCode(tokens);
  const [first] = tokens;
  const value = tokens.slice(pattern.next + 1).map((token) => (token.text === '|' ? signAt(';', token.start) : token));
  const read = readCode(value);
  const isPath = value[0]?.kind === 'name';
  const bindings = pattern.taken.map(({ name }) => ({
    name,
    of: isPath && first ? firstPath(read) : null,
    isElement: false,
    taken: [],
  }));
  return [...read, { kind: 'names', bindings }];
}
