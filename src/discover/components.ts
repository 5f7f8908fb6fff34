import type { Corpus } from './corpus.js';
import { baseNameOf } from './file-kind.js';
import { COMPONENT_FILE } from './text-formats.js';

/** What a file that holds scripts among other things is to a reader of programs. */
export interface Component {
  /** The file with nothing left of it but its scripts, which stay where they are. */
  readonly script: string;
  /** Under which extension the scripts can be read as one program. */
  readonly extension: '.ts' | '.tsx';
  /** Whether the template, which is not read, mentions a name in its code. */
  mentions(name: string): boolean;
}

const BLOCK_START = /<!--|<(script|style)\b/gi;
/** The rest of a tag, read once: there is no way back into what the look-ahead took. */
const REST_OF_TAG = /(?=((?:"[^"]*"|'[^']*'|[^'">])*))\1>/y;
/** After as many tags without an end no more are looked at, since each is searched to the end of the file. */
const MOST_OPEN_TAGS = 100;
const FRONT_MATTER = /^(\uFEFF?\s*---[^\S\n]*\r?\n)([^]*?)\r?\n---/;
const SCRIPT_TYPE = /^(?:module|(?:text|application)\/(?:javascript|ecmascript|typescript|jsx|babel)|[jt]sx?)$/i;
const LANGUAGE = /^(?:[jt]sx?|javascript|typescript)$/i;

/** Whether a file holds scripts among other things, by its name. */
export function isComponent(file: string): boolean {
  return COMPONENT_FILE.test(baseNameOf(file));
}

/** The components of a corpus, each taken apart once. */
export interface Components {
  /** Null for a file that is none. */
  of(file: string): Component | null;
}

/** Opens the components of a corpus. */
export function openComponents(corpus: Pick<Corpus, 'text'>): Components {
  const known = new Map<string, Component>();
  return {
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
  const scripts = [...(/\.astro$/i.test(file) ? frontMatterOf(text) : []), ...scriptsOf(text)];
  let names: ReadonlySet<string> | null = null;
  return {
    script: keepOnly(text, scripts),
    extension: scripts.some(({ isJsx }) => isJsx) ? '.tsx' : '.ts',
    mentions(name) {
      names ??= new Set(codeOfTemplate(file, text).match(/[\w$]+/g));
      return names.has(name);
    },
  };
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

/** A comment, a script or a style; a comment has no name. */
interface Block {
  readonly index: number;
  readonly end: number;
  readonly name: string;
  readonly tag: string;
  readonly content: string;
}

/** What is not closed is no block, and its end is looked for once only. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const absent = new Set<string>();
  let openTags = 0;
  for (let at = 0; ;) {
    const start = matchFrom(BLOCK_START, text, at);
    if (!start) return blocks;
    const name = start[1]?.toLowerCase() ?? '';
    at = start.index + start[0].length;
    if (absent.has(name) || (name && openTags > MOST_OPEN_TAGS)) continue;
    const rest = name ? matchFrom(REST_OF_TAG, text, at)?.[0] : '';
    if (rest === undefined) {
      openTags += 1;
      continue;
    }
    const content = at + rest.length;
    const close = matchFrom(name ? new RegExp(String.raw`</${name}\s*>`, 'gi') : /-->/g, text, content);
    if (close) {
      const tag = text.slice(start.index, content);
      const end = close.index + close[0].length;
      blocks.push({ index: start.index, end, name, tag, content: text.slice(content, close.index) });
      at = end;
    } else absent.add(name);
  }
}

function matchFrom(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

function withoutBlocks(text: string): string {
  let done = 0;
  const between = blocksOf(text).map(({ index, end }) => {
    const before = text.slice(done, index);
    done = end;
    return `${before} `;
  });
  return between.join('') + text.slice(done);
}

function scriptsOf(text: string): readonly Script[] {
  return blocksOf(text).flatMap(({ index, tag, name, content }) => {
    const type = attributeOf(tag, 'type');
    const language = attributeOf(tag, 'lang');
    const isProgram = (type === null || SCRIPT_TYPE.test(type)) && (language === null || LANGUAGE.test(language));
    if (name !== 'script' || !isProgram) return [];
    const start = index + tag.length;
    return [{ start, end: start + content.length, isJsx: /x$|babel$/i.test(language ?? type ?? '') }];
  });
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

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** The code in a template: in braces, and in attributes that are code. */
function codeOfTemplate(file: string, text: string): string {
  const template = withoutBlocks(text.replace(FRONT_MATTER, ''));
  if (/\.html?$/i.test(file)) return codeIn(template, /\son\w+\s*=\s*(?:"[^"]*"|'[^']*')/gi);
  if (/\.vue$/i.test(file))
    return codeIn(template, /\{\{[^]{0,2000}?\}\}|\s(?:v-|[:@#])[\w:.@[\]-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'))?/g);
  return codeInBraces(template);
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
