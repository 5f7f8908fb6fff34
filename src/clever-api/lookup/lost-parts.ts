import { lostParts } from '../envelope.js';
import type { LostPartRow } from '../types.js';

const rows: readonly LostPartRow[] = lostParts;

/**
 * Finds a part of the envelope around records that v3 does not have.
 *
 * @param version the version that answers
 * @param path member names from the top of the body: `['paging', 'total']`
 * @returns null for what v3 has too
 */
export function findLostPart(version: string | null, path: readonly string[]): LostPartRow | null {
  return (
    rows.find(
      (row) =>
        (row.versions as readonly (string | null)[]).includes(version) &&
        row.path.every((name, index) => path[index] === name),
    ) ?? null
  );
}
