import { posix } from 'node:path';
import type { Corpus } from './corpus.js';
import { inFolder } from './project-path.js';

/** Code before its types, and before data. */
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts', '.d.mts', '.d.cts', '.json'];

/** What TypeScript lets be written for another file: the extension of the output for that of the source. */
const SOURCES_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.jsx']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
]);
const DECLARATIONS_OF: ReadonlyMap<string, string> = new Map([
  ['.js', '.d.ts'],
  ['.jsx', '.d.ts'],
  ['.mjs', '.d.mts'],
  ['.cjs', '.d.cts'],
]);

/** The file that a path without, or with another, extension stands for; null where there is none. */
export function probeFile(corpus: Corpus, path: string): string | null {
  for (const candidate of candidatesFor(path)) {
    const file = corpus.find(candidate);
    if (file !== null) return file;
  }
  return null;
}

/** The file of types beside a script, which the compiler reads in its place; null where there is none. */
export function probeDeclaration(corpus: Corpus, script: string): string | null {
  const extension = posix.extname(script);
  const declaration = DECLARATIONS_OF.get(extension);
  return declaration === undefined ? null : corpus.find(script.slice(0, -extension.length) + declaration);
}

/** The scripts that a file of types may stand beside. */
export function scriptsDeclaredBy(file: string): readonly string[] {
  return [...DECLARATIONS_OF].flatMap(([script, declaration]) =>
    file.endsWith(declaration) ? [file.slice(0, -declaration.length) + script] : [],
  );
}

/** The index file of a folder; null where there is none. */
export function probeIndex(corpus: Corpus, folder: string): string | null {
  return probeFile(corpus, inFolder(folder, 'index'));
}

function candidatesFor(path: string): readonly string[] {
  const extension = posix.extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const sources = SOURCES_OF.get(extension) ?? [];
  const declaration = DECLARATIONS_OF.get(extension);
  return [
    ...sources.map((sourceExtension) => stem + sourceExtension),
    path,
    ...(declaration === undefined ? [] : [stem + declaration]),
    ...EXTENSIONS.map((added) => path + added),
  ];
}
