import { posix } from 'node:path';
import type { Corpus } from './corpus.js';
import type { JsonFiles } from './json-files.js';
import { isJsonObject, type JsonObject, toStrings } from './loose-json.js';
import { probeFile, probeIndex } from './module-probing.js';
import { folderOf, foldersUpwards, inFolder } from './project-path.js';
import { matchPattern } from './star-pattern.js';

/** The packages of a project, found by the names in their manifests. */
export interface Packages {
  /** The file that a bare specifier (`@school/api/client`) means, when it names a package of this project. */
  resolveName(specifier: string): string | null;
  /** The folder of the package of this project that has a name. */
  folderNamed(name: string): string | null;
  /** The file that `#name` means to the package that a file belongs to. */
  resolveImport(specifier: string, fromFile: string): string | null;
  /** The file that a folder means when it is imported: by its manifest, or its index. */
  resolveFolder(folder: string): string | null;
  /** The file that a path in the manifest of a folder means: what it is built from, where that exists. */
  fileAt(folder: string, target: string): string | null;
  /** The files that the manifest of a folder hands to whoever imports the package. */
  entriesOf(folder: string): readonly string[];
  /** The folder with the nearest manifest upwards; the root (`''`) where there is none. */
  packageFolderOf(file: string): string;
}

const BUILD_FOLDER = /^(?:\.\/)?(?:dist|lib|build|out|esm|cjs)\//;
/** Conditions of `exports` that lead to code, those that may name sources first; others come after. */
const CONDITIONS = ['source', 'development', 'import', 'module', 'node', 'require', 'default'];

/** Opens the packages of a this.#corpus. */
export function openPackages(corpus: Corpus, json: JsonFiles): Packages {
  return new CorpusPackages(corpus, json);
}

class CorpusPackages implements Packages {
  readonly #corpus: Corpus;
  readonly #json: JsonFiles;
  #folders: ReadonlyMap<string, string> | null = null;

  constructor(corpus: Corpus, json: JsonFiles) {
    this.#corpus = corpus;
    this.#json = json;
  }

  resolveName(specifier: string): string | null {
    const name = packageNameOf(specifier);
    const folder = this.folderNamed(name);
    if (folder === null) return null;
    return this.#resolveInPackage(folder, specifier.slice(name.length + 1));
  }

  folderNamed(name: string): string | null {
    return this.#foldersByName().get(name) ?? null;
  }

  #resolveInPackage(folder: string, subpath: string): string | null {
    const path = inFolder(folder, 'package.json');
    for (const target of exportTargets(this.#json.read(path) ?? {}, subpath, this.#cutOf(path))) {
      const file = this.#resolveTarget(folder, target);
      if (file !== null) return file;
    }
    if (subpath === '') return this.resolveFolder(folder);
    return this.#resolvePath(inFolder(folder, subpath)) ?? this.#resolvePath(inFolder(folder, `src/${subpath}`));
  }

  /** What is told that conditions of a manifest are nested deeper than is looked at. */
  #cutOf(path: string): () => void {
    return () => this.#json.leaveOut(path, `it nests more than ${MAXIMUM_CONDITIONS} conditions`);
  }

  fileAt(folder: string, target: string): string | null {
    return this.#resolveTarget(folder, target);
  }

  entriesOf(folder: string): readonly string[] {
    const path = inFolder(folder, 'package.json');
    const { exports } = this.#json.read(path) ?? {};
    const hasSubpaths = isJsonObject(exports) && Object.keys(exports).some((name) => name.startsWith('.'));
    const targets = hasSubpaths ? Object.values(exports) : [exports];
    const files = targets
      .flatMap((each) => leavesOf(each, this.#cutOf(path)))
      .map((target) => this.#resolveTarget(folder, target));
    return [...files, this.resolveFolder(folder)].filter((file) => file !== null);
  }

  #resolvePath(path: string): string | null {
    return probeFile(this.#corpus, path) ?? probeIndex(this.#corpus, path);
  }

  resolveFolder(folder: string): string | null {
    const manifest = this.#json.read(inFolder(folder, 'package.json')) ?? {};
    const entries = [manifest['source'], manifest['module'], manifest['main'], manifest['types'], manifest['typings']];
    for (const target of entries.flatMap(toStrings)) {
      const file = this.#resolveTarget(folder, target);
      if (file !== null) return file;
    }
    return probeIndex(this.#corpus, folder) ?? probeIndex(this.#corpus, inFolder(folder, 'src'));
  }

  /** A target in a build folder means the source it was built from, where that exists. */
  #resolveTarget(folder: string, target: string): string | null {
    for (const path of [...sourcePathsOf(target), target]) {
      const file = this.#resolvePath(posix.join(folder, path));
      if (file !== null) return file;
    }
    return null;
  }

  resolveImport(specifier: string, fromFile: string): string | null {
    const folder = this.packageFolderOf(fromFile);
    const path = inFolder(folder, 'package.json');
    const imports = this.#json.read(path)?.['imports'];
    if (!isJsonObject(imports)) return null;
    for (const target of targetsFor(imports, specifier, this.#cutOf(path))) {
      const file = target.startsWith('.') ? this.#resolveTarget(folder, target) : this.resolveName(target);
      if (file !== null) return file;
    }
    return null;
  }

  packageFolderOf(file: string): string {
    return foldersUpwards(file).find((folder) => this.#corpus.find(inFolder(folder, 'package.json')) !== null) ?? '';
  }

  #foldersByName(): ReadonlyMap<string, string> {
    this.#folders ??= this.#collectFolders();
    return this.#folders;
  }

  /** Of two packages with one name, a fixture and the real one, the real one lies nearer to the root. */
  #collectFolders(): ReadonlyMap<string, string> {
    const byName = new Map<string, string>();
    const manifests = this.#corpus.jsonFiles.filter((file) => posix.basename(file) === 'package.json');
    for (const file of manifests.toSorted((a, b) => depthOf(a) - depthOf(b))) {
      const name = this.#json.read(file)?.['name'];
      if (typeof name === 'string' && !byName.has(name)) byName.set(name, folderOf(file));
    }
    return byName;
  }
}

function depthOf(path: string): number {
  return path.split('/').length;
}

/** The package that a specifier names. */
export function packageNameOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function exportTargets(manifest: JsonObject, subpath: string, onCut: () => void): readonly string[] {
  const { exports } = manifest;
  const key = subpath === '' ? '.' : `./${subpath}`;
  const hasSubpaths = isJsonObject(exports) && Object.keys(exports).some((name) => name.startsWith('.'));
  if (hasSubpaths) return targetsFor(exports, key, onCut);
  return key === '.' ? leavesOf(exports, onCut) : [];
}

/** The targets of a name in a map of `exports` or `imports`; a star in key and target stands for the same text. */
function targetsFor(map: JsonObject, name: string, onCut: () => void): readonly string[] {
  if (name in map) return leavesOf(map[name], onCut);
  return Object.keys(map).flatMap((pattern) => {
    const matched = pattern.includes('*') ? matchPattern(pattern, name) : null;
    return matched === null ? [] : leavesOf(map[pattern], onCut).map((target) => target.replaceAll('*', matched));
  });
}

/** Conditions in conditions that are looked at. */
const MAXIMUM_CONDITIONS = 50;

/** All file names in a tree of conditions, the ones that lead to code first. */
function leavesOf(value: unknown, onCut: () => void, depth = 0): readonly string[] {
  if (!isJsonObject(value) && !Array.isArray(value)) return toStrings(value);
  if (depth === MAXIMUM_CONDITIONS) {
    onCut();
    return [];
  }
  if (Array.isArray(value)) return value.flatMap((each) => leavesOf(each, onCut, depth + 1));
  const rank = (condition: string): number =>
    (CONDITIONS.indexOf(condition) + CONDITIONS.length + 1) % (CONDITIONS.length + 1);
  const conditions = Object.keys(value).sort((a, b) => rank(a) - rank(b));
  return conditions.flatMap((condition) => leavesOf(value[condition], onCut, depth + 1));
}

/** `./dist/esm/client.js` may be built from `src/esm/client`, `src/client`, `esm/client` or `client`. */
function sourcePathsOf(target: string): readonly string[] {
  const paths: string[] = [];
  for (let rest = target; BUILD_FOLDER.test(rest);) {
    rest = rest.replace(BUILD_FOLDER, '');
    const fromSource = rest.startsWith('src/') ? rest : `src/${rest}`;
    paths.push(asSource(fromSource), asSource(rest));
  }
  return paths;
}

/** A declaration was built from the same source as its code. */
function asSource(path: string): string {
  return path.replace(/\.d\.([cm]?)ts$/, '.$1js');
}
