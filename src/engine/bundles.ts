import { editKey } from '../model/edits.js';
import type { Change, Finding } from '../model/finding.js';

/** Changes that go together, and the findings that they are for. */
export interface Bundle {
  readonly findings: readonly Finding[];
  readonly changes: readonly Change[];
  /** False where a suggestion is among them. */
  readonly isFix: boolean;
}

/**
 * Gathers the changes that cannot be made one without the other: an edit that two of them hold (of a base that both
 * calls use) moves both calls, so whoever wants one gets both.
 *
 * @param findings in the order of the report; each offers its fix, else its first suggestion
 * @returns the bundles, in the order of their first findings
 */
export function bundlesOf(findings: readonly Finding[]): readonly Bundle[] {
  let bundles: readonly Bundle[] = [];
  for (const finding of findings) {
    const change = finding.fix ?? finding.suggestions[0];
    if (!change) continue;
    const edits = new Set(change.edits.map(editKey));
    const isRelated = (bundle: Bundle): boolean =>
      bundle.changes.some((other) => other.edits.some((edit) => edits.has(editKey(edit))));
    const related = bundles.filter(isRelated);
    const joined = joinAll([...related, { findings: [finding], changes: [change], isFix: finding.fix !== null }]);
    const [first] = related;
    bundles = first
      ? bundles.flatMap((bundle) => (bundle === first ? [joined] : related.includes(bundle) ? [] : [bundle]))
      : [...bundles, joined];
  }
  return bundles;
}

/**
 * Takes the changes off all findings but those that are wanted, and those whose changes go with them.
 *
 * @param wants whether a finding's change may be made
 */
export function keepWanted(findings: readonly Finding[], wants: (finding: Finding) => boolean): readonly Finding[] {
  const wanted = bundlesOf(findings).filter((bundle) => bundle.findings.some(wants));
  const kept = new Set(wanted.flatMap((bundle) => bundle.findings));
  return findings.map((finding) => (kept.has(finding) ? finding : { ...finding, fix: null, suggestions: [] }));
}

function joinAll(bundles: readonly Bundle[]): Bundle {
  const changes = bundles.flatMap((bundle) => bundle.changes);
  return {
    findings: bundles.flatMap((bundle) => bundle.findings),
    changes: [...new Map(changes.map((change) => [change.edits.map(editKey).join(), change])).values()],
    isFix: bundles.every(({ isFix }) => isFix),
  };
}
