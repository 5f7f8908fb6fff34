import {
  ANY_ELEMENT,
  pathTo,
  type TemplateBinding,
  type TemplateName,
  type TemplatePart,
  type TemplatePath,
} from '../../model/template.js';
import { functionFrom, LONGEST_PATTERN, patternFrom, toCode, type Code, type Taken } from './patterns.js';
import type { Token } from './tokens.js';

/** Words that name nothing. */
const KEYWORDS =
  /^(?:and|as|async|await|break|case|catch|const|continue|default|delete|do|else|false|finally|for|function|if|import|in|instanceof|is|let|new|not|null|of|or|return|switch|then|throw|true|try|typeof|undefined|var|void|when|while|with|yield)$/;

const DECLARES = /^(?:const|let|var)$/;
const COMPARES = /^[=!]==?$/;
/** Methods that call the function which they are given with each element. */
const PER_ELEMENT = /^(?:forEach|map|filter|some|every|find|findLast|flatMap|each|sort)$/;
/** Methods that answer the same elements. */
const SAME_ELEMENTS = /^(?:filter|slice|sort|reverse|toSorted|toReversed|concat)$/;
/** Methods that answer one of them. */
const ONE_ELEMENT = /^(?:find|findLast|at|pop|shift)$/;

/** What a template language has beside the syntax of scripts. */
export interface CodeStyle {
  /** Names that hold all that the view is given: `locals` of EJS. */
  readonly contexts?: readonly string[];
  /** Functions that show another view. */
  readonly includes?: readonly string[];
}

/** A path in code, and what stands behind it. */
interface ReadPath {
  readonly path: TemplatePath;
  /** The method that is called at its end. */
  readonly method: string | null;
  readonly next: number;
}

/**
 * Reads code as templates write it, in the syntax of scripts or nearly so: which names it reads members of, and which names
 * it gives values of its own.
 *
 * @param tokens of all the code of one template, in its order
 */
export function readCode(tokens: readonly Token[], style: CodeStyle = {}): readonly TemplatePart[] {
  return new CodeReader(tokens, style).read();
}

class CodeReader {
  readonly #code: Code;
  readonly #tokens: readonly Token[];
  readonly #style: CodeStyle;
  readonly #parts: TemplatePart[] = [];
  /** For each bracket that is open, how many scopes end with it. */
  readonly #scopes: number[] = [0];
  /** For each of them, the texts that its cases name; null where it is no body of a `switch`. */
  readonly #cases: (string[] | null)[] = [null];
  /** The texts of the `switch` whose body begins with the next brace. */
  #ofBrace: string[] | null = null;
  /** The scopes that the next brace is the body of. */
  #forBrace = 0;

  constructor(tokens: readonly Token[], style: CodeStyle) {
    this.#code = toCode(tokens);
    this.#tokens = tokens;
    this.#style = style;
  }

  read(): readonly TemplatePart[] {
    for (let at = 0; at < this.#tokens.length;) at = this.#step(at);
    while (this.#scopes.length) this.#closeBracket();
    return this.#parts;
  }

  #step(at: number): number {
    const token = this.#tokens[at];
    if (!token) return at + 1;
    const scope = functionFrom(this.#code, at);
    if (scope) return this.#openFunction(scope.parameters, scope.body, null);
    if (token.kind === 'sign') return this.#sign(token, at);
    if (token.kind !== 'name') return at + 1;
    if (token.text === 'for') return this.#loop(at);
    if (DECLARES.test(token.text)) return this.#declaration(at + 1);
    if (token.text === 'switch') return this.#choice(at);
    if (token.text === 'case') return this.#case(at);
    return this.#path(at);
  }

  #sign({ text }: Token, at: number): number {
    if (text === '{') {
      this.#openBracket(this.#forBrace, this.#ofBrace);
      this.#forBrace = 0;
      this.#ofBrace = null;
    } else if (text === '(' || text === '[') this.#openBracket();
    else if (/^[)\]}]$/.test(text) && this.#scopes.length > 1) this.#closeBracket();
    return at + 1;
  }

  #openBracket(scopes = 0, cases: string[] | null = null): void {
    this.#scopes.push(scopes);
    this.#cases.push(cases);
  }

  #closeBracket(): void {
    this.#cases.pop();
    const count = this.#scopes.pop() ?? 0;
    for (let index = 0; index < count; index += 1) this.#parts.push({ kind: 'close' });
  }

  /** Opens a scope that ends with the brace behind it, or with the bracket around it where there is none. */
  #open(bindings: readonly TemplateBinding[], body: number): number {
    this.#parts.push({ kind: 'open', context: null }, { kind: 'names', bindings });
    if (this.#tokens[body]?.text === '{') this.#forBrace += 1;
    else this.#scopes[this.#scopes.length - 1] = (this.#scopes.at(-1) ?? 0) + 1;
    return body;
  }

  /** @param elements what the function is called with, element by element; null where that is not known */
  #openFunction(parameters: readonly (readonly Taken[])[], body: number, elements: TemplatePath | null): number {
    const bindings = parameters.flatMap((taken, index) => bound(taken, index === 0 ? elements : null, true));
    return this.#open(bindings, body);
  }

  /** `for (const user of users) {` */
  #loop(at: number): number {
    const declares = this.#tokens[at + 2];
    const from = at + (declares && DECLARES.test(declares.text) ? 3 : 2);
    const pattern = this.#tokens[at + 1]?.text === '(' ? patternFrom(this.#code, from) : null;
    const over = pattern && this.#tokens[pattern.next]?.text;
    if (!pattern || (over !== 'of' && over !== 'in')) return at + 1;
    const list = this.#pathAt(pattern.next + 1);
    const body = this.#code.behind(at + 1);
    if (list) this.#parts.push({ kind: 'path', path: list.path });
    const isEntries = list?.method === 'entries';
    const taken = isEntries ? pattern.taken.slice(1) : pattern.taken;
    const elements = over === 'of' ? (list?.path ?? null) : null;
    return this.#open(bound(taken, elements, true), body);
  }

  /** `const { email } = user;` */
  #declaration(at: number): number {
    const pattern = patternFrom(this.#code, at);
    if (!pattern || this.#tokens[pattern.next]?.text !== '=') return at;
    const value = this.#pathAt(pattern.next + 1);
    const isElement = ONE_ELEMENT.test(value?.method ?? '');
    const bindings = bound(pattern.taken, this.#isWhole(value) ? value.path : null, isElement);
    this.#parts.push({ kind: 'names', bindings });
    return pattern.next + 1;
  }

  /** Whether a path is all that a name is given. */
  #isWhole(value: ReadPath | null): value is ReadPath {
    if (!value) return false;
    const { method, next } = value;
    if (method !== null) return SAME_ELEMENTS.test(method) || ONE_ELEMENT.test(method);
    const behind = this.#tokens[next];
    return !behind || behind.kind === 'name' || /^(?:[;,)}]|\|\||\?\?)$/.test(behind.text);
  }

  /** `switch (user.type) { case 'student': … }` */
  #choice(at: number): number {
    const subject = this.#tokens[at + 1]?.text === '(' ? this.#pathAt(at + 2) : null;
    if (!subject || this.#tokens[subject.next]?.text !== ')') return at + 1;
    const literals: string[] = [];
    this.#parts.push({ kind: 'path', path: { ...subject.path, literals } });
    this.#ofBrace = literals;
    return subject.next + 1;
  }

  #case(at: number): number {
    const value = this.#tokens[at + 1];
    if (value?.kind === 'text') this.#cases.at(-1)?.push(value.text);
    return at + 1;
  }

  #path(at: number): number {
    const found = this.#pathAt(at);
    if (!found) return at + 1;
    const { path, method, next } = found;
    if (this.#style.includes?.includes(method ?? '') && this.#tokens[next]?.text === '(')
      return this.#include(next + 1);
    this.#parts.push({ kind: 'path', path: { ...path, literals: this.#comparedWith(at, next) } });
    const scope = method && PER_ELEMENT.test(method) ? functionFrom(this.#code, next + 1) : null;
    if (!scope) return next;
    this.#openBracket();
    return this.#openFunction(scope.parameters, scope.body, path);
  }

  /** `include('header', { user })` */
  #include(at: number): number {
    const view = this.#tokens[at];
    if (view?.kind !== 'text') return at;
    this.#openBracket();
    const given: TemplateBinding[] = [];
    const end = Math.min(this.#code.behind(at - 1), at + LONGEST_PATTERN);
    for (let index = at + 2; index < end; index += 1) {
      const [before, name, behind] = [this.#tokens[index - 1], this.#tokens[index], this.#tokens[index + 1]];
      if (name?.kind !== 'name' || !/^[{,]$/.test(before?.text ?? '')) continue;
      const value =
        behind?.text === ':' ? this.#pathAt(index + 2) : /^[,}]$/.test(behind?.text ?? '') ? this.#pathAt(index) : null;
      given.push({ name: name.text, of: value && !value.method ? value.path : null, isElement: false, taken: [] });
    }
    this.#parts.push({ kind: 'include', view: view.text, context: null, given });
    return at + 1;
  }

  /** The texts on the other side of a comparison. */
  #comparedWith(at: number, next: number): readonly string[] {
    const behind = COMPARES.test(this.#tokens[next]?.text ?? '') ? this.#tokens[next + 1] : undefined;
    const before = COMPARES.test(this.#tokens[at - 1]?.text ?? '') ? this.#tokens[at - 2] : undefined;
    return [behind, before].flatMap((token) => (token?.kind === 'text' ? [token.text] : []));
  }

  /** The path that begins at a token; null where none does. */
  #pathAt(from: number): ReadPath | null {
    let at = from;
    const first = this.#tokens[at];
    if (first?.kind !== 'name' || KEYWORDS.test(first.text) || this.#isMemberName(at)) return null;
    const names: TemplateName[] = [toName(first)];
    at += 1;
    for (let member = this.#memberAt(at); member; member = this.#memberAt(at)) {
      names.push(member.name);
      at = member.next;
    }
    const isCall = this.#tokens[at]?.text === '(';
    const method = isCall ? (names.pop()?.name ?? null) : null;
    // The same elements, one of them, or a part of them.
    const isContext = names.length > 1 && this.#style.contexts?.includes(names[0]?.name ?? '');
    const [root = null, ...members] = isContext ? names.slice(1) : names;
    if (!root) return { path: pathTo(null, [], Infinity), method, next: at };
    return { path: pathTo(root, members), method, next: at };
  }

  /** Whether a name is that of a member, or a key: `.name`, `{ name: … }`. */
  #isMemberName(at: number): boolean {
    const before = this.#tokens[at - 1]?.text ?? '';
    const behind = this.#tokens[at + 1]?.text ?? '';
    if (/^\??\.$/.test(before)) return true;
    return behind === ':' && /^[{,]$/.test(before);
  }

  /** `.name`, `?.name`, `['name']`, `[0]` */
  #memberAt(at: number): { readonly name: TemplateName; readonly next: number } | null {
    const sign = this.#tokens[at]?.text;
    const isChain = sign === '?.' && this.#tokens[at + 1]?.text === '[';
    const open = isChain ? at + 1 : at;
    const name = this.#tokens[open + 1];
    if (!name) return null;
    if ((sign === '.' || sign === '?.') && !isChain)
      return name.kind === 'name' ? { name: toName(name), next: at + 2 } : null;
    if (this.#tokens[open]?.text !== '[' || this.#tokens[open]?.start !== this.#tokens[open - 1]?.end) return null;
    if (this.#tokens[open + 2]?.text !== ']') return null;
    const member =
      name.kind === 'text'
        ? { ...toName(name), start: name.start + 1, end: name.end - 1 }
        : { ...toName(name), name: ANY_ELEMENT };
    return { name: member, next: open + 3 };
  }
}

function toName({ text, start, end }: Token): TemplateName {
  return { name: text, start, end };
}

/** The names of a pattern, given a value, or the elements of one. */
function bound(taken: readonly Taken[], of: TemplatePath | null, isElement: boolean): readonly TemplateBinding[] {
  return taken.map(({ name, members }) => ({ name, of: members ? of : null, isElement, taken: members ?? [] }));
}
