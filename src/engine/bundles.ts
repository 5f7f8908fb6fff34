import { editKey, nameEdits } from '../model/edits.js';
import { groupBy } from '../model/group-by.js';
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
  const nameOf = nameEdits();
  const bundles = new Joined();
  const carried = findings.flatMap((finding) => {
    const change = finding.fix ?? finding.suggestions[0];
    return change ? [{ finding, change, name: nameOf(change.edits) }] : [];
  });
  const byName = new Map(carried.map(({ change, name }) => [name, change]));
  const holders = new Map<string, number>();
  for (const [name, { edits }] of byName) {
    for (const key of edits.map(editKey)) {
      bundles.join(holders.get(key) ?? name, name);
      holders.set(key, name);
    }
  }
  return [...groupBy(carried, ({ name }) => bundles.firstOf(name)).values()].map(toBundle);
}

/** A finding with the change it offers, and the name of that change's edits. */
interface Carried {
  readonly finding: Finding;
  readonly change: Change;
  readonly name: number;
}

function toBundle(carried: readonly Carried[]): Bundle {
  const findings = carried.map(({ finding }) => finding);
  const changes = new Map(carried.map(({ change, name }) => [name, change]));
  return { findings, changes: [...changes.values()], isFix: findings.every(({ fix }) => fix !== null) };
}

/** Numbers that belong together (a union-find). */
class Joined {
  readonly #parents = new Map<number, number>();

  /** The number that stands for all that a number belongs to. */
  firstOf(number: number): number {
    let first = number;
    for (let parent = this.#parents.get(first); parent !== undefined; parent = this.#parents.get(first)) first = parent;
    if (first !== number) this.#parents.set(number, first);
    return first;
  }

  join(left: number, right: number): void {
    const [one, other] = [this.firstOf(left), this.firstOf(right)];
    if (one !== other) this.#parents.set(Math.max(one, other), Math.min(one, other));
  }
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
