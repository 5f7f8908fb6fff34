import { posix } from 'node:path';
import type { JsonFiles } from './json-files.js';
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

/** Configurations that one may inherit from, directly or not. */
const MAXIMUM_ANCESTORS = 100;
const CONFIGURATIONS = ['tsconfig.json', 'jsconfig.json'];
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
export function openPathAliases(json: JsonFiles, packageFolderOf: (file: string) => string): PathAliases {
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
    const resolutions = CONFIGURATIONS.map((name) => inFolder(folder, name)).flatMap(resolutionsOf);
    known.set(folder, resolutions);
    return resolutions;
  }

  /** A configuration that only lists others (as Vite's template has it) leaves `paths` to them. */
  function resolutionsOf(path: string): readonly Resolution[] {
    const references = json.read(path)?.['references'];
    const others = Array.isArray(references) ? references.filter(isJsonObject) : [];
    const referred = others.flatMap(({ path: target }) => toStrings(target)).map((target) => besides(path, target));
    return [path, ...referred].map((configuration) => inherit(configuration, posix.dirname(configuration), new Set()));
  }

  function inherit(path: string, leafFolder: string, seen: Set<string>): Resolution {
    const configuration = json.read(path);
    if (configuration === null || seen.has(path)) return NOTHING;
    if (seen.size >= MAXIMUM_ANCESTORS) {
      json.leaveOut(path, `it is inherited through more than ${MAXIMUM_ANCESTORS} configurations`);
      return NOTHING;
    }
    seen.add(path);
    const parents = toStrings(configuration['extends']).filter((target) => target.startsWith('.'));
    const inherited = parents.reduce(
      (before, target) => override(before, inherit(besides(path, target), leafFolder, seen)),
      NOTHING,
    );
    return override(inherited, ownResolution(configuration, posix.dirname(path), leafFolder));
  }

  function besides(path: string, target: string): string {
    const joined = posix.join(posix.dirname(path), target);
    const names = [joined, `${joined}.json`, posix.join(joined, 'tsconfig.json')];
    return names.find((name) => json.read(name) !== null) ?? joined;
  }
}

function override(below: Resolution, above: Resolution): Resolution {
  const hasPaths = Object.keys(above.paths).length > 0;
  return { baseUrl: above.baseUrl ?? below.baseUrl, paths: hasPaths ? above.paths : below.paths };
}

function ownResolution(configuration: JsonObject, folder: string, leafFolder: string): Resolution {
  const options = configuration['compilerOptions'];
  if (!isJsonObject(options)) return NOTHING;
  const { baseUrl, paths } = options;
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
