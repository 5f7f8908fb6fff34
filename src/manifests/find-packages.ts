import { posix } from 'node:path';
import type { ManifestFiles } from '../discover/manifests.js';
import { wordsOf } from '../model/faults.js';
import type { ImportUsage } from '../model/usage.js';
import type { Span, Step } from '../model/spans.js';
import type { AskedByFolder, Installation, LockReader } from './installation.js';
import { readManifest, type Asked, type Manifest } from './manifest.js';
import { readNpmLock } from './npm-lock.js';
import { readPnpmLock } from './pnpm-lock.js';
import { findWays } from './ways.js';
import { readYarnLock } from './yarn-lock.js';

/** What the manifests and lock files of a project say of some packages. */
export interface InstalledPackages {
  readonly usages: readonly ImportUsage[];
  /** Files that cannot be read, with the reason. */
  readonly broken: ReadonlyMap<string, string>;
}

/** Reads the files, given the text of each. */
export type PackageReader = (textOf: (file: string) => string) => InstalledPackages;

/** A lock file that could be read. */
interface Lock {
  readonly file: string;
  readonly folder: string;
  readonly installation: Installation;
}

const READERS: Readonly<Record<string, LockReader>> = {
  'package-lock.json': readNpmLock,
  'npm-shrinkwrap.json': readNpmLock,
  'pnpm-lock.yaml': readPnpmLock,
  'yarn.lock': readYarnLock,
};

/**
 * Opens manifests and lock files for reading, again and again: they are parsed anew when a text has changed only.
 *
 * @param packages names as the registry knows them
 */
export function openPackages({ manifests, locks }: ManifestFiles, packages: readonly string[]): PackageReader {
  let known: { readonly texts: readonly string[]; readonly found: InstalledPackages } | null = null;
  return (textOf) => {
    const texts = [...manifests, ...locks].map(textOf);
    if (known?.texts.every((text, index) => text === texts[index])) return known.found;
    const found = findPackages({ manifests, locks }, textOf, packages);
    known = { texts, found };
    return found;
  };
}

/**
 * Finds packages in manifests and lock files: at the manifest what it asks for itself, at the lock file what comes with
 * something else.
 */
function findPackages(
  files: ManifestFiles,
  textOf: (file: string) => string,
  packages: readonly string[],
): InstalledPackages {
  const broken = new Map<string, string>();
  const manifests = readAll(files.manifests, (file) => readManifest(textOf(file)));
  for (const [file, { fault }] of manifests) if (fault !== null) broken.set(file, fault);
  const locks = readAll(files.locks, (file): Lock | null => {
    const folder = folderOf(file);
    const read = READERS[posix.basename(file)];
    if (read === undefined) return null;
    return { file, folder, installation: read(textOf(file), askedBelow(folder, manifests)) };
  });
  const own = new Set([...manifests.values()].map(({ name }) => name));
  const isWanted = (name: string): boolean => packages.includes(name) && !own.has(name);
  const found = [...locks.values()].filter((lock) => lock !== null);
  const usages = [
    ...[...manifests].flatMap(([file, manifest]) => askedIn(file, manifest, found, isWanted)),
    ...found.flatMap((lock) => broughtAlongIn(lock, manifests, isWanted)),
  ];
  return { usages, broken };

  function readAll<Read>(paths: readonly string[], read: (file: string) => Read): ReadonlyMap<string, Read> {
    const contents = new Map<string, Read>();
    for (const file of paths) {
      try {
        contents.set(file, read(file));
      } catch (error) {
        const isWrong = error instanceof SyntaxError;
        broken.set(file, isWrong ? error.message : wordsOf({ span: null, file, step: 'packages', error }));
      }
    }
    return contents;
  }
}

function folderOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === '.' ? '' : folder;
}

/** What the manifests beside and below a lock file ask for. */
function askedBelow(folder: string, manifests: ReadonlyMap<string, Manifest>): AskedByFolder {
  const below = [...manifests].flatMap(([file, { asked }]) => {
    const path = posix.relative(folder, folderOf(file));
    if (path.startsWith('..')) return [];
    return [[path, new Map(asked.map(({ alias, spelled }) => [alias, spelled]))] as const];
  });
  return new Map(below);
}

function askedIn(
  file: string,
  { asked }: Manifest,
  locks: readonly Lock[],
  isWanted: (name: string) => boolean,
): readonly ImportUsage[] {
  const wanted = asked.filter(({ name, isLocal }) => !isLocal && isWanted(name));
  return wanted.map((each) => {
    const installed = installedFor(file, each.alias, locks);
    return {
      kind: 'import',
      package: each.name,
      release: installed?.release ?? releaseAskedFor(each),
      comesWith: null,
      span: { file, ...each.place },
      trail: installed === null ? [] : [installed.step],
      calls: [],
    };
  });
}

/** What the nearest lock file upwards that knows the manifest gives it. */
function installedFor(
  file: string,
  alias: string,
  locks: readonly Lock[],
): { readonly release: string; readonly step: Step } | null {
  const candidates = locks.flatMap(({ file: lockFile, folder, installation }) => {
    const key = installation.members.get(posix.relative(folder, folderOf(file)))?.get(alias);
    const copy = key === undefined ? undefined : installation.copies.get(key);
    if (copy === undefined) return [];
    const { name, release } = copy;
    const span: Span = { file: lockFile, ...copy.place() };
    return [{ folder, release, step: { span, message: `${name}@${release} is installed` } }];
  });
  return candidates.toSorted((left, right) => right.folder.length - left.folder.length)[0] ?? null;
}

/** A range tells the release well enough; a tag, or an address of git, does not. */
function releaseAskedFor({ range }: Asked): string | null {
  return /^[\s^~<>=v]*\d/.test(range) ? range : null;
}

/** What comes with something else; what a manifest asks for itself is reported there. */
function broughtAlongIn(
  { file, folder, installation }: Lock,
  manifests: ReadonlyMap<string, Manifest>,
  isWanted: (name: string) => boolean,
): readonly ImportUsage[] {
  const wanted = [...installation.copies].filter(([, { name }]) => isWanted(name));
  if (wanted.length === 0) return [];
  const ways = findWays(installation);
  const askedFor = new Set(
    [...installation.members].flatMap(([member, given]) =>
      manifests.has(posix.join(folder, member, 'package.json')) ? [...given.values()] : [],
    ),
  );
  return wanted
    .filter(([key]) => !askedFor.has(key))
    .map(([key, { name, release, place }]) => {
      const way = ways.get(key) ?? [];
      return {
        kind: 'import',
        package: name,
        release: release || null,
        comesWith: way.length > 0 ? way.join(' > ') : null,
        span: { file, ...place() },
        trail: [],
        calls: [],
      };
    });
}
