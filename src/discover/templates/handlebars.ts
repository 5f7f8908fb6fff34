import { appendAll } from '../../model/append.js';
import {
  pathTo,
  type Template,
  type TemplateBinding,
  type TemplateName,
  type TemplatePart,
  type TemplatePath,
} from '../../model/template.js';

/** `{{user.name}}`, `{{{user.name}}}`, `{{#each users as |user|}}`; comments are taken whole. */
const TAG = /\{\{!--[^]*?(?:--~?\}\}|$)|\{\{![^}]*\}\}|\{\{\{?~?\s*([#^/>&]?[*>]?)\s*([^{}]*?)~?\}?\}\}/g;

const WORD = /"[^"]*"|'[^']*'|\|[^|]*\||[()]|[^\s()|"']+/g;
/** A path; `../` leads to the context around, `@root` to the outermost one. */
const PATH =
  /^(?:@root[./])?(?:\.\.\/)*(?:this|\.|[\p{L}_$][\p{L}\p{N}_$-]*)?(?:[./](?:[\p{L}\p{N}_$-]+|\[[^\]]*\]))*$/u;
const NO_PATH = /^(?:else|true|false|null|undefined|as|\d.*|)$/;
/** Helpers that compare: https://github.com/helpers/handlebars-helpers#comparison */
const COMPARES =
  /^(?:if|unless)?_?-?(?:eq|equals?|is|isnt|ne|neq|not_?eq(?:ual)?|compare|cond|case|switch|===?)$|^(?:ifCond|ifEquals?|ifEq|ifeq|ifIs|isEqual|areEqual|when)$/i;

/** A word of a tag, and where it stands. */
interface Word {
  readonly text: string;
  readonly start: number;
}

/** Reads a template of Handlebars or Mustache, where a block changes what names are members of. */
export function readHandlebars(text: string): Template {
  const parts: TemplatePart[] = [];
  for (const match of text.matchAll(TAG)) {
    const [written, sign, content = ''] = match;
    if (sign === undefined) continue;
    const words = wordsOf(content, match.index + written.indexOf(content, 2 + sign.length));
    if (sign === '/') parts.push({ kind: 'close' });
    else if (sign.endsWith('>')) {
      appendAll(parts, included(words));
      if (sign === '#>') parts.push({ kind: 'open', context: null });
    } else if (sign.startsWith('#') || sign === '^') appendAll(parts, opened(words, sign === '^'));
    else appendAll(parts, readOf(words));
  }
  return parts;
}

function wordsOf(content: string, start: number): readonly Word[] {
  return [...content.matchAll(WORD)].map((match) => ({ text: match[0], start: start + match.index }));
}

/** `#each users as |user|`, `#with user`, `#if user.email`, `#users` of Mustache. */
function opened([head, ...words]: readonly Word[], isInverse: boolean): readonly TemplatePart[] {
  // `{{^}}` is an `else`.
  if (!head) return [];
  const isElement = head.text === 'each' || head.text === 'foreach';
  if (!isElement && head.text !== 'with') {
    const of = words.length === 0 && !isInverse ? pathIn(head) : null;
    return [...readOf([head, ...words]), { kind: 'open', context: of && { of, isElement, isSection: true } }];
  }
  const [subject, ...rest] = words;
  const of = subject ? pathIn(subject) : null;
  const named = rest.find(({ text }) => text.startsWith('|'))?.text.match(/[^|\s]+/g) ?? [];
  // What the block names is seen from outside of it.
  const outer = of && { ...of, outward: of.outward + 1 };
  const bindings = named.map((name, index) => ({ name, of: index === 0 ? outer : null, isElement, taken: [] }));
  return [
    ...(of ? [{ kind: 'path', path: of } as const] : []),
    { kind: 'open', context: { of, isElement, isSection: false } },
    { kind: 'names', bindings },
  ];
}

/** `> header`, `> card user`, `> card person=user` */
function included([view, ...words]: readonly Word[]): readonly TemplatePart[] {
  if (!view || view.text.startsWith('(')) return [];
  const name = view.text.replace(/^["']|["']$/g, '');
  const given = words.flatMap((word, index): readonly TemplateBinding[] => {
    const match = /^([\w-]+)=(.*)$/.exec(word.text);
    const [, own = '', value = ''] = match ?? [];
    if (!match) return [];
    const of = pathIn({ text: value, start: word.start + own.length + 1 });
    const isText = value === '' && words[index + 1] !== undefined;
    return [{ name: own, of: isText ? null : of, isElement: false, taken: [] }];
  });
  const [first] = words;
  const context = first && !first.text.includes('=') ? pathIn(first) : null;
  return [...readOf(words), { kind: 'include', view: name, context, given }];
}

/** The paths of a tag; the first word of several is the name of a helper. */
function readOf(words: readonly Word[]): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  const helpers = words.filter((_word, index) => isHelper(words, index));
  words.forEach((word, index) => {
    const [, key = '', value = word.text] = /^([\w-]+=)(.*)$/.exec(word.text) ?? [];
    const path = isHelper(words, index) ? null : pathIn({ text: value, start: word.start + key.length });
    if (!path) return;
    const helper = helpers.findLast(({ start }) => start < word.start);
    const isCompared = helper !== undefined && COMPARES.test(helper.text);
    parts.push({ kind: 'path', path: { ...path, literals: isCompared ? textsBeside(words, index) : [] } });
  });
  return parts;
}

function isHelper(words: readonly Word[], index: number): boolean {
  const before = words[index - 1]?.text;
  if (before === undefined) return words.length > 1;
  return before === '(' || before === 'else';
}

/** The texts beside a word, up to the next bracket. */
function textsBeside(words: readonly Word[], index: number): readonly string[] {
  const near = [words[index - 2], words[index - 1], words[index + 1], words[index + 2]];
  return near
    .flatMap((word) => (word && /^(["']).+\1$/.test(word.text) ? [word.text.slice(1, -1)] : []))
    .filter((text) => !/^[=!]==?$/.test(text));
}

function pathIn({ text, start }: Word): TemplatePath | null {
  if (NO_PATH.test(text) || !PATH.test(text) || text.startsWith('@') !== /^@root[./]/.test(text)) return null;
  const isRoot = text.startsWith('@root');
  const outward = isRoot ? Infinity : (text.match(/\.\.\//g)?.length ?? 0);
  const front = /^(?:@root[./])?(?:\.\.\/)*(?:(?:this|\.)(?:[./]|$))?/.exec(text)?.[0].length ?? 0;
  const names: TemplateName[] = [...text.slice(front).matchAll(/\[([^\]]*)\]|[^./[\]]+/g)].map((match) => {
    const name = match[1] ?? match[0];
    const at = start + front + match.index + (match[1] === undefined ? 0 : 1);
    return { name, start: at, end: at + name.length };
  });
  const isOfContext = front > 0;
  const [root = null, ...members] = names;
  return isOfContext ? pathTo(null, names, outward) : pathTo(root, members, outward);
}
