import { editKey, joinChanges, nameEdits } from '../model/edits.js';
import { groupBy } from '../model/group-by.js';
import type { Change, Edit, Finding } from '../model/finding.js';
import { chooseCompatible } from './edits.js';
import { EDITS_OVERLAP } from './reasons.js';

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
  const carried = findings.flatMap((finding) =>
    carriedBy(finding).map((change) => ({ finding, change, name: nameOf(change.edits) })),
  );
  const byName = new Map(carried.map(({ change, name }) => [name, change]));
  const holders = new Map<string, number>();
  for (const [name, { edits }] of byName) {
    for (const key of edits.filter(isOfCode).map(editKey)) {
      bundles.join(holders.get(key) ?? name, name);
      holders.set(key, name);
    }
  }
  return [...groupBy(carried, ({ name }) => bundles.firstOf(name)).values()].map(toBundle);
}

/** Where two changes break a line at the same place, neither needs the other. */
function isOfCode({ text }: Edit): boolean {
  return text === '' || text.trim() !== '';
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

/**
 * Lets each finding offer all that its change cannot be made without. Whoever makes the changes of all findings of a bundle
 * makes each for itself; where some of them are not reported, the others carry their changes too.
 *
 * @param reported the findings that are reported
 * @param all those of the whole project
 * @param isEachAlone whether the change of one finding may be made, and those of the others not
 */
export function withWholeChanges(
  reported: readonly Finding[],
  all: readonly Finding[],
  isEachAlone: boolean,
): readonly Finding[] {
  const nameOf = nameEdits();
  const wholes = new Map<number, Whole>();
  const made = new Set(reported.flatMap((finding) => carriedBy(finding)).map(({ edits }) => nameOf(edits)));
  for (const { findings, changes } of bundlesOf(all)) {
    if (changes.length < 2) continue;
    if (!isEachAlone && changes.every(({ edits }) => made.has(nameOf(edits)))) continue;
    const fixes = findings.flatMap(({ fix }) => fix ?? []);
    const whole = { fix: wholeOf(fixes), change: wholeOf(changes) };
    for (const { edits } of changes) wholes.set(nameOf(edits), whole);
  }
  if (wholes.size === 0) return reported;
  return reported.map((finding) => {
    const [change] = carriedBy(finding);
    const whole = change && wholes.get(nameOf(change.edits));
    return whole ? withWhole(finding, whole) : finding;
  });
}

/** The changes of a bundle as one: its fixes, and all of it. Null where they cannot be made at once. */
interface Whole {
  readonly fix: Change | null;
  readonly change: Change | null;
}

function carriedBy({ fix, suggestions }: Finding): readonly Change[] {
  const change = fix ?? suggestions[0];
  return change ? [change] : [];
}

function wholeOf(changes: readonly Change[]): Change | null {
  const nameOf = nameEdits();
  const distinct = [...new Map(changes.map((change) => [nameOf(change.edits), change])).values()];
  const compatible = chooseCompatible(distinct.map((change) => ({ change })));
  return compatible.length === distinct.length ? joinChanges(distinct) : null;
}

function withWhole(finding: Finding, { fix, change }: Whole): Finding {
  if (finding.fix) return fix ? { ...finding, fix } : { ...finding, fix: null, refusal: EDITS_OVERLAP };
  const others = finding.suggestions.slice(1);
  const suggestions = change ? [change, ...others] : others;
  return { ...finding, suggestions, refusal: suggestions.length ? finding.refusal : EDITS_OVERLAP };
}
