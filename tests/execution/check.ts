import { expect } from 'vitest';
import { chooseCompatible } from '../../src/engine/edits.js';
import { MARK } from '../../src/model/mark.js';
import { openDecisions } from '../../src/model/edits.js';
import { describeChange, type Finding } from '../../src/model/finding.js';
import type { FixResult } from '../../src/run/fix.js';
import { checkEslintFix } from '../support/eslint-fix.js';
import { fixFolder } from '../support/fix-folder.js';
import { checkKeptBytes } from '../support/kept-bytes.js';
import { unexplained } from '../support/unexplained.js';
import { objectionsOfStyle } from './style.js';
import type { Run, Runner, Texts } from './runner/runner.js';

/** What `--fix` makes of a program. */
export type Outcome =
  /** It does on a Clever without v1 what it did before. */
  | 'migrated'
  /** Some calls moved, some did not; with v1 it still does what it did. */
  | 'partly migrated'
  /** No byte changed. */
  | 'left';

/** A program after a fix. */
export interface Fixed {
  readonly outcome: Outcome;
  readonly before: Texts;
  readonly after: Texts;
  /** Every suggestion of every finding, for programs that were left. */
  readonly suggestions: readonly string[];
}

/** The file with `main`. */
export function entryOf(texts: Texts): string {
  const entry = Object.keys(texts).find((file) => /^index\./.test(file));
  if (entry === undefined) throw new Error('A program needs an index file');
  return entry;
}

/**
 * Runs a program, fixes it and runs it again where v1 is switched off.
 *
 * @param suggestions whether suggestions are applied too
 * @returns what became of it
 * @throws AssertionError if the fixed program does anything else than before
 */
export async function checkFix(runner: Runner, texts: Texts, suggestions = false): Promise<Fixed> {
  const entry = entryOf(texts);
  const folder = runner.write(texts);
  const result = fixFolder(folder, { suggestions });
  const after = textsAfter(texts, result);
  const sourceFiles = Object.keys(texts).filter((file) => /\.[cm]?[jt]s$/.test(file));
  expect(unexplained(result.before.findings), 'findings with neither a change nor a reason').toEqual([]);
  if (!suggestions) checkEslintFix({ folder, before: texts, after, sourceFiles, target: 'v3.0' }, result);
  const fixed = { before: texts, after, suggestions: result.before.findings.flatMap(suggestionsOf) };
  if (!result.changes.length) return { ...fixed, outcome: 'left' };
  checkKeptBytes(texts, after, result);
  expect(fixFolder(runner.write(after), { suggestions }).changes, 'a second fix must change nothing').toEqual([]);
  expect(objectionsOfStyle(texts, after), 'what a reviewer would object to').toEqual([]);
  if (suggestions) expect(unsaidIn(after, result), 'what is left to be decided, and nothing says').toEqual([]);
  const original = await runner.run(texts, entry, false);
  const migrated = await runner.run(after, entry, true);
  if (!asksRetired(migrated)) {
    const isSame = JSON.stringify(migrated.outputs) === JSON.stringify(original.outputs);
    expect(isSame || isSaid(after, result), 'a change of what it prints stands in a comment or a finding').toBe(true);
    expect(migrated.outputs, 'what it prints without v1').toEqual(original.outputs);
    return { ...fixed, outcome: 'migrated' };
  }
  const partly = await runner.run(after, entry, false);
  expect(partly.outputs, 'what it prints with v1').toEqual(original.outputs);
  return { ...fixed, outcome: 'partly migrated' };
}

function textsAfter(texts: Texts, { changes }: FixResult): Texts {
  const changed = changes.map(({ file, after, byteOrderMark }) => [file, (byteOrderMark ? '\uFEFF' : '') + after]);
  return { ...texts, ...(Object.fromEntries(changed) as Record<string, string>) };
}

function suggestionsOf({ suggestions }: Finding): readonly string[] {
  return suggestions.map(describeChange);
}

/** The open decisions of all changes that stand in no comment of the changed texts. */
function unsaidIn(after: Texts, { before: { findings } }: FixResult): readonly string[] {
  const lines = Object.values(after).flatMap((text) => text.split(/\r?\n/));
  const comments = lines.flatMap((line) => /^\s*(?:\/\/|#) (.*)$/.exec(line)?.[1] ?? []).join(' ');
  const offered = findings.flatMap(({ fix, suggestions: [first] }) => fix ?? first ?? []);
  const made = chooseCompatible(offered.map((change) => ({ change })));
  return made.flatMap(({ change }) => openDecisions(change)).filter((decision) => !comments.includes(decision));
}

/** Whether the next run, or a comment, says that something is left to be done. */
function isSaid(texts: Texts, { after }: FixResult): boolean {
  return after.findings.length > 0 || Object.values(texts).some((text) => text.includes(MARK));
}

function asksRetired({ paths }: Run): boolean {
  return paths.some((path) => /^\/(me|v1\.\d)\b/.test(path));
}
