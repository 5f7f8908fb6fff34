import picocolors from 'picocolors';

import type { AuditOptions, AuditResult } from '../run/audit-result.js';
import { showsLines } from '../discover/file-kind.js';
import { bundlesOf, type Bundle } from '../engine/bundles.js';
import { applyChanges } from '../engine/edits.js';
import { describeChange } from '../model/finding.js';
import { lineAt } from '../model/lines.js';
import { alternativesOf, HOW_TO_TAKE } from '../reporters/changes.js';
import { usableWidth, wrap, wrapBehind } from '../reporters/layout.js';
import { createPlaces, toDisplayPath } from '../reporters/places.js';
import { toPrintable } from '../reporters/printable.js';
import { count } from '../reporters/summary.js';
import { toPatch } from './patch.js';
import { openQuestions } from './question.js';
import type { Run } from './report.js';
import { wantsColours } from './surroundings.js';

const choices = {
  y: 'yes: write this change',
  n: 'no: leave it',
  a: 'all: write this one and all others of this rule',
  h: 'by hand: do not write it, and list it at the end',
  q: 'quit: stop asking, and write the changes accepted so far',
};

/** What was decided about the changes of a run. */
export interface Decisions extends Required<Pick<AuditOptions, 'wants'>> {
  /** How many changes there were to decide on. */
  readonly offered: number;
  /** A line for each change that is left to be made by hand. */
  readonly byHand: readonly string[];
}

/**
 * Shows each change that could be written, with its diff, and asks what to do with it. Fixes come with their name,
 * and suggestions too, because here a person looks at each.
 *
 * @param run the run
 * @param options what to look at
 * @returns what was accepted
 * @throws UsageError without a terminal, or when the run is stopped
 */
export async function decide(run: Run, options: AuditOptions): Promise<Decisions> {
  const questions = openQuestions(run.surroundings);
  try {
    const result = await run.engine.audit(options);
    const bundles = bundlesOf(result.findings);
    const answers = new Answers();
    for (const [index, bundle] of bundles.entries()) {
      if (answers.isSettled(bundle)) continue;
      run.surroundings.stderr.write(describe(bundle, result, run));
      const letter = await questions.ask(`Write change ${index + 1} of ${bundles.length}?`, choices);
      if (letter === null || letter === 'q') break;
      answers.take(letter, bundle);
    }
    const accepted = new Set(
      answers.accepted.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)),
    );
    return {
      wants: ({ fingerprint }) => accepted.has(fingerprint),
      offered: bundles.length,
      byHand: answers.byHand.map((bundle) => toByHandLine(bundle, result, run.surroundings.cwd)),
    };
  } finally {
    questions.close();
  }
}

class Answers {
  readonly accepted: Bundle[] = [];
  readonly byHand: Bundle[] = [];
  readonly #wholeRules = new Set<string>();

  /** Accepts a change without a question where all of its rule were asked for. */
  isSettled(bundle: Bundle): boolean {
    const isAccepted = this.#wholeRules.has(kindOfBundle(bundle));
    if (isAccepted) this.accepted.push(bundle);
    return isAccepted;
  }

  take(letter: 'y' | 'n' | 'a' | 'h', bundle: Bundle): void {
    if (letter === 'y' || letter === 'a') this.accepted.push(bundle);
    if (letter === 'a') this.#wholeRules.add(kindOfBundle(bundle));
    if (letter === 'h') this.byHand.push(bundle);
  }
}

/** Saying yes to all fixes of a rule says nothing of its suggestions, each of which needs a look. */
function kindOfBundle({ findings: [first], isFix }: Bundle): string {
  return `${first?.rule ?? ''}|${isFix}`;
}

function describe(bundle: Bundle, result: AuditResult, run: Run): string {
  const { cwd, stderr, environment } = run.surroundings;
  const width = usableWidth(stderr.columns);
  const places = createPlaces(result, cwd);
  const colours = picocolors.createColors(wantsColours(stderr, environment));
  const [first] = bundle.findings;
  const others = bundle.findings.length - 1;
  const heading = first ? `${colours.bold(places.headerOf(first.span))}  ${colours.dim(first.rule)}` : '';
  const kind = bundle.isFix ? colours.green('fix:') : colours.cyan('suggestion:');
  return [
    '',
    others > 0 ? `${heading}  and ${count(others, 'more finding')}` : heading,
    ...new Set(bundle.changes.flatMap(({ description }) => wrap(`${kind} ${toPrintable(description)}`, width))),
    ...toDiffLines(bundle, result, cwd).map((line) => paint(line, colours)),
    ...toDecisionLines(bundle, width),
    ...toAlternativeLines(bundle, width),
    '',
  ].join('\n');
}

/** What must be decided or checked: below the change, which a reader sees first. */
function toDecisionLines({ changes }: Bundle, width: number): readonly string[] {
  const decisions = [...new Set(changes.flatMap((change) => change.decisions ?? []))];
  if (decisions.length === 0) return [];
  return ['Before you accept it:', ...decisions.flatMap((each) => wrapBehind('- ', toPrintable(each), width, 2))];
}

/** Another way to the same end, which a reader must know of before taking this one. */
function toAlternativeLines({ findings }: Bundle, width: number): readonly string[] {
  const alternatives = new Set(findings.flatMap(alternativesOf).map(describeChange));
  return [...alternatives].flatMap((text) => wrap(`alternative: ${toPrintable(text)} ${HOW_TO_TAKE}`, width));
}

function toDiffLines({ changes }: Bundle, result: AuditResult, cwd: string): readonly string[] {
  const texts = applyChanges(changes, (file) => result.textOf(file));
  return [...texts].flatMap(([file, after]) => {
    const name = toDisplayPath(result.root, file, cwd);
    if (!showsLines(file))
      return [`${toPrintable(name)} also changes; it is not shown, because it may contain secrets`];
    return toPatch([{ file: name, before: result.textOf(file), after }])
      .trimEnd()
      .split('\n')
      .map(toPrintable);
  });
}

function paint(line: string, colours: ReturnType<typeof picocolors.createColors>): string {
  if (line.startsWith('+')) return colours.green(line);
  return line.startsWith('-') ? colours.red(line) : line;
}

function toByHandLine({ findings: [first], changes: [change] }: Bundle, result: AuditResult, cwd: string): string {
  if (!first || !change) throw new Error('A bundle holds a finding and a change');
  const line = lineAt(result.textOf(first.span.file), first.span.start);
  const name = toDisplayPath(result.root, first.span.file, cwd);
  return `To change by hand: ${toPrintable(name)}:${line}: ${toPrintable(describeChange(change))}`;
}
