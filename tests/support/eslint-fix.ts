import { expect } from 'vitest';
import type { FixResult } from '../../src/run/fix.js';
import { lintAndFix } from './eslint-host.js';
import type { Texts } from './findings.js';

/** A program on disk, before and after the command has fixed it. */
export interface FixedProgram {
  /** Absolute, with the texts of before. */
  readonly folder: string;
  readonly before: Texts;
  readonly after: Texts;
  /** The files that ESLint reads as code. */
  readonly sourceFiles: readonly string[];
  readonly target: 'v3.0' | 'v3.1';
}

/**
 * Checks that `eslint --fix` and the command come to the same text of each file that no fix shares with another one.
 *
 * ESLint writes into the file at hand only, so it leaves the others to the command.
 *
 * @param result what the command came to
 * @returns how many files were compared
 * @throws AssertionError where they do not
 */
export function checkEslintFix(
  { folder, before, after, sourceFiles, target }: FixedProgram,
  result: FixResult,
): number {
  const shared = new Set(result.before.findings.flatMap(({ span, fix }) => filesShared(span.file, fix?.edits ?? [])));
  const own = sourceFiles.filter((file) => !shared.has(file));
  for (const file of own) {
    const linted = lintAndFix(folder, file, before[file] ?? '', { rules: 'all', settings: { target } });
    expect(linted, `${file} after eslint --fix`).toBe(after[file]);
  }
  return own.length;
}

/** The files of a fix, unless the finding is in the only one. */
function filesShared(file: string, edits: readonly { readonly file: string }[]): readonly string[] {
  const files = edits.map((edit) => edit.file);
  return files.every((each) => each === file) ? [] : files;
}
