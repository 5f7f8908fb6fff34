import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import type { AuditResult } from '../../src/run/audit-result.js';
import { applyChanges } from '../../src/engine/edits.js';
import type { Finding } from '../../src/model/finding.js';
import { fix, type FixResult } from '../../src/run/fix.js';
import { createPlaces } from '../../src/reporters/places.js';
import type { Span } from '../../src/model/spans.js';
import { checkBothHosts } from './both-hosts.js';
import { checkEslintFix } from './eslint-fix.js';
import { lint } from './eslint-host.js';
import type { Texts } from './findings.js';
import { writeFiles } from './folders.js';
import { checkKeptBytes } from './kept-bytes.js';
import {
  type Case,
  type CaseProject,
  type ExpectedError,
  type ExpectedPlace,
  type InvalidCase,
  writeCase,
} from './rule-case.js';

/**
 * Declares the tests of a rule. Each case goes through both hosts, the audit and ESLint, which must agree on every
 * finding, its place, its words and the fixed text, and do what the case says.
 *
 * @param name the rule's name, without the prefix
 * @param cases programs the rule has nothing to say of, and programs with faults
 */
export function testRule(
  name: string,
  cases: { readonly valid: readonly Case[]; readonly invalid: readonly InvalidCase[] },
): void {
  describe(name, () => {
    describe('valid', () => {
      for (const valid of cases.valid) test(valid.name, () => checkValid(name, valid));
    });
    describe('invalid', () => {
      for (const invalid of cases.invalid) test(invalid.name, () => checkInvalid(name, invalid));
    });
  });
}

/**
 * Checks that a rule has nothing to say of a program.
 *
 * @param rule the rule's name, without the prefix
 * @throws AssertionError when it has, or when the hosts disagree
 */
export function checkValid(rule: string, valid: Case): void {
  const project = writeCase(valid);
  const { before } = runFix(project, valid, false);
  expect(findingsOf(rule, before).map(({ span }) => textAt(before, span))).toEqual([]);
  checkBothHosts(project, before, { target: valid.target ?? 'v3.0', alone: rule });
}

/**
 * Checks that a rule finds and fixes in a program what the case says.
 *
 * @param rule the rule's name, without the prefix
 * @throws AssertionError when it does not, or when the hosts disagree
 */
export function checkInvalid(rule: string, invalid: InvalidCase): void {
  const project = writeCase(invalid);
  const suggested = invalid.suggested === undefined ? null : runFix(project, invalid, true);
  const fixed = runFix(project, invalid, false);
  const found = findingsOf(rule, fixed.before);

  if (invalid.errors.length === 0) throw new Error('An invalid case needs an error');
  expect(found.map(({ span }) => textAt(fixed.before, span))).toEqual(invalid.errors.map(({ text }) => text));
  for (const [index, finding] of found.entries()) checkError(finding, invalid.errors[index], project, fixed.before);
  checkBothHosts(project, fixed.before, { target: invalid.target ?? 'v3.0', alone: rule });
  const { folder, texts, sourceFiles } = project;
  const after = { ...texts, ...textsAfter(fixed) };
  checkEslintFix({ folder, before: texts, after, sourceFiles, target: invalid.target ?? 'v3.0' }, fixed);
  checkEslintSuggestions(project, invalid, fixed.before);

  if (suggested !== null) checkTexts(project, suggested, invalid.suggested, 'suggested');
  checkTexts(project, fixed, invalid.fixed, 'fixed');
  writeFiles(project.folder, textsAfter(fixed));
  expect(runFix(project, invalid, false).changes, 'a second fix must change nothing').toEqual([]);
  checkKeptBytes(project.texts, { ...project.texts, ...textsAfter(fixed) }, fixed);
  if (suggested === null) return;
  checkKeptBytes(project.texts, { ...project.texts, ...textsAfter(suggested) }, suggested);
  writeFiles(project.folder, { ...project.texts, ...textsAfter(suggested) });
  expect(runFix(project, invalid, true).changes, 'suggestions, once made, must change nothing').toEqual([]);
}

function runFix({ folder }: CaseProject, { target = 'v3.0' }: Case, suggestions: boolean): FixResult {
  return fix({ cwd: folder, paths: ['.'], rules, preset: 'strict', target, suggestions });
}

function findingsOf(rule: string, { findings }: AuditResult): readonly Finding[] {
  return findings.filter((finding) => finding.rule === `clever/${rule}`);
}

function textAt(result: AuditResult, { file, start, end }: Span): string {
  return result.textOf(file).slice(start, end);
}

function checkError(
  finding: Finding,
  expected: ExpectedError | undefined,
  project: CaseProject,
  result: AuditResult,
): void {
  if (expected === undefined) throw new Error('There are more findings than expected');
  checkPlace(finding, expected, project, result);
  if (expected.confidence !== undefined) expect(finding.confidence).toBe(expected.confidence);
  if (expected.related === undefined) return;
  expect(finding.related.map(({ span }) => textAt(result, span))).toEqual(expected.related.map(({ text }) => text));
  for (const [index, place] of expected.related.entries()) {
    const step = finding.related[index];
    if (step !== undefined) checkPlace(step, place, project, result);
  }
}

function checkPlace(
  found: { readonly span: Span; readonly message: string },
  expected: ExpectedPlace,
  { folder, mainFile }: CaseProject,
  result: AuditResult,
): void {
  const { file, line } = createPlaces(result, folder).placeOf(found.span);
  expect(file).toBe(expected.file ?? mainFile);
  if (expected.line !== undefined) expect(line, `the line of ${expected.text}`).toBe(expected.line);
  if (typeof expected.message === 'string') expect(found.message).toBe(expected.message);
  if (expected.message instanceof RegExp) expect(found.message).toMatch(expected.message);
}

/** Each suggestion that ESLint offers makes of the text what the engine's edits make of it. */
function checkEslintSuggestions(
  { folder, texts, sourceFiles }: CaseProject,
  { target = 'v3.0' }: Case,
  result: AuditResult,
): void {
  for (const file of sourceFiles) {
    const ofFile = result.findings.filter(({ span, severity }) => span.file === file && severity !== 'info');
    const changes = ofFile
      .flatMap(({ suggestions }) => suggestions)
      .filter(({ edits }) => edits.every((edit) => edit.file === file));
    const expected = changes.map((change) => applyChanges([change], (name) => result.textOf(name)).get(file));
    const offered = lint(folder, file, texts[file] ?? '', { rules: 'all', settings: { target } }).flatMap(
      ({ suggestions = [] }) => suggestions,
    );
    const text = result.textOf(file);
    const made = offered.map(
      ({ fix: { range, text: put } }) => `${text.slice(0, range[0])}${put}${text.slice(range[1])}`,
    );
    expect(made.sort(), `${file} after each suggestion in ESLint`).toEqual(expected.sort());
  }
}

function textsAfter({ changes }: FixResult): Texts {
  return Object.fromEntries(
    changes.map(({ file, after, byteOrderMark }) => [file, `${byteOrderMark ? '\uFEFF' : ''}${after}`]),
  );
}

/** What a fix wrote is what the case says; it parses, and its byte-order mark and line ends are as they were. */
function checkTexts(
  { folder, texts, mainFile, sourceFiles }: CaseProject,
  result: FixResult,
  expected: string | Texts | null | undefined,
  what: string,
): void {
  const changed = textsAfter(result);
  const wanted = typeof expected === 'string' ? { [mainFile]: expected } : (expected ?? {});
  if (expected !== undefined) expect(changed, what).toEqual(wanted);
  for (const [file, text] of Object.entries(changed)) {
    checkFrame(texts[file] ?? '', text, `${file}, ${what}`);
    if (!sourceFiles.includes(file)) continue;
    const faults = lint(folder, file, text, { rules: 'none' });
    expect(
      faults.map(({ message }) => message),
      `${file}, ${what}, must parse`,
    ).toEqual([]);
  }
}

/** A byte-order mark stays, and lines end as they did. */
function checkFrame(before: string, after: string, what: string): void {
  const lineEndsOf = (text: string) => new Set(text.match(/\r\n|\r|\n/g));
  expect(after.startsWith('\uFEFF'), `byte-order mark of ${what}`).toBe(before.startsWith('\uFEFF'));
  if (lineEndsOf(before).size > 0) expect(lineEndsOf(before), `line ends of ${what}`).toEqual(lineEndsOf(after));
}
