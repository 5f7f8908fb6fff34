import type { TemplateName } from '../../model/template.js';
import type { Token } from './tokens.js';

/** A name that a pattern binds, and the members that it takes for it; null for a part that is not known. */
export interface Taken {
  readonly name: string;
  readonly members: readonly TemplateName[] | null;
}

/** The names that a pattern binds: `user`, `{ email, name: full }`, `[first, second]`. */
export interface Pattern {
  readonly taken: readonly Taken[];
  /** The token behind it. */
  readonly next: number;
}

/** A function: `(user) =>`, `user =>`, `function (user)`. */
export interface FunctionHead {
  readonly parameters: readonly (readonly Taken[])[];
  /** The token that its body begins with. */
  readonly body: number;
}

/** Tokens of one pattern, or of the parameters of one function; what holds more is not looked into. */
export const LONGEST_PATTERN = 200;

const OPENING = /^[([{]$/;
const CLOSING = /^[)\]}]$/;

/** The tokens of some code, and for each bracket that one of them opens the token behind its end. */
export interface Code {
  readonly tokens: readonly Token[];
  /** Behind the bracket that a token opens; the end of all where it is never closed, and the next token for any other. */
  readonly behind: (at: number) => number;
}

/** Finds the ends of all brackets at once. */
export function toCode(tokens: readonly Token[]): Code {
  const ends = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, index) => {
    const text = signOf(token);
    if (OPENING.test(text)) open.push(index);
    else if (CLOSING.test(text)) {
      const opened = open.pop();
      if (opened !== undefined) ends.set(opened, index + 1);
    }
  });
  for (const opened of open) ends.set(opened, tokens.length);
  return { tokens, behind: (at) => ends.get(at) ?? at + 1 };
}

/** The pattern that begins at a token; null where none does. */
export function patternFrom({ tokens, behind }: Code, at: number): Pattern | null {
  const first = tokens[at];
  if (!first) return null;
  if (first.kind === 'name') return { taken: [{ name: first.text, members: [] }], next: at + 1 };
  if (first.text !== '{' && first.text !== '[') return null;
  const next = behind(at);
  if (next - at > LONGEST_PATTERN) return { taken: [], next };
  const taken = elementsOf(tokens.slice(at + 1, next - 1)).flatMap((element) => takenBy(element, first.text === '{'));
  return { taken, next };
}

/** The function whose head begins at a token; null where none does. */
export function functionFrom({ tokens, behind }: Code, from: number): FunctionHead | null {
  const at = tokens[from]?.text === 'async' ? from + 1 : from;
  const first = tokens[at];
  if (!first || first.kind === 'text') return null;
  if (first.kind === 'name' && tokens[at + 1]?.text === '=>')
    return { parameters: [[{ name: first.text, members: [] }]], body: at + 2 };
  const isWord = first.text === 'function';
  const open = isWord ? (tokens[at + 1]?.text === '(' ? at + 1 : at + 2) : at;
  if (signOf(tokens[open]) !== '(') return null;
  const next = behind(open);
  if (!isWord && tokens[next]?.text !== '=>') return null;
  const isLong = next - open > LONGEST_PATTERN;
  const elements = isLong ? [] : elementsOf(tokens.slice(open + 1, next - 1));
  const parameters = elements.map((element) => patternFrom(toCode(element), 0)?.taken ?? []);
  return { parameters, body: isWord ? next : next + 1 };
}

function signOf(token: Token | undefined): string {
  return token?.kind === 'sign' ? token.text : '';
}

/** What commas part, outside of brackets. */
function elementsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const elements: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const text = signOf(token);
    if (OPENING.test(text)) depth += 1;
    if (CLOSING.test(text)) depth -= 1;
    if (text === ',' && depth === 0) elements.push([]);
    else elements.at(-1)?.push(token);
  }
  return elements.filter(({ length }) => length > 0);
}

/** `email`, `name: full`, `email = ''`; of a list, and of patterns inside of others, only the names are known. */
function takenBy(element: readonly Token[], isObject: boolean): readonly Taken[] {
  const [first, second, third] = element;
  if (!first) return [];
  const names = element.filter(({ kind }) => kind === 'name').map(({ text }) => text);
  if (first.kind !== 'name') return names.map((name) => ({ name, members: null }));
  if (!isObject) return [{ name: first.text, members: [] }];
  const member = { name: first.text, start: first.start, end: first.end };
  if (second?.text !== ':') return [{ name: first.text, members: [member] }];
  if (third?.kind === 'name') return [{ name: third.text, members: [member] }];
  return names.slice(1).map((name) => ({ name, members: null }));
}
