import { nameEdits } from '../model/edits.js';
import type { Edit } from '../model/finding.js';
import type { JsonChange, JsonFinding } from './json-report.js';

/**
 * How many edits one change may take up in a report, counted at each finding that carries it. Beyond that the change has
 * a number, and its edits are written at the first finding alone: all findings of an answer carry all its edits, so the
 * report would grow with the square of its reads.
 */
const MOST_EDITS = 10_000;

/**
 * Writes the edits of a change that takes up too much room at its first finding alone.
 *
 * @param findings in the order of the report, each with all its edits and without numbers
 */
export function numberChanges(findings: readonly JsonFinding[]): readonly JsonFinding[] {
  const nameOf = nameEdits();
  const carriers = new Map<number, number>();
  for (const { edits } of findings.flatMap(changesOf)) {
    carriers.set(nameOf(edits), (carriers.get(nameOf(edits)) ?? 0) + 1);
  }
  const written = new Set<number>();
  return withChanges(findings, ({ description, edits }) => {
    const name = nameOf(edits);
    if (edits.length * (carriers.get(name) ?? 0) <= MOST_EDITS) return { description, edits };
    const isWritten = written.has(name);
    written.add(name);
    return { description, change: name, edits: isWritten ? [] : edits };
  });
}

/**
 * The other way: gives each finding of one report all its edits.
 *
 * @param findings as the report holds them
 */
export function fillChanges(findings: readonly JsonFinding[]): readonly JsonFinding[] {
  const written = new Map<number, readonly Edit[]>();
  for (const { change, edits } of findings.flatMap(changesOf)) {
    if (change !== undefined && edits.length > 0) written.set(change, edits);
  }
  return withChanges(findings, ({ description, change, edits }) => ({
    description,
    edits: change === undefined ? edits : (written.get(change) ?? edits),
  }));
}

function changesOf({ fix, suggestions }: JsonFinding): readonly JsonChange[] {
  return fix ? [fix, ...suggestions] : suggestions;
}

function withChanges(
  findings: readonly JsonFinding[],
  write: (change: JsonChange) => JsonChange,
): readonly JsonFinding[] {
  return findings.map((finding) => ({
    ...finding,
    fix: finding.fix && write(finding.fix),
    suggestions: finding.suggestions.map(write),
  }));
}
