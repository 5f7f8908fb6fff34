import { posix } from 'node:path';
import { isView } from '../../src/discover/text-formats.js';
import { parseComponent } from '../../src/discover/components.js';
import { openViews } from '../../src/discover/views.js';
import type { EnvironmentValue, Sources } from '../../src/program/sources.js';
import type { Texts } from './findings.js';

const ENDINGS = ['', '.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '/index.ts', '/index.js'];
const SPECIFIER = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"]([^'"]+)['"]/g;

/**
 * Sources over texts that are only in memory; they know relative specifiers, and no environment files.
 *
 * @param texts the files, by path from the root
 * @returns what a scan reads them through
 */
export function memorySources(texts: Texts): Sources {
  return {
    text: (file) => (COMPONENT.test(file) ? parseComponent(file, textOf(texts, file)).script : textOf(texts, file)),
    wholeText: (file) => textOf(texts, file),
    component: (file) => (COMPONENT.test(file) ? parseComponent(file, textOf(texts, file)) : null),
    views: viewsOf(texts),
    resolve: (specifier, fromFile) => resolve(texts, specifier, fromFile),
    importersOf: (file) => Object.keys(texts).filter((each) => importsOf(texts, each).includes(file)),
    declarationsOf: () => ({ beside: null, ambient: [] }),
    mayImport: () => [],
    mayTakeWhole: () => false,
    mentions: (file, name) => mentions(textOf(texts, file), name),
    filesMentioning: (name) => Object.keys(texts).filter((each) => mentions(textOf(texts, each), name)),
    filesHolding: (text, form = /./) =>
      Object.keys(texts).filter((each) => form.test(each) && textOf(texts, each).includes(text)),
    packageOf: () => '',
    isEntry: () => false,
    isPublished: () => false,
    commandsOf: () => null,
    compilerFlagsOf: () => ({}),
    environmentValues: (): readonly EnvironmentValue[] => [],
  };
}

/** Pages are no components here: what they are to a server is looked at. */
const COMPONENT = /\.(?:vue|svelte|astro)$/;

function viewsOf(texts: Texts) {
  const files = Object.keys(texts);
  const viewFiles = files.filter((file) => isView(file));
  const find = (path: string): string | null => (texts[path] === undefined ? null : path);
  return openViews({ files, viewFiles, find, text: (file) => textOf(texts, file) }, () => '');
}

function resolve(texts: Texts, specifier: string, fromFile: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const path = posix.join(posix.dirname(fromFile), specifier);
  const written = ENDINGS.map((ending) => path + ending);
  const asTypeScript = path.replace(/\.([cm]?)js$/, '.$1ts');
  return [...written, asTypeScript].find((each) => texts[each] !== undefined) ?? null;
}

function importsOf(texts: Texts, file: string): readonly string[] {
  const specifiers = [...textOf(texts, file).matchAll(SPECIFIER)].map((match) => match[1] ?? '');
  return specifiers.map((specifier) => resolve(texts, specifier, file)).filter((target) => target !== null);
}

/** Whole words, as the mentions of a project are; a name may hold other characters: `@nestjs/axios`. */
function mentions(text: string, name: string): boolean {
  const isWord = (character: string | undefined): boolean => character !== undefined && /[\w$]/.test(character);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!isWord(text[at - 1]) && !isWord(text[at + name.length])) return true;
  return false;
}

function textOf(texts: Texts, file: string): string {
  const text = texts[file];
  if (text === undefined) throw new Error(`${file} is not part of the program`);
  return text;
}
