import { posix } from 'node:path';
import type { CompilerConfigurations, ConfigurationLayer } from './compiler-configurations.js';
import { isJsonObject, type JsonObject, toStrings } from './loose-json.js';
import { foldersUpwards, inFolder } from './project-path.js';
import { matchPattern } from './star-pattern.js';

/** What the compiler configurations of a project say of specifiers. */
export interface PathAliases {
  /** Paths, relative to the root, that a specifier may stand for in a file, best first. */
  candidatesFor(specifier: string, fromFile: string): readonly string[];
}

/** The part of a configuration that speaks of modules, with what it inherits. */
interface Resolution {
  readonly baseUrl: string | null;
  /** Patterns and their targets, relative to the root. */
  readonly paths: JsonObject;
}

const NOTHING: Resolution = { baseUrl: null, paths: {} };
/** `@/x` and `~/x`, which no package can be called: Vue, Nuxt and Next mean a folder of the program by it. */
const CONVENTION = /^[@~]{1,2}\//;
/** SvelteKit's own alias for `src/lib`: https://svelte.dev/docs/kit/$lib */
const LIBRARY = /^\$lib(?=\/|$)/;

/**
 * Opens the aliases that `paths` and `baseUrl` declare.
 *
 * @param packageFolderOf the folder of the package that a file belongs to
 */
export function openPathAliases(
  configurations: CompilerConfigurations,
  packageFolderOf: (file: string) => string,
): PathAliases {
  const known = new Map<string, readonly Resolution[]>();
  return { candidatesFor };

  function candidatesFor(specifier: string, fromFile: string): readonly string[] {
    const declared = foldersUpwards(fromFile)
      .flatMap(resolutionsIn)
      .flatMap((resolution) => candidatesOf(resolution, specifier));
    return [...declared, ...conventionalCandidates(specifier, packageFolderOf(fromFile))];
  }

  function resolutionsIn(folder: string): readonly Resolution[] {
    const earlier = known.get(folder);
    if (earlier !== undefined) return earlier;
    const resolutions = configurations
      .of(folder)
      .map((layers) => layers.reduce((below, layer) => override(below, ownResolution(layer)), NOTHING));
    known.set(folder, resolutions);
    return resolutions;
  }
}

function override(below: Resolution, above: Resolution): Resolution {
  const hasPaths = Object.keys(above.paths).length > 0;
  return { baseUrl: above.baseUrl ?? below.baseUrl, paths: hasPaths ? above.paths : below.paths };
}

function ownResolution({ options, folder, leafFolder }: ConfigurationLayer): Resolution {
  const { baseUrl, paths } = options ?? {};
  const base = typeof baseUrl === 'string' ? joinTarget(folder, baseUrl, leafFolder) : null;
  const ownPaths = isJsonObject(paths)
    ? mapTargets(paths, (target) => joinTarget(base ?? folder, target, leafFolder))
    : {};
  return { baseUrl: base, paths: ownPaths };
}

function mapTargets(paths: JsonObject, map: (target: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(paths).map(([pattern, targets]) => [pattern, toStrings(targets).map(map)]));
}

function joinTarget(folder: string, target: string, leafFolder: string): string {
  const placeholder = '${configDir}';
  if (target.startsWith(placeholder)) return posix.join(leafFolder, target.slice(placeholder.length));
  return posix.join(folder, target);
}

/** The most exact pattern counts first, as in TypeScript. */
function candidatesOf({ paths, baseUrl }: Resolution, specifier: string): readonly string[] {
  const patterns = Object.keys(paths).sort((a, b) => headLength(b) - headLength(a));
  const candidates = patterns.flatMap((pattern) => {
    const matched = matchPattern(pattern, specifier);
    return matched === null ? [] : toStrings(paths[pattern]).map((target) => target.replace('*', matched));
  });
  return baseUrl === null ? candidates : [...candidates, posix.join(baseUrl, specifier)];
}

function headLength(pattern: string): number {
  const star = pattern.indexOf('*');
  return star === -1 ? Number.POSITIVE_INFINITY : star;
}

function conventionalCandidates(specifier: string, packageFolder: string): readonly string[] {
  if (LIBRARY.test(specifier)) return [inFolder(packageFolder, specifier.replace(LIBRARY, 'src/lib'))];
  if (!CONVENTION.test(specifier)) return [];
  const rest = specifier.replace(CONVENTION, '');
  return [`src/${rest}`, `app/${rest}`, rest].map((path) => inFolder(packageFolder, path));
}
