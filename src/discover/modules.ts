import { posix } from 'node:path';
import type { Corpus } from './corpus.js';
import { openJsonFiles } from './json-files.js';
import { probeFile } from './module-probing.js';
import { openPackages } from './packages.js';
import { openPathAliases } from './path-aliases.js';
import { folderOf } from './project-path.js';
import type { SkippedFile } from './skipped-file.js';
import { specifiersIn } from './specifiers.js';

/** Which file of a corpus imports which. */
export interface Modules {
  /**
   * The file that a specifier means where it is written.
   *
   * @returns null for a package from outside, or a file that does not exist
   */
  resolve(specifier: string, fromFile: string): string | null;
  /** The files of the corpus that a source file imports, requires or re-exports. */
  importsOf(file: string): readonly string[];
  /** The source files that import a file; the first question reads all source files. */
  importersOf(file: string): readonly string[];
  /** The folder with the nearest manifest upwards; the root (`''`) where there is none. */
  packageOf(file: string): string;
  /** Manifests and compiler configurations that were needed so far and are no JSON. */
  readonly broken: readonly SkippedFile[];
}

/** Opens the module graph of a corpus; nothing is read before the first question. */
export function openModules(corpus: Corpus): Modules {
  const json = openJsonFiles(corpus);
  const packages = openPackages(corpus, json);
  const aliases = openPathAliases(json, (file) => packages.packageFolderOf(file));
  const resolved = new Map<string, string | null>();
  const imports = new Map<string, readonly string[]>();
  let importers: ReadonlyMap<string, readonly string[]> | null = null;
  return { resolve, importsOf, importersOf, packageOf: packages.packageFolderOf, broken: json.broken };

  function resolve(specifier: string, fromFile: string): string | null {
    const key = `${folderOf(fromFile)}\0${specifier}`;
    const earlier = resolved.get(key);
    if (earlier !== undefined) return earlier;
    const file = resolveAnew(withoutQuery(specifier), fromFile);
    resolved.set(key, file);
    return file;
  }

  function resolveAnew(specifier: string, fromFile: string): string | null {
    if (specifier.startsWith('node:')) return null;
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return resolvePath(posix.join(folderOf(fromFile), specifier));
    if (specifier.startsWith('#')) {
      const file = packages.resolveImport(specifier, fromFile);
      if (file !== null) return file;
    }
    for (const candidate of aliases.candidatesFor(specifier, fromFile)) {
      const file = resolvePath(candidate);
      if (file !== null) return file;
    }
    return packages.resolveName(specifier);
  }

  function resolvePath(path: string): string | null {
    if (path.startsWith('..')) return null;
    const trimmed = path.replace(/^\.$|^\.\/|\/$/g, '');
    const file = path.endsWith('/') || trimmed === '' ? null : probeFile(corpus, trimmed);
    return file ?? packages.resolveFolder(trimmed);
  }

  function importsOf(file: string): readonly string[] {
    const earlier = imports.get(file);
    if (earlier !== undefined) return earlier;
    const found = new Set(specifiersIn(corpus.text(file)).map((specifier) => resolve(specifier, file)));
    const files = [...found].filter((target) => target !== null);
    imports.set(file, files);
    return files;
  }

  function importersOf(file: string): readonly string[] {
    importers ??= indexImporters();
    return importers.get(file) ?? [];
  }

  function indexImporters(): ReadonlyMap<string, readonly string[]> {
    const index = new Map<string, string[]>();
    for (const file of corpus.files) {
      for (const target of importsOf(file)) {
        const known = index.get(target);
        if (known === undefined) index.set(target, [file]);
        else known.push(file);
      }
    }
    return index;
  }
}

/** Bundlers take `./logo.svg?raw`. */
function withoutQuery(specifier: string): string {
  const mark = specifier.indexOf('?');
  return mark > 0 ? specifier.slice(0, mark) : specifier;
}
