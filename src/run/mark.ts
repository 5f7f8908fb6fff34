import type { AuditResult } from './audit-result.js';
import { applyChanges, type Texts } from '../engine/edits.js';
import type { Finding } from '../model/finding.js';
import { markFindings } from '../engine/marks.js';
import { commentPlacesOf } from './comment-places.js';

/** Texts with marks, and the findings that got none. */
export interface Marked {
  readonly texts: Texts;
  readonly added: number;
  readonly unmarkable: readonly Finding[];
}

/**
 * Marks what a run found and cannot fix. An info asks for nothing to be done, so it gets no mark.
 *
 * @param result what was found
 * @returns the changed texts; the caller writes them
 */
export function mark(result: AuditResult): Marked {
  const left = result.findings.filter(({ fix, severity }) => fix === null && severity !== 'info');
  const marking = markFindings(left, commentPlacesOf(result), reasonOf);
  const change = { description: '', edits: marking.edits };
  const texts = applyChanges([change], (file) => result.textOf(file));
  return { texts, added: marking.added, unmarkable: marking.unmarkable };
}

function reasonOf(finding: Finding): string {
  if (finding.refusal !== null) return `${finding.message} Not fixed because ${finding.refusal}.`;
  if (finding.suggestions.length > 0)
    return `${finding.message} Run clever-audit --interactive to see the suggested change.`;
  return finding.message;
}
