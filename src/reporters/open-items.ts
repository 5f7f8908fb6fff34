import type { AuditResult } from '../run/audit-result.js';
import type { Place, Places } from './places.js';

/** Something that is open beside the findings, for formats that have no list of their own for it. */
export interface OpenItem {
  readonly kind: 'unresolved-call' | 'skipped-file' | 'suppression';
  readonly place: Place;
  /** What would settle it, or what is wrong: a clause. */
  readonly reason: string;
  /** The reason as a sentence that stands for itself. */
  readonly message: string;
}

/** What is said of something that is open, with its reason. */
export const OPEN_WORDS = {
  unresolvedCall: (reason: string) => `This call to Clever could not be resolved. Missing: ${reason}.`,
  suppression: (reason: string) => `This suppression is not valid: ${reason}.`,
  skippedFile: (reason: string) => `This tool did not read this file, or not all of it: ${reason.replace(/\.+$/, '')}.`,
} as const;

/**
 * Lists what a run could not judge: calls that no finding speaks of already, and files that were skipped; and the
 * suppressions that do not hold.
 *
 * @param places the places of the result
 */
export function openItemsOf(
  { findings, unresolved, skipped, suppressionFaults }: AuditResult,
  places: Places,
): readonly OpenItem[] {
  const known = new Set(findings.filter(({ topic }) => topic === 'unresolved call').map(({ span }) => span.file));
  const calls = unresolved.filter(({ span }) => !known.has(span.file));
  return [
    ...calls.map(({ span, reason }) => ({
      kind: 'unresolved-call' as const,
      place: places.placeOf(span),
      reason,
      message: OPEN_WORDS.unresolvedCall(reason),
    })),
    ...suppressionFaults.map(({ span, reason }) => ({
      kind: 'suppression' as const,
      place: places.placeOf(span),
      reason,
      message: OPEN_WORDS.suppression(reason),
    })),
    ...skipped.map(({ file, reason }) => ({
      kind: 'skipped-file' as const,
      place: { file: places.fileOf(file), line: 1, column: 1, endLine: 1, endColumn: 1 },
      reason,
      message: OPEN_WORDS.skippedFile(reason),
    })),
  ];
}
