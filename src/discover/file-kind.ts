import { COMPONENT_FILE, isView, lineCommentOf, textFormatOf } from './text-formats.js';

/**
 * What a file is to an audit: code, values for `process.env`, data and manifests that code refers to, a template that code
 * shows, or another text that can hold an address.
 */
export type FileKind = 'source' | 'env' | 'json' | 'view' | 'text';

/** The kinds of a listing; data is listed only for runs that look for ids. */
export type ListedKind = FileKind | 'data';

/** `.gs` is that of Google Apps Script: https://developers.google.com/apps-script/guides/clasp */
const SOURCE = /\.(?:[cm]?[jt]sx?|gs)$/;
const ENVIRONMENT = /^\.env|^env\.|\.env$/;

/**
 * The kind of a file by its name.
 *
 * @param name the file's name, or a path that ends in it
 * @returns null for a file that an audit has no use for
 */
export function kindOf(name: string): FileKind | null {
  const baseName = baseNameOf(name);
  if (SOURCE.test(baseName) || COMPONENT_FILE.test(baseName)) return 'source';
  if (baseName.endsWith('.json')) return 'json';
  if (isView(baseName)) return 'view';
  const isText = textFormatOf(baseName) !== null;
  if (ENVIRONMENT.test(baseName) && !(isText && baseName.startsWith('env.'))) return 'env';
  return isText ? 'text' : null;
}

/** Whether a file is a program in another language, or a script of commands, of which only the addresses are looked for. */
export function isProgramReadAsText(name: string): boolean {
  return kindOf(name) === 'text' && lineCommentOf(baseNameOf(name)) !== null;
}

/**
 * Whether a file could be a script by its name alone: `bin/sync`.
 *
 * @param name the file's name, or a path that ends in it
 */
export function mayBeScript(name: string): boolean {
  return !baseNameOf(name).includes('.') && kindOf(name) === null;
}

/** Data and prose, which no audit reads, and the snapshots of Jest and Vitest. */
const DATA = /\.(?:csv|tsv|txt|jsonl|ndjson|snap|feature|graphql|gql|rst|adoc)$/i;

/**
 * Whether a file can hold ids of people although an audit has no other use for it: seeds, snapshots, lists without an
 * extension.
 *
 * @param name the file's name, or a path that ends in it
 */
export function isData(name: string): boolean {
  return kindOf(name) === null && (DATA.test(baseNameOf(name)) || mayBeScript(name));
}

/**
 * Whether a file holds settings of a deployment (env files, compose files, JSON, scripts), which may be secrets; programs
 * of any language and documents do not.
 *
 * @param name the file's name, or a path that ends in it
 */
export function holdsSettings(name: string): boolean {
  const kind = kindOf(name);
  if (mayBeScript(name)) return true;
  return kind === 'text' ? textFormatOf(baseNameOf(name))?.role === 'configuration' : kind === 'env' || kind === 'json';
}

const MANIFEST = /^(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock)$/;

/**
 * Whether lines of a file may be printed: those of programs, documents and manifests, but none of settings.
 *
 * @param name the file's name, or a path that ends in it
 */
export function showsLines(name: string): boolean {
  return !holdsSettings(name) || MANIFEST.test(baseNameOf(name));
}

/** The name of a file without its folders. */
export function baseNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
