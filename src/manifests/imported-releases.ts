import { posix } from 'node:path';
import type { ImportUsage, Usage } from '../model/usage.js';

/**
 * The same usages, where an import of a package tells the release that the nearest manifest upwards is installed with, or
 * asks for: the release decides which API the package calls.
 *
 * @param asked what manifests and lock files say
 */
export function withReleases(usages: readonly Usage[], asked: readonly ImportUsage[]): readonly Usage[] {
  const byManifest = asked
    .filter(({ comesWith, release }) => comesWith === null && release !== null)
    .map((each) => ({ ...each, folder: folderOf(each.span.file) }))
    .toSorted((left, right) => right.folder.length - left.folder.length);
  if (!byManifest.length) return usages;
  return usages.map((usage) => {
    if (usage.kind !== 'import' || usage.release !== null) return usage;
    const { package: specifier, span } = usage;
    const manifest = byManifest.find(
      ({ package: name, folder }) =>
        (specifier === name || specifier.startsWith(`${name}/`)) && span.file.startsWith(folder),
    );
    return manifest ? { ...usage, release: manifest.release } : usage;
  });
}

/** The folder of a file with a slash at its end; empty for the root. */
function folderOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === '.' ? '' : `${folder}/`;
}
