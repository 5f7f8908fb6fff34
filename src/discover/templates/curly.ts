import { appendAll } from '../../model/append.js';
import type { Template, TemplatePart } from '../../model/template.js';
import { readCode } from './code.js';
import { patternFrom, toCode } from './patterns.js';
import { tokensOf, type Token } from './tokens.js';

/** `#each users as user, index (user.id)` */
const EACH = /^\s*#each\s+/;
const OPENS = /^\s*#(?:if|await|key|snippet)\b/;
const CLOSES = /^\s*\//;
/** What stands in front of the code of a tag. */
const HEAD = /^\s*(?:[#:@](?:if|await|key|else\s+if|else|then|catch|html|render|debug|attach|snippet)\b|\.\.\.)?/;
const DECLARES = /^\s*@const\s/;

/** Reads a template with code in single braces: Svelte, Astro, JSX. */
export function readCurly(text: string): Template {
  const parts: TemplatePart[] = [];
  for (const { start, end } of bracesIn(text)) appendAll(parts, readTag(text, start, end));
  return parts;
}

function readTag(text: string, start: number, end: number): readonly TemplatePart[] {
  const code = text.slice(start, end);
  if (CLOSES.test(code) && !/^\s*\/[/*]/.test(code)) return [{ kind: 'close' }];
  const tokens = (from: number, to = end): readonly Token[] => tokensOf(text, { start: from, end: to });
  const each = EACH.exec(code);
  if (each) return loop(tokens(start + each[0].length));
  // The word in front of it declares like any other `const`.
  if (DECLARES.test(code)) return readCode(tokens(start + code.indexOf('@') + 1));
  const read = readCode(tokens(start + (HEAD.exec(code)?.[0].length ?? 0)));
  return OPENS.test(code) ? [...read, { kind: 'open', context: null }] : read;
}

function loop(tokens: readonly Token[]): readonly TemplatePart[] {
  const as = tokens.findIndex(({ kind, text }) => kind === 'name' && text === 'as');
  const read = readCode(as < 0 ? tokens : tokens.slice(0, as));
  const first = read.find((part) => part.kind === 'path');
  const of = first?.kind === 'path' ? first.path : null;
  const behind = as < 0 ? [] : tokens.slice(as + 1);
  const pattern = patternFrom(toCode(behind), 0);
  const index = pattern && behind[pattern.next]?.text === ',' ? behind[pattern.next + 1] : undefined;
  const bindings = [
    ...(pattern?.taken ?? []).map(({ name, members }) => ({
      name,
      of: members && of,
      isElement: true,
      taken: members ?? [],
    })),
    ...(index ? [{ name: index.text, of: null, isElement: false, taken: [] }] : []),
  ];
  return [...read, { kind: 'open', context: null }, { kind: 'names', bindings }];
}

/** The outermost pairs of braces; one that is never closed opens nothing. */
function bracesIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { readonly start: number; readonly end: number }[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') {
      if (depth === 0) start = at + 1;
      depth += 1;
    } else if (text[at] === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ start, end: at });
    }
  }
  return found;
}
