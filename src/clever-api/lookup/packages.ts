import { packages } from '../packages.js';
import type { PackageRow, TargetVersion } from '../types.js';

const rows: readonly PackageRow[] = packages;

/** Major, minor and patch; a part that is not given may be as high as it likes, as in the range `^0.11`. */
function partsOf(version: string): readonly number[] | null {
  const match = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version);
  if (match === null) return null;
  return [1, 2, 3].map((part) => Number(match[part] ?? Infinity));
}

function isAtMost(version: readonly number[], limit: readonly number[]): boolean {
  for (const [index, part] of version.entries()) {
    const other = limit[index] ?? 0;
    if (part !== other) return part < other;
  }
  return true;
}

/**
 * Finds a package that speaks Clever's API.
 *
 * @param name the package's name, without a path into it
 * @param version its version, or the range that a manifest asks for
 * @param target the version to move to, which the advice names
 * @returns what is known of that release, or of the newest where the version says nothing; null for other packages
 */
export function findPackage(
  name: string,
  version: string | undefined,
  target: TargetVersion = 'v3.0',
): PackageRow | null {
  const row = findRelease(name, version);
  if (!row?.instead) return row;
  return { ...row, instead: row.instead.replaceAll('v3.0', target) };
}

function findRelease(name: string, version: string | undefined): PackageRow | null {
  const releases = rows.filter((row) => row.name === name);
  const wanted = version === undefined ? null : partsOf(version);
  const newest = releases.at(-1) ?? null;
  if (wanted === null) return newest;
  return releases.find((row) => isAtMost(wanted, partsOf(row.last) ?? [])) ?? newest;
}
