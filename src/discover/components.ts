import { keepOnly } from '../model/blanked.js';
import { blocksOf, scriptsAmong, type Script } from '../model/page-blocks.js';
import type { Corpus } from './corpus.js';
import { baseNameOf } from './file-kind.js';
import { bracesIn, FRONT_MATTER, templateOf } from '../model/page-template.js';
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
    script: onLinesOfTheirOwn(keepOnly(text, scripts), scripts),
    extension: scripts.some(({ isJsx }) => isJsx) ? '.tsx' : '.ts',
    isCut: cut !== undefined && /clever/i.test(text.slice(cut.start)),
    mentions(name) {
      names ??= new Set(codeWithNames(file, text).match(/[\w$]+/g));
      return names.has(name);
    },
    template() {
      template ??= readTemplate(file, templateOf(text, blocks));
      return template;
    },
  };
}

/** Ends the line between scripts that stand on one, or the first would go on in the second. */
function onLinesOfTheirOwn(code: string, scripts: readonly Script[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const [index, { start }] of scripts.entries()) {
    const end = scripts[index - 1]?.end;
    if (end === undefined || /[\r\n]/.test(code.slice(end, start))) continue;
    // The last letter of the opening tag, of which nothing else is left.
    parts.push(code.slice(at, start - 1), '\n');
    at = start;
  }
  return parts.join('') + code.slice(at);
}

function frontMatterOf(text: string): readonly Script[] {
  const match = FRONT_MATTER.exec(text);
  if (!match) return [];
  const start = match[1]?.length ?? 0;
  return [{ start, end: start + (match[2]?.length ?? 0), isJsx: false }];
}

/** The code in a template: in braces, and in attributes that are code. */
function codeWithNames(file: string, text: string): string {
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
