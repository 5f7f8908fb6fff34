import type { AuditResult } from '../run/audit-result.js';
import type { Place, Places } from './places.js';

/** Something that could not be judged, for formats that have no list of their own for it. */
export interface OpenItem {
  readonly kind: 'unresolved-call' | 'skipped-file';
  readonly place: Place;
  readonly message: string;
}

/**
 * Lists what a run could not judge: calls that no finding speaks of already, and files that were skipped.
 *
 * @param places the places of the result
 */
export function openItemsOf({ findings, unresolved, skipped }: AuditResult, places: Places): readonly OpenItem[] {
  const known = new Set(findings.filter(({ topic }) => topic === 'unresolved call').map(({ span }) => span.file));
  const calls = unresolved.filter(({ span }) => !known.has(span.file));
  return [
    ...calls.map(({ span, reason }) => ({
      kind: 'unresolved-call' as const,
      place: places.placeOf(span),
      message: `This call to Clever could not be resolved. What would settle it: ${reason}.`,
    })),
    ...skipped.map(({ file, reason }) => ({
      kind: 'skipped-file' as const,
      place: { file: places.fileOf(file), line: 1, column: 1, endLine: 1, endColumn: 1 },
      message: `This file was skipped, so nothing is known of it: ${reason}.`,
    })),
  ];
}
