import { firstIndex } from '../model/place-index.js';
import type { Corpus } from './corpus.js';
import { baseNameOf } from './file-kind.js';
import type { Template } from '../model/template.js';
import type { SkippedFile } from './skipped-file.js';
import { readTemplate } from './templates/template.js';
import { COMPONENT_FILE } from './text-formats.js';

/** What a file that holds scripts among other things is to a reader of programs. */
export interface Component {
  /** The file with nothing left of it but its scripts, which stay where they are. */
  readonly script: string;
  /** Under which extension the scripts can be read as one program. */
  readonly extension: '.ts' | '.tsx';
  /** Whether a script begins that has no end tag, so that it is none, and mentions Clever. */
  readonly isCut: boolean;
  /** Whether the template mentions a name in its code. */
  mentions(name: string): boolean;
  /** What the template does with names of the scripts. */
  template(): Template;
}

/** Where a comment or a block may begin. */
const OPENING = /<!--|<(script|style)\b/gi;
const CLOSING = { comment: /-->/g, script: /<\/script\s*>/gi, style: /<\/style\s*>/gi };
const FRONT_MATTER = /^(\uFEFF?\s*---[^\S\n]*\r?\n)([^]*?)\r?\n---/;
const SCRIPT_TYPE = /^(?:module|(?:text|application)\/(?:javascript|ecmascript|typescript|jsx|babel)|[jt]sx?)$/i;
const LANGUAGE = /^(?:[jt]sx?|javascript|typescript)$/i;

/** Whether a file holds scripts among other things, by its name. */
export function isComponent(file: string): boolean {
  return COMPONENT_FILE.test(baseNameOf(file));
}

/** The components of a corpus, each taken apart once. */
export interface Components {
  /** Those of which a part is not read. */
  cut(): readonly SkippedFile[];
  /** Null for a file that is none. */
  of(file: string): Component | null;
}

/** Opens the components of a corpus. */
export function openComponents(corpus: Pick<Corpus, 'files' | 'mayNameClever' | 'text'>): Components {
  const known = new Map<string, Component>();
  return {
    cut() {
      const named = corpus.files.filter((file) => isComponent(file) && corpus.mayNameClever(file));
      return named
        .filter((file) => this.of(file)?.isCut)
        .map((file) => ({ file, reason: 'a script in it has no end tag, so that script was not read' }));
    },
    of(file) {
      if (!isComponent(file)) return null;
      const component = known.get(file) ?? parseComponent(file, corpus.text(file));
      known.set(file, component);
      return component;
    },
  };
}

/**
 * Takes a component (Vue, Svelte, Astro) or a page apart.
 *
 * @param file its name, which tells how its template writes code
 * @param text without its byte-order mark
 */
export function parseComponent(file: string, text: string): Component {
  const blocks = blocksOf(text);
  const scripts = [...(/\.astro$/i.test(file) ? frontMatterOf(text) : []), ...scriptsAmong(blocks)];
  const cut = blocks.find(({ name, isClosed }) => name === 'script' && !isClosed);
  let names: ReadonlySet<string> | null = null;
  let template: Template | null = null;
  return {
    script: keepOnly(text, scripts),
    extension: scripts.some(({ isJsx }) => isJsx) ? '.tsx' : '.ts',
    isCut: cut !== undefined && /clever/i.test(text.slice(cut.start)),
    mentions(name) {
      names ??= new Set(codeOfTemplate(file, text).match(/[\w$]+/g));
      return names.has(name);
    },
    template() {
      template ??= readTemplate(file, templateOf(text, blocks));
      return template;
    },
  };
}

/** The scripts of a page of which a server makes the rest; one that is not closed takes all the rest. */
export function scriptsOfPage(text: string): readonly { readonly start: number; readonly end: number }[] {
  return scriptsAmong(blocksOf(text).map((block) => ({ ...block, isClosed: true })));
}

/** A stretch of script. */
interface Script {
  readonly start: number;
  readonly end: number;
  readonly isJsx: boolean;
}

function frontMatterOf(text: string): readonly Script[] {
  const match = FRONT_MATTER.exec(text);
  if (!match) return [];
  const start = match[1]?.length ?? 0;
  return [{ start, end: start + (match[2]?.length ?? 0), isJsx: false }];
}

function scriptsAmong(blocks: readonly Block[]): readonly Script[] {
  return blocks.flatMap(({ name, tag, start, end, isClosed }) => {
    const type = attributeOf(tag, 'type');
    const language = attributeOf(tag, 'lang');
    const isProgram = (type === null || SCRIPT_TYPE.test(type)) && (language === null || LANGUAGE.test(language));
    if (name !== 'script' || !isProgram || !isClosed) return [];
    return [{ start: start + tag.length, end, isJsx: /x$|babel$/i.test(language ?? type ?? '') }];
  });
}

/** A comment, or a block with its tags. */
interface Block {
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
function blocksOf(text: string): readonly Block[] {
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

function keepOnly(text: string, scripts: readonly Script[]): string {
  let kept = '';
  for (const { start, end } of scripts) kept += blank(text.slice(kept.length, start)) + text.slice(start, end);
  return kept + blank(text.slice(kept.length));
}

/** The text of a template, with all else blanked. */
function templateOf(text: string, blocks: readonly Block[]): string {
  const front = FRONT_MATTER.exec(text)?.[0] ?? '';
  let kept = blank(front);
  for (const { start, behind } of blocks) {
    if (behind <= kept.length) continue;
    kept += text.slice(kept.length, start) + blank(text.slice(Math.max(start, kept.length), behind));
  }
  return kept + text.slice(kept.length);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** The code in a template: in braces, and in attributes that are code. */
function codeOfTemplate(file: string, text: string): string {
  const template = withoutBlocks(text.replace(FRONT_MATTER, ''));
  if (/\.html?$/i.test(file)) return codeIn(template, /\son\w+\s*=\s*(?:"[^"]*"|'[^']*')/gi);
  if (/\.vue$/i.test(file))
    return codeIn(template, /\{\{[^]*?(?:\}\}|$)|\s(?:v-|[:@#])[\w:.@[\]-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'))?/g);
  return codeInBraces(template);
}

function withoutBlocks(text: string): string {
  const blocks = blocksOf(text);
  const starts = [0, ...blocks.map(({ behind }) => behind)];
  return starts.map((start, index) => text.slice(start, blocks[index]?.start)).join(' ');
}

function codeIn(template: string, code: RegExp): string {
  return (template.match(code) ?? []).join(' ');
}

function codeInBraces(template: string): string {
  let depth = 0;
  return [...template]
    .filter((character) => {
      if (character === '{') depth += 1;
      if (character === '}') depth = Math.max(0, depth - 1);
      return depth > 0;
    })
    .join('');
}
