import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import clever from '../../src/index.js';

/** All temporary folders lie below it, so one linter serves all tests. */
const linter = new Linter({ cwd: realpathSync(tmpdir()) });

/** Each language with the parser that its users have. */
const languages: Linter.Config[] = [
  {
    files: ['**/*.{js,jsx,mjs,cjs}'],
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
  },
  { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser } },
];

/** Which of the plugin's rules are on; `settings` are those under `clever`. */
export interface Linting {
  readonly rules: 'all' | 'none' | readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

/**
 * Lints one text with the plugin, as ESLint does for a file or for the text in an editor.
 *
 * @param folder absolute, below the temporary folder of the system
 * @param file relative to the folder; it need not exist
 * @param text with its byte-order mark, if it has one
 * @returns what ESLint reports
 */
export function lint(folder: string, file: string, text: string, linting: Linting): readonly Linter.LintMessage[] {
  return linter.verify(text, configFor(linting), { filename: join(folder, file) });
}

/**
 * Fixes one text as `eslint --fix` does, without writing it.
 *
 * @returns the text after all rounds
 */
export function lintAndFix(folder: string, file: string, text: string, linting: Linting): string {
  return linter.verifyAndFix(text, configFor(linting), { filename: join(folder, file) }).output;
}

function configFor({ rules, settings = {} }: Linting): Linter.Config[] {
  const names = rules === 'all' ? Object.keys(clever.rules) : rules === 'none' ? [] : rules;
  return [
    ...languages,
    {
      plugins: { clever },
      settings: { clever: settings },
      rules: Object.fromEntries(names.map((name) => [`clever/${name}`, 'error' as const])),
    },
  ];
}
