import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Corpus, toCorpusPath } from './corpus.js';
import { NoSuchPathError, NothingMatchedError } from './errors.js';
import { kindOf } from './file-kind.js';

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
 * @param paths files and folders
 * @throws NoSuchPathError for a path that does not exist
 * @throws NothingMatchedError for a path under which nothing can be audited, or that the project does not include
 */
export function selectFiles(corpus: Corpus, cwd: string, paths: readonly string[]): Selection {
  const places = paths.map((path) => toPlace(corpus, cwd, path));
  const includes = (file: string): boolean => places.some((place) => isAt(file, place));
  const files = listedFiles(corpus).filter((file) => includes(file) && !isManifest(file));
  return { files, includes };
}

function toPlace(corpus: Corpus, cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  const place = corpus.findAbsolute(absolute) ?? toCorpusPath(corpus.root, absolute);
  const exists = lstatSync(absolute, { throwIfNoEntry: false }) !== undefined;
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
function listedFiles({ files, environmentFiles, jsonFiles, textFiles, skipped }: Corpus): readonly string[] {
  const unread = new Set(skipped.map(({ file }) => file));
  return [...files, ...environmentFiles, ...jsonFiles, ...textFiles].filter((file) => !unread.has(file)).sort();
}

/** A file that was skipped is matched too: the report says why nothing is said of it. */
function holdsSomething(corpus: Corpus, place: string): boolean {
  if (listedFiles(corpus).some((file) => isAt(file, place))) return true;
  return corpus.skipped.some(({ file }) => isAt(file, place) && (file === place || kindOf(file) === 'source'));
}

function isAt(file: string, place: string): boolean {
  return place === '' || file === place || file.startsWith(`${place}/`);
}
