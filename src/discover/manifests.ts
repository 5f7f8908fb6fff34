import type { Vocabulary } from '../model/vocabulary.js';
import type { Corpus } from './corpus.js';
import { baseNameOf } from './file-kind.js';
import { FOREIGN_FOLDER } from './project-path.js';

/** The files of a project that say which packages it installs. Paths are relative to the root, sorted. */
export interface ManifestFiles {
  readonly manifests: readonly string[];
  readonly locks: readonly string[];
}

const MANIFEST = 'package.json';
const LOCK = /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock)$/;
const NONE: ManifestFiles = { manifests: [], locks: [] };

/**
 * Finds the manifests and lock files that have to be read because one of them names a package that means Clever.
 *
 * @returns every manifest, since one may ask for what another lock file installs, and the lock files that name a package;
 *   none if no file names any
 */
export function findManifests(corpus: Corpus, { packages }: Vocabulary): ManifestFiles {
  const names = (file: string): boolean =>
    packages.some((name) => corpus.holds(file, name) && spelledAs(name).test(corpus.text(file)));
  const files = [...corpus.jsonFiles, ...corpus.textFiles].filter((file) => !FOREIGN_FOLDER.test(file));
  const readable = (file: string): boolean => corpus.find(file) === file;
  const manifests = files.filter((file) => baseNameOf(file) === MANIFEST && readable(file)).sort();
  const locks = files.filter((file) => LOCK.test(baseNameOf(file)) && readable(file) && names(file)).sort();
  return locks.length > 0 || manifests.some(names) ? { manifests, locks } : NONE;
}

/** A name as manifests and lock files write it; `clever-audit` in a manifest says nothing of `clever`. */
function spelledAs(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?:^|["'\\s/:])${escaped}(?=["'@:/])`, 'm');
}
