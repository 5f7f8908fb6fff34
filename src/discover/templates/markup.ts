import { appendAll } from '../../model/append.js';
import type { Template, TemplatePart } from '../../model/template.js';
import { readCode } from './code.js';
import { patternFrom, toCode } from './patterns.js';
import { tokensOf, type Token } from './tokens.js';

/** Tags with their attributes, and what is shown between them; texts in quotes may hold any sign. */
const PIECE = /<!--[^]*?(?:-->|$)|<(\/?)([A-Za-z][\w.:-]*)|\{\{((?:(?!\{\{)[^])*?)\}\}/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?|(\/?>)|["'<=/]/g;

/** Attributes that are code: https://vuejs.org/api/built-in-directives, https://angular.dev/guide/templates, https://alpinejs.dev */
const IS_CODE = /^(?:v-|:|@|#|\[|\(|\*ng|x-|ng-)/;
/** Those that hold names of their own: a loop, what a slot is given. */
const LOOPS = /^(?:v-for|x-for|\*ngFor|ng-repeat)$/;
const SLOTS = /^(?:v-slot|#)/;
/** `user in users`, `(user, index) in users`, `let user of users; trackBy: byId` */
const LOOP = /^\s*(?=\S)(?:let\s+(?=\S))?(\(?[^]*?\)?)(?<!\s)\s+(?:in|of)\s+/;
/** Elements that have no end tag: https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** An element that is open, with the scopes that end with it. */
interface OpenElement {
  readonly name: string;
  readonly scopes: number;
}

/** Reads a template whose elements have code in their attributes: Vue, Angular, AngularJS, Alpine. */
export function readMarkup(text: string): Template {
  return new MarkupReader(text).read();
}

class MarkupReader {
  readonly #text: string;
  readonly #parts: TemplatePart[] = [];
  readonly #elements: OpenElement[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  read(): Template {
    PIECE.lastIndex = 0;
    for (let match = PIECE.exec(this.#text); match; match = PIECE.exec(this.#text)) {
      const [written, slash, name, shown] = match;
      const end = match.index + written.length;
      if (shown !== undefined) this.#code(match.index + 2, end - 2);
      else if (name !== undefined && slash) this.#endElement(name);
      else if (name !== undefined) {
        const behind = this.#beginElement(name, end);
        PIECE.lastIndex = behind;
      }
    }
    while (this.#elements.length) this.#closeLast();
    return this.#parts;
  }

  #tokens(start: number, end: number): readonly Token[] {
    return tokensOf(this.#text, { start, end });
  }

  #code(start: number, end: number): void {
    appendAll(this.#parts, readCode(this.#tokens(start, end)));
  }

  /** @returns behind the opening tag */
  #beginElement(name: string, from: number): number {
    const before = this.#parts.length;
    const codes: { readonly start: number; readonly end: number }[] = [];
    ATTRIBUTE.lastIndex = from;
    let end = this.#text.length;
    let isClosed = false;
    for (let match = ATTRIBUTE.exec(this.#text); match; match = ATTRIBUTE.exec(this.#text)) {
      const [written, attribute, double, single, bare, sign] = match;
      if (sign) {
        end = match.index + written.length;
        isClosed = sign === '/>';
        break;
      }
      const value = double ?? single ?? bare;
      if (attribute === undefined || value === undefined || !IS_CODE.test(attribute)) continue;
      const stop = match.index + written.length - (bare === undefined ? 1 : 0);
      const start = stop - value.length;
      if (LOOPS.test(attribute)) this.#loop(value, start, stop);
      else if (SLOTS.test(attribute)) this.#slot(start, stop);
      else codes.push({ start, end: stop });
    }
    // A loop names what the other attributes of its element use.
    const scopes = this.#parts.slice(before).filter(({ kind }) => kind === 'open').length;
    for (const code of codes) this.#code(code.start, code.end);
    this.#elements.push({ name, scopes });
    if (isClosed || VOID.test(name)) this.#closeLast();
    return end;
  }

  #loop(value: string, start: number, end: number): void {
    const [head, names] = LOOP.exec(value) ?? [];
    if (head === undefined || names === undefined) return this.#code(start, end);
    const from = start + head.indexOf(names);
    const tokens = this.#tokens(from, from + names.length);
    const list = this.#tokens(start + head.length, end).filter(({ text }) => text !== ';');
    const read = readCode(list);
    const first = read.find((part) => part.kind === 'path');
    const of = first?.kind === 'path' ? first.path : null;
    const isList = tokens[0]?.text === '(';
    const pattern = patternFrom(toCode(isList ? tokens.slice(1) : tokens), 0);
    const taken = pattern?.taken ?? [];
    const others = tokens.filter(({ kind, text }) => kind === 'name' && !taken.some(({ name }) => name === text));
    const bindings = [
      ...taken.map((each) => ({ name: each.name, of: each.members && of, isElement: true, taken: each.members ?? [] })),
      ...others.map(({ text }) => ({ name: text, of: null, isElement: false, taken: [] })),
    ];
    this.#parts.push(...read, { kind: 'open', context: null }, { kind: 'names', bindings });
  }

  /** What a slot is given is not known here. */
  #slot(start: number, end: number): void {
    const names = this.#tokens(start, end).filter(({ kind }) => kind === 'name');
    const bindings = names.map(({ text }) => ({ name: text, of: null, isElement: false, taken: [] }));
    this.#parts.push({ kind: 'open', context: null }, { kind: 'names', bindings });
  }

  #endElement(name: string): void {
    const at = this.#elements.findLastIndex((each) => each.name === name);
    // An end tag of nothing that is open ends nothing.
    if (at < 0) return;
    while (this.#elements.length > at) this.#closeLast();
  }

  #closeLast(): void {
    const { scopes = 0 } = this.#elements.pop() ?? {};
    for (let index = 0; index < scopes; index += 1) this.#parts.push({ kind: 'close' });
  }
}
