import { posix } from 'node:path';
import { openCompilerConfigurations } from './compiler-configurations.js';
import { compilerFlagsOf } from './compiler-flags.js';
import { openCommands, type Commands } from './commands.js';
import type { Corpus } from './corpus.js';
import { openImporters } from './importers.js';
import { openJsonFiles } from './json-files.js';
import { languageTargetOf, type LanguageTarget } from './language-target.js';
import { probeFile, scriptsDeclaredBy } from './module-probing.js';
import { openEntryFiles, openPublishedFiles } from './entry-files.js';
import { openPackages } from './packages.js';
import { openPathAliases } from './path-aliases.js';
import { folderOf } from './project-path.js';
import { openScriptDeclarations } from './script-declarations.js';
import type { SkippedFile } from './skipped-file.js';
import { withoutQuery } from './specifiers.js';
import type { CompilerFlags } from '../model/compiler-flags.js';
import type { ScriptDeclarations } from '../model/script-declarations.js';

/** Which file of a corpus imports which. */
export interface Modules {
  /**
   * The file that a specifier means where it is written.
   *
   * @returns null for a package from outside, or a file that does not exist
   */
  resolve(specifier: string, fromFile: string): string | null;
  /**
   * The source files that import, require or re-export a file, sorted; the first question searches all source files. Of a
   * file of types, also those that import the script beside it.
   */
  importersOf(file: string): readonly string[];
  /** Where people declare what a script exports, for the compiler. */
  declarationsOf(script: string): ScriptDeclarations;
  /** The folder with the nearest manifest upwards; the root (`''`) where there is none. */
  packageOf(file: string): string;
  /** Whether a manifest, or the settings of a deployment, hand what a file exports to code outside of the project. */
  isEntry(file: string): boolean;
  /** Whether the manifest of a package that is not private names a file as what the package exports. */
  isPublished(file: string): boolean;
  /** What the manifest of a file's package says of commands. */
  commandsOf(file: string): Commands;
  /** What the nearest configuration of the compiler says of what an error is. */
  compilerFlagsOf(file: string): CompilerFlags;
  /** The oldest thing that runs a script as it is, as its package says; null where nothing is said. */
  languageTargetOf(script: string): LanguageTarget | null;
  /** Manifests and compiler configurations that were needed so far and are no JSON. */
  readonly broken: readonly SkippedFile[];
}

/** Opens the module graph of a corpus; nothing is read before the first question. */
export function openModules(corpus: Corpus): Modules {
  const json = openJsonFiles(corpus);
  const packages = openPackages(corpus, json);
  const configurations = openCompilerConfigurations(json, (name) => packages.folderNamed(name));
  const aliases = openPathAliases(configurations, (file) => packages.packageFolderOf(file));
  const resolved = new Map<string, string | null>();
  const ownImportersOf = openImporters(corpus, { resolve, resolveFolder: (folder) => packages.resolveFolder(folder) });
  return {
    resolve,
    importersOf,
    declarationsOf: openScriptDeclarations(corpus),
    packageOf: (file) => packages.packageFolderOf(file),
    isEntry: openEntryFiles(corpus, json, packages),
    isPublished: openPublishedFiles(json, packages),
    commandsOf: openCommands(json, packages),
    compilerFlagsOf: (file) => compilerFlagsOf(file, configurations),
    languageTargetOf: (script) => languageTargetOf(script, corpus, json),
    broken: json.broken,
  };

  function importersOf(file: string): readonly string[] {
    const scripts = scriptsDeclaredBy(file).filter((script) => corpus.find(script) === script);
    if (!scripts.length) return ownImportersOf(file);
    return [...new Set([file, ...scripts].flatMap(ownImportersOf))].sort();
  }

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
}
