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
  const known = new Map<string, readonly WholeImport[]>();
  return (importer, file) => {
    const text = corpus.text(importer);
    const imports = remembered(known, importer, () => wholeImportsIn(text));
    return imports.some(
      ({ specifier, name }) => resolve(specifier, importer) === file && (name === null || isTakenWhole(name, text)),
    );
  };
}

function wholeImportsIn(text: string): readonly WholeImport[] {
  const named = [...text.matchAll(NAMESPACE)].map(([, name = '', specifier = '']) => ({ specifier, name }));
  const exported = [...text.matchAll(EXPORTED_AGAIN)].map(([, specifier = '']) => ({ specifier, name: null }));
  const called = [...text.matchAll(CALLED)].flatMap(([, target, specifier = '']): readonly WholeImport[] => {
    if (target?.startsWith('}')) return [];
    return [{ specifier, name: target === undefined ? null : target.replace(/\s*=\s*$/, '') }];
  });
  return [...named, ...exported, ...called];
}

/** Whether a name stands anywhere but in front of a member, beside the place that gives it a value. */
function isTakenWhole(name: string, text: string): boolean {
  const mention = new RegExp(
    `(?<![\\w$]|[^.]\\.)${name.replaceAll('$', '\\$')}(?![\\w$])(?!\\s*\\??\\.\\s*[\\w$#])`,
    'g',
  );
  return [...text.matchAll(mention)].length > 1;
}
