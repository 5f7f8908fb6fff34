import { parseEnvironment } from '../discover/env-syntax.js';

/**
 * How a text can come to Clever without naming it. A saved text needs none of this, since the audit of its project knows;
 * for one that is not saved it decides whether another audit is worth its time.
 */
export interface Ties {
  /** Names of the files that have to do with Clever, and of their folders: what an import of them ends in. */
  readonly modules: ReadonlySet<string>;
  /** Environment variables that hold a Clever URL, and what the configuration of the project adds. */
  readonly words: ReadonlySet<string>;
}

const NAME = /clever/i;
const SPECIFIER = /\b(?:from|import|require)\s*(?:\(\s*)?(['"`])(.*?)\1/g;
const EXTENSIONS = /(?:\.d)?\.[^./]+$/;

/**
 * Whether a text names Clever.
 *
 * @returns true also for words that merely look like it; an audit tells them apart
 */
export function namesClever(text: string): boolean {
  return NAME.test(text);
}

/**
 * Collects what ties a text to Clever.
 *
 * @param files paths of the files that have to do with Clever
 * @param environments texts of the project's env files
 * @param configured words that have to do with Clever by the configuration of the project
 */
export function collectTies(
  files: Iterable<string>,
  environments: readonly string[],
  configured: readonly string[],
): Ties {
  const modules = [...files].flatMap((file) => file.split('/').map(withoutExtensions));
  const entries = environments.flatMap(parseEnvironment).filter(({ value }) => namesClever(value));
  return { modules: new Set(modules), words: new Set([...entries.map(({ name }) => name), ...configured]) };
}

/** Whether a text imports a module, or holds a word, that may be Clever's. */
export function isTied(text: string, { modules, words }: Ties): boolean {
  if ([...words].some((word) => text.includes(word))) return true;
  if (modules.size === 0) return false;
  return [...text.matchAll(SPECIFIER)].some(([, , specifier = '']) => isOneOf(modules, specifier));
}

/** `.` and `..` name a folder without saying which. */
function isOneOf(modules: ReadonlySet<string>, specifier: string): boolean {
  const last = specifier.slice(specifier.lastIndexOf('/') + 1);
  return last === '' || last === '.' || last === '..' || modules.has(last) || modules.has(withoutExtensions(last));
}

function withoutExtensions(name: string): string {
  return name.replace(EXTENSIONS, '');
}
