import { posix } from 'node:path';
import type { JsonFiles } from './json-files.js';
import { isJsonObject, type JsonObject, toStrings } from './loose-json.js';
import { packageNameOf } from './packages.js';
import { inFolder } from './project-path.js';

/** One file of those that make up a configuration of the compiler. */
export interface ConfigurationLayer {
  /** The folder it stands in. */
  readonly folder: string;
  /** The folder of the configuration that inherits it, which `${configDir}` stands for. */
  readonly leafFolder: string;
  /** Its compiler options; null for a file that is not read, because it is none of the project. */
  readonly options: JsonObject | null;
}

/** A configuration with what it inherits; what comes later overrides what comes before. */
export type CompilerConfiguration = readonly ConfigurationLayer[];

/** The configurations of the compiler that a project has. */
export interface CompilerConfigurations {
  /** Those of a folder, and those that they only list. */
  of(folder: string): readonly CompilerConfiguration[];
}

/** Configurations that one may inherit from, directly or not. */
const MAXIMUM_ANCESTORS = 100;
const CONFIGURATIONS = ['tsconfig.json', 'jsconfig.json'];

/**
 * Opens the configurations of a project, each folder once.
 *
 * @param packageFolderNamed the folder of the package of this project that a specifier names; null for one from outside
 */
export function openCompilerConfigurations(
  json: JsonFiles,
  packageFolderNamed: (name: string) => string | null,
): CompilerConfigurations {
  const known = new Map<string, readonly CompilerConfiguration[]>();
  return { of: configurationsIn };

  function configurationsIn(folder: string): readonly CompilerConfiguration[] {
    const earlier = known.get(folder);
    if (earlier !== undefined) return earlier;
    const found = CONFIGURATIONS.map((name) => inFolder(folder, name)).flatMap(configurationsOf);
    known.set(folder, found);
    return found;
  }

  /** A configuration that only lists others (as Vite's template has it) leaves its options to them. */
  function configurationsOf(path: string): readonly CompilerConfiguration[] {
    const own = json.read(path);
    if (own === null) return [];
    const references = own['references'];
    const others = Array.isArray(references) ? references.filter(isJsonObject) : [];
    const referred = others.flatMap(({ path: target }) => toStrings(target)).map((target) => besides(path, target));
    return [path, ...referred].map((each) => inherit(each, posix.dirname(each), new Set()));
  }

  function inherit(path: string, leafFolder: string, seen: Set<string>): CompilerConfiguration {
    const configuration = json.read(path);
    const layerOf = (options: JsonObject | null): ConfigurationLayer => ({
      folder: posix.dirname(path),
      leafFolder,
      options,
    });
    if (configuration === null) return [layerOf(null)];
    if (seen.has(path)) return [];
    if (seen.size >= MAXIMUM_ANCESTORS) {
      json.leaveOut(path, `it is inherited through more than ${MAXIMUM_ANCESTORS} configurations`);
      return [layerOf(null)];
    }
    seen.add(path);
    const parents = toStrings(configuration['extends']).map((target) => parentOf(path, target));
    const { compilerOptions } = configuration;
    const own = layerOf(isJsonObject(compilerOptions) ? compilerOptions : {});
    return [...parents.flatMap((parent) => inherit(parent, leafFolder, seen)), own];
  }

  /** The file that one extends; a package of this project may have it. */
  function parentOf(path: string, target: string): string {
    if (target.startsWith('.')) return besides(path, target);
    const name = packageNameOf(target);
    const folder = packageFolderNamed(name);
    return folder === null ? target : besides(inFolder(folder, 'package.json'), `.${target.slice(name.length)}`);
  }

  function besides(path: string, target: string): string {
    const joined = posix.join(posix.dirname(path), target);
    const names = [joined, `${joined}.json`, posix.join(joined, 'tsconfig.json')];
    return names.find((name) => json.read(name) !== null) ?? joined;
  }
}
