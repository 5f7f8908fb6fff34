import { mappings } from '../mapping.js';
import { atTarget } from './calls.js';
import type { MappingRow, TargetVersion } from '../types.js';

/** A path that an open one may be, and what replaces it. */
export interface PossiblePath {
  readonly path: string;
  /** Null if nothing replaces it. */
  readonly target: string | null;
}

/**
 * The endpoints that a path may name whose words are not all known.
 *
 * @param version the old version
 * @param path below the version, with holes anywhere: `/{type}s/{id}`
 * @param target the version to move to
 * @returns an empty list where the path says nothing, or where no endpoint fits
 */
export function findPossiblePaths(version: string, path: string, target: TargetVersion): readonly PossiblePath[] {
  const segments = path.split('/').slice(1);
  // A hole alone may stand for any number of segments.
  if (segments[0] === undefined || /^\{[^{}]*\}$/.test(segments[0])) return [];
  const fits = segments.map(toPattern);
  const rows: readonly MappingRow[] = mappings;
  return rows
    .filter((row) => (row.versions as readonly string[]).includes(version))
    .filter(({ path: known }) => {
      const words = known.split('/').slice(1);
      return (
        words.length === fits.length && words.every((word, index) => word.startsWith('{') || fits[index]?.test(word))
      );
    })
    .map((row) => ({ path: row.path, target: row.target === null ? null : atTarget(row.target, target) }));
}

function toPattern(segment: string): RegExp {
  const [first = '', ...others] = segment.split(/\{[^{}]*\}/);
  return new RegExp(`^${[first, ...others].map(escaped).join('[^/]+')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');
}
