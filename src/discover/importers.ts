import type { Corpus } from './corpus.js';
import { baseNameOf } from './file-kind.js';
import { folderOf } from './project-path.js';
import { KEYWORD_ENDS, specifierAt, withoutQuery } from './specifiers.js';

/** How specifiers lead to files. */
export interface Resolution {
  readonly resolve: (specifier: string, fromFile: string) => string | null;
  /** The file that a folder means when it is imported. */
  readonly resolveFolder: (folder: string) => string | null;
}

/** A specifier and the file it is written in. */
export interface Import {
  readonly specifier: string;
  readonly file: string;
}

/**
 * Opens the lookup of who imports a file. The first question takes the specifiers out of all source files. A relative
 * one is resolved only when a file is asked for whose name it ends in; of the others no spelling tells where they lead.
 *
 * @returns the source files that import a file, sorted
 */
export function openImporters(corpus: Corpus, resolution: Resolution): (file: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  let findImporters: ((file: string) => readonly string[]) | null = null;
  return (file) => {
    findImporters ??= indexImports(corpus, resolution);
    const importers = known.get(file) ?? findImporters(file);
    known.set(file, importers);
    return importers;
  };
}

function indexImports(corpus: Corpus, { resolve, resolveFolder }: Resolution): (file: string) => readonly string[] {
  const byName = new Map<string, Import[]>();
  const resolved = new Map<string, Set<string>>();
  for (const found of importsIn(corpus)) {
    const path = withoutQuery(found.specifier);
    if (endsInName(path) && !corpus.hasLinks) listUnder(byName, nameIn(path), found);
    else addTo(resolved, resolve(found.specifier, found.file), found.file);
  }
  const foldersOf = indexEntries(corpus, resolveFolder);
  return findImporters;

  function findImporters(file: string): readonly string[] {
    const names = new Set([nameIn(file), ...indexedFolders(file).map(nameIn), ...(foldersOf.get(file) ?? [])]);
    const named = [...names].flatMap((name) => byName.get(name) ?? []);
    const importers = named.filter((each) => resolve(each.specifier, each.file) === file).map((each) => each.file);
    return [...new Set([...importers, ...(resolved.get(file) ?? [])])].sort();
  }
}

/** Each specifier that is written out in a source file. */
export function* importsIn(corpus: Corpus): Iterable<Import> {
  for (const keyword of KEYWORD_ENDS) {
    for (const place of corpus.placesInSources(keyword)) {
      const specifier = specifierAt(place, keyword);
      if (specifier !== null) yield { specifier, file: place.file };
    }
  }
}

/** The names of the folders whose manifest leads to a file. */
function indexEntries(
  corpus: Corpus,
  resolveFolder: Resolution['resolveFolder'],
): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const manifest of corpus.jsonFiles) {
    if (baseNameOf(manifest) !== 'package.json') continue;
    const folder = folderOf(manifest);
    addTo(names, resolveFolder(folder), nameIn(folder));
  }
  return names;
}

/** The folders that mean a file by its name alone: `http` for `http/index.ts` and for `http/src/index.ts`. */
function indexedFolders(file: string): readonly string[] {
  if (nameIn(file) !== 'index') return [];
  const folder = folderOf(file);
  return baseNameOf(folder) === 'src' ? [folder, folderOf(folder)] : [folder];
}

/** Whether a specifier is relative and ends in a name: `./http`, but neither `..` nor `http`. */
function endsInName(path: string): boolean {
  return /^\.{1,2}\//.test(path) && !/(?:^|\/)\.{0,2}$/.test(path);
}

/** The last name of a path without its extensions, which a specifier may leave out or write otherwise. */
export function nameIn(path: string): string {
  const name = baseNameOf(path);
  const dot = name.indexOf('.', 1);
  return dot === -1 ? name : name.slice(0, dot);
}

function listUnder(index: Map<string, Import[]>, name: string, found: Import): void {
  const known = index.get(name);
  if (known === undefined) index.set(name, [found]);
  else known.push(found);
}

function addTo<Key>(index: Map<Key, Set<string>>, key: Key | null, value: string): void {
  if (key === null) return;
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([value]));
  else known.add(value);
}
