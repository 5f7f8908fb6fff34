import eslintPlugin from 'eslint-plugin-eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  // Fixtures and the example are code to be audited, with the faults that such code has.
  globalIgnores(['**/dist/', 'docs/.vitepress/', 'coverage/', 'tests/fixtures/', 'docs/examples/']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-param-reassign': 'error',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.recommended],
  },
  {
    files: ['src/**/*.{ts,tsx}', 'rules/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  {
    // What a program says is asked of its tree: a text holds comments, and has many spellings of the same.
    files: ['src/{syntax,program,values,requests,flow,rewrite,scan}/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          "CallExpression[callee.property.name=/^(test|exec)$/] > CallExpression[callee.property.name='getText']",
          'CallExpression[callee.property.name=/^(match|matchAll|replace|replaceAll|search|split)$/] > MemberExpression > ' +
            "CallExpression[callee.property.name='getText']",
        ].map((selector) => ({ selector, message: 'Ask the tree: no regular expression over the text of a node.' })),
      ],
    },
  },
  {
    files: ['src/eslint/**/*.ts', 'rules/**/*.ts'],
    extends: [eslintPlugin.configs.recommended],
  },
  {
    // What a test reads back from a program is JSON of any shape, and the test itself says what it must be.
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
