import { blank, keepOnly } from '../model/blanked.js';
import { askingAttributes } from '../model/page-attributes.js';
import { blocksOf, scriptsAmong, type Block, type Script } from '../model/page-blocks.js';
import type { Corpus } from './corpus.js';
import { baseNameOf } from './file-kind.js';
import type { Span } from '../model/spans.js';
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
  /** The file with nothing left of it but the code of its template, by which something may be requested. */
  templateCode(): string;
}

const FRONT_MATTER = /^(\uFEFF?\s*---[^\S\n]*\r?\n)([^]*?)\r?\n---/;

/** Components whose templates have code in single braces. */
const BRACES_ARE_CODE = /\.(?:svelte|astro)$/i;
const IN_TWO_BRACES = /\{\{[^]*?(?:\}\}|$)/g;

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
        .map((file) => ({ file, reason: 'a script in it has no end tag, so this tool did not read that script' }));
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
    templateCode() {
      const markup = templateOf(text, blocks);
      return keepOnly(markup, [...askingAttributes(markup), ...bracesIn(markup, BRACES_ARE_CODE.test(file))]);
    },
  };
}

function frontMatterOf(text: string): readonly Script[] {
  const match = FRONT_MATTER.exec(text);
  if (!match) return [];
  const start = match[1]?.length ?? 0;
  return [{ start, end: start + (match[2]?.length ?? 0), isJsx: false }];
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
  return bracesIn(template, true)
    .map(({ start, end }) => template.slice(start, end))
    .join(' ');
}

/**
 * What stands in the outermost braces of a template; what is never closed takes all the rest.
 *
 * @param areSingle whether one brace marks code, as opposed to two
 */
function bracesIn(template: string, areSingle: boolean): readonly Pick<Span, 'start' | 'end'>[] {
  if (!areSingle)
    return [...template.matchAll(IN_TWO_BRACES)].map(({ 0: { length }, index }) => ({
      start: index,
      end: index + length,
    }));
  const found: Pick<Span, 'start' | 'end'>[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: brace, index } of template.matchAll(/[{}]/g)) {
    if (brace === '{') {
      if (depth === 0) start = index;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ start, end: index + 1 });
    }
  }
  return depth > 0 ? [...found, { start, end: template.length }] : found;
}
