import type { Linter } from 'eslint';
import { expect } from 'vitest';
import type { AuditResult } from '../../src/run/audit-result.js';
import { withWholeChanges } from '../../src/engine/bundles.js';
import { describeChange, type Change, type Finding } from '../../src/model/finding.js';
import { reportedByFile } from '../../src/run/at-calls.js';
import { createPlaces } from '../../src/reporters/places.js';
import { lint } from './eslint-host.js';
import type { CaseProject } from './rule-case.js';

/** How ESLint is asked. */
export interface HostOptions {
  readonly target: 'v3.0' | 'v3.1';
  /** A rule, without the prefix, that must say alone what it says among the others. */
  readonly alone?: string;
}

/**
 * Checks that ESLint reports in each source file what the audit found there: rule, place, words, fix and suggestions.
 *
 * @param project on disk, as the audit read it
 * @param result of the audit of the whole project
 * @throws AssertionError when a file could not be read, or when the hosts disagree
 */
export function checkBothHosts(project: CaseProject, result: AuditResult, { target, alone }: HostOptions): void {
  expect(result.skipped, 'every file must be readable').toEqual([]);
  // ESLint never comes to an env file.
  const { findings } = result;
  // ESLint makes the change of each finding alone, so it makes all that goes with it.
  const reported = withWholeChanges(
    reportedByFile(findings, () => true),
    findings,
    true,
  );
  for (const file of project.sourceFiles) {
    const ofFile = reported.filter(({ span, severity }) => span.file === file && severity !== 'info');
    const lintWith = (names: 'all' | readonly string[]) =>
      lint(project.folder, file, project.texts[file] ?? '', { rules: names, settings: { target } });
    const expected = ofFile.map((finding) => toComparable(finding, project, result));
    expect(lintWith('all').map(fromMessage).sort(byText), `ESLint on ${file}`).toEqual(expected.toSorted(byText));
    if (alone === undefined) continue;
    const ofRule = expected.filter(({ ruleId }) => ruleId === `clever/${alone}`);
    expect(lintWith([alone]).map(fromMessage).sort(byText), `ESLint on ${file}, this rule alone`).toEqual(
      ofRule.toSorted(byText),
    );
  }
}

/** What both hosts say of one fault. */
interface Comparable {
  readonly ruleId: string | null;
  readonly message: string;
  readonly place: string;
  readonly hasFix: boolean;
  readonly suggestions: readonly string[];
}

function toComparable(finding: Finding, { folder }: CaseProject, result: AuditResult): Comparable {
  const { line, column, endLine, endColumn } = createPlaces(result, folder).placeOf(finding.span);
  const isLocal = (change: Change): boolean => change.edits.every(({ file }) => file === finding.span.file);
  return {
    ruleId: finding.rule,
    message: [finding.message, ...adviceFor(finding, isLocal)].join(' '),
    place: `${line}:${column}-${endLine}:${endColumn}`,
    hasFix: finding.fix !== null && isLocal(finding.fix),
    suggestions: finding.suggestions.filter(isLocal).map(describeChange),
  };
}

function adviceFor({ fix, suggestions }: Finding, isLocal: (change: Change) => boolean): readonly string[] {
  if (fix !== null && !isLocal(fix))
    return ['ESLint cannot write this fix, because it changes other files too: run `npx clever-audit --fix`.'];
  const isOutOfReach = fix === null && suggestions.length > 0 && !suggestions.some(isLocal);
  return isOutOfReach ? ['Run `npx clever-audit --interactive` to review the change. It also edits other files.'] : [];
}

function fromMessage(reported: Linter.LintMessage): Comparable {
  const { ruleId, message, line, column, endLine, endColumn, suggestions = [] } = reported;
  return {
    ruleId,
    message,
    place: `${line}:${column}-${endLine}:${endColumn}`,
    hasFix: reported.fix !== undefined,
    suggestions: suggestions.map(({ desc }) => desc),
  };
}

function byText(left: Comparable, right: Comparable): number {
  return JSON.stringify(left).localeCompare(JSON.stringify(right));
}
