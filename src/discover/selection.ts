import { resolve } from 'node:path';
import { type Corpus, toCorpusPath } from './corpus.js';
import { NoSuchPathError, NothingMatchedError } from './errors.js';
import { kindOf } from './file-kind.js';
import { isThere, readTypedPath, toTypedMatcher, type Matcher } from './globs.js';

/** What is to be reported, out of all that was read. */
export interface Selection {
  /** The files under the paths, of all kinds but manifests; relative to the root. */
  readonly files: readonly string[];
  /** Whether a file of any kind (an env file, one that was skipped) lies under the paths. */
  readonly includes: (file: string) => boolean;
}

/**
 * Finds the files that the user's paths mean.
 *
 * @param cwd absolute; what relative paths are relative to
 * @param paths files, folders and patterns (`src/**\/*.ts`)
 * @param isIgnored whether nothing is to be reported of a file
 * @throws NoSuchPathError for a path that does not exist
 * @throws NothingMatchedError for a path under which nothing can be audited, or that the project does not include
 */
export function selectFiles(
  corpus: Corpus,
  cwd: string,
  paths: readonly string[],
  isIgnored: Matcher = () => false,
): Selection {
  const matchers = paths.map((path) => matcherOf(corpus, cwd, path));
  const includes = (file: string): boolean => matchers.some((matches) => matches(file)) && !isIgnored(file);
  const files = listedFiles(corpus).filter((file) => includes(file) && !isManifest(file));
  return { files, includes };
}

function matcherOf(corpus: Corpus, cwd: string, path: string): Matcher {
  const typed = readTypedPath(cwd, path);
  if (typed.pattern !== null) return globMatcherOf(corpus, path, typed.place, typed.pattern);
  const place = toPlace(corpus, cwd, path);
  return (file) => isAt(file, place);
}

/** The names of folders above the pattern may hold signs of patterns, so only what stands below its base is matched. */
function globMatcherOf(corpus: Corpus, path: string, base: string, pattern: string): Matcher {
  const place = toCorpusPath(corpus.root, base);
  const matchesBelow = toTypedMatcher(pattern);
  const prefix = place === '' ? '' : `${place}/`;
  const matches: Matcher = (file) =>
    place !== null && file.startsWith(prefix) && matchesBelow(file.slice(prefix.length));
  if (!listedFiles(corpus).some(matches)) throw new NothingMatchedError(path);
  return matches;
}

function toPlace(corpus: Corpus, cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  const place = corpus.findAbsolute(absolute) ?? toCorpusPath(corpus.root, absolute);
  const exists = isThere(absolute);
  const isKnown = place !== null && holdsSomething(corpus, place);
  if (!exists && !isKnown) throw new NoSuchPathError(path);
  if (!isKnown) throw new NothingMatchedError(path);
  return place;
}

/** Manifests tell how the project is put together. */
function isManifest(file: string): boolean {
  return /(?:^|\/)(?:package|package-lock|npm-shrinkwrap|tsconfig[^/]*)\.json$/.test(file);
}

/** Files of all kinds that were read, or will be. */
function listedFiles({
  files,
  environmentFiles,
  jsonFiles,
  textFiles,
  viewFiles,
  dataFiles,
  skipped,
}: Corpus): readonly string[] {
  const unread = new Set(skipped.map(({ file }) => file));
  return [...files, ...environmentFiles, ...jsonFiles, ...textFiles, ...viewFiles, ...dataFiles]
    .filter((file) => !unread.has(file))
    .sort();
}

/** A file that was skipped is matched too: the report says why nothing is said of it. */
function holdsSomething(corpus: Corpus, place: string): boolean {
  if (listedFiles(corpus).some((file) => isAt(file, place))) return true;
  return corpus.skipped.some(({ file }) => isAt(file, place) && (file === place || kindOf(file) === 'source'));
}

function isAt(file: string, place: string): boolean {
  return place === '' || file === place || file.startsWith(`${place}/`);
}
