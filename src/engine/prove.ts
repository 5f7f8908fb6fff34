import { applyChanges, chooseCompatible, type Texts } from './edits.js';
import type { Change, Finding } from './finding.js';

/** What a look at changed texts says. */
export interface Reading {
  readonly findings: readonly Finding[];
  /** The files that were parsed. */
  readonly files: readonly string[];
  /** Files that cannot be read as a program, with the reason. */
  readonly broken: ReadonlyMap<string, string>;
  /** Type errors of a file. */
  typeErrors(file: string): readonly string[];
}

/** A change, the findings it is for, and whether it will be offered as a fix or as a suggestion. */
export interface Candidate {
  readonly findings: readonly Finding[];
  readonly change: Change;
  readonly isFix: boolean;
}

/** A candidate that failed its proof. */
export interface Refuted extends Candidate {
  readonly reason: string;
}

/**
 * Proves changes by reading the program again as it would be.
 *
 * Candidates are tried together and halved when they fail, because one reading costs as much for all as for one.
 *
 * @param candidates the changes
 * @param before what is read without them
 * @param textOf the text of a file as it is
 * @param read reads the program with some texts replaced
 * @returns the candidates that do not hold, each with the reason
 */
export function findRefuted(
  candidates: readonly Candidate[],
  before: Reading,
  textOf: (file: string) => string,
  read: (texts: Texts) => Reading,
): readonly Refuted[] {
  if (!candidates.length) return [];
  const together = chooseCompatible(candidates);
  const rest = candidates.filter((candidate) => !together.includes(candidate));
  return [...refutedOf(together, before, textOf, read), ...findRefuted(rest, before, textOf, read)];
}

function refutedOf(
  candidates: readonly Candidate[],
  before: Reading,
  textOf: (file: string) => string,
  read: (texts: Texts) => Reading,
): readonly Refuted[] {
  const texts = applyChanges(
    candidates.map(({ change }) => change),
    textOf,
  );
  const reason = refutation(candidates, before, texts, read(texts));
  if (reason === null) return [];
  const [only] = candidates;
  if (candidates.length === 1 && only) return [{ ...only, reason }];
  const half = Math.ceil(candidates.length / 2);
  return [candidates.slice(0, half), candidates.slice(half)].flatMap((part) => refutedOf(part, before, textOf, read));
}

/** What speaks against a set of changes; null if they do what they say and nothing else. */
function refutation(candidates: readonly Candidate[], before: Reading, texts: Texts, after: Reading): string | null {
  for (const file of texts.keys()) {
    const broken = after.broken.get(file);
    if (broken) return `the result would not parse (${broken})`;
  }
  const remaining = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  if (candidates.some(({ findings }) => findings.some(({ fingerprint }) => remaining.has(fingerprint)))) {
    return 'the finding would still be there';
  }
  const added = addedFinding(before.findings, after.findings);
  if (added) return `it would lead to another finding: ${added.message}`;
  const error = before.files.flatMap((file) => addedErrors(before.typeErrors(file), after.typeErrors(file)))[0];
  return error === undefined ? null : `it would not type-check (${error})`;
}

/** A finding of a rule in a file that has more of them than before. */
function addedFinding(before: readonly Finding[], after: readonly Finding[]): Finding | null {
  const allowance = new Map<string, number>();
  for (const finding of before) allowance.set(kindOf(finding), (allowance.get(kindOf(finding)) ?? 0) + 1);
  for (const finding of after) {
    const left = (allowance.get(kindOf(finding)) ?? 0) - 1;
    if (left < 0) return finding;
    allowance.set(kindOf(finding), left);
  }
  return null;
}

function kindOf({ rule, span }: Finding): string {
  return `${rule}|${span.file}`;
}

/** Errors that were not there before, whatever line they stand in now. */
function addedErrors(before: readonly string[], after: readonly string[]): readonly string[] {
  const known = before.map(withoutPlace);
  return after.filter((error) => {
    const index = known.indexOf(withoutPlace(error));
    if (index < 0) return true;
    // A name that was unknown before may be used more often: it stands in a file that was not opened.
    if (!/Cannot find name/.test(error)) known.splice(index, 1);
    return false;
  });
}

function withoutPlace(error: string): string {
  return error.replace(/^\d+:\d+ /, '').replace(/ Did you mean .*$/, '');
}
