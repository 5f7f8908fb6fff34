import { remembered } from '../model/remembered.js';
import type { Corpus } from './corpus.js';

/** How a file takes what another one exports. */
interface WholeImport {
  readonly specifier: string;
  /** The name that stands for all exports; null where they are exported again, or used where they are imported. */
  readonly name: string | null;
}

// Each begins where nothing of a run before it can begin again, so that a text is gone through once.
/** `import * as api from './api'` */
const NAMESPACE = /\*\s*as\s+([\w$]+)\s+from\s*['"]([^'"\n]+)['"]/g;
/** `export * from './api'`, `export { me } from './api'` */
const EXPORTED_AGAIN = /\bexport\s*(?:\*(?:\s*as\s+[\w$]+)?|\{[^{}]*\})\s*from\s*['"]([^'"\n]+)['"]/g;
/** `api = require('./api')`, `(await import('./api'))[name]`, but neither `{ me } = …` nor `require('./api').me` */
const CALLED =
  /(\}\s*=\s*|(?<![\w$])[\w$]+\s*=\s*)?(?:\bawait\s+)?\b(?:require|import)\s*\(\s*['"`]([^'"`\n]+)['"`]\s*\)(?!\s*\.(?!\s*then\b))/g;

/** `api`, `[api]`, but not the `api` of `api.me`, and not a member. */
const NOT_BEFORE_A_MEMBER = /(?<![\w$]|[^.]\.)[\w$]+(?![\w$])(?!\s*\??\.\s*[\w$#])/g;

/**
 * Opens the lookup of files that may take all that another one exports, to export it again or to take one of it by a
 * computed name. Nothing is parsed: a file too many costs a look at its code.
 *
 * @returns whether the first file may take all exports of the second
 */
export function openWholeImports(
  corpus: Corpus,
  resolve: (specifier: string, fromFile: string) => string | null,
): (importer: string, file: string) => boolean {
  const known = new Map<string, ReadonlySet<string>>();
  return (importer, file) =>
    remembered(known, importer, () => {
      const specifiers = specifiersTakenWhole(corpus.text(importer));
      return new Set(specifiers.flatMap((specifier) => resolve(specifier, importer) ?? []));
    }).has(file);
}

function specifiersTakenWhole(text: string): readonly string[] {
  const imports = wholeImportsIn(text);
  if (!imports.length) return [];
  const whole = namesTakenWhole(text);
  return imports.flatMap(({ specifier, name }) => (name === null || whole.has(name) ? specifier : []));
}

function wholeImportsIn(text: string): readonly WholeImport[] {
  const named = [...text.matchAll(NAMESPACE)].map(([, name = '', specifier = '']) => ({ specifier, name }));
  const exported = [...text.matchAll(EXPORTED_AGAIN)].map(([, specifier = '']) => ({ specifier, name: null }));
  const called = [...text.matchAll(CALLED)].flatMap(([, target, specifier = '']): readonly WholeImport[] => {
    if (target?.startsWith('}')) return [];
    return [{ specifier, name: target === undefined ? null : target.replace(/\s*=.*$/s, '') }];
  });
  return [...named, ...exported, ...called];
}

/** The names that stand anywhere but in front of a member, beside the place that gives them a value. */
function namesTakenWhole(text: string): ReadonlySet<string> {
  const once = new Set<string>();
  const again = new Set<string>();
  for (const [name] of text.matchAll(NOT_BEFORE_A_MEMBER)) (once.has(name) ? again : once).add(name);
  return again;
}
