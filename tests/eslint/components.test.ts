import { ESLint, type Linter } from 'eslint';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import clever from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** As the parsers of components do, it answers for the whole text; the rules take nothing of the tree but its root. */
const parser: Linter.Parser = {
  parseForESLint: (text) => ({
    ast: {
      type: 'Program',
      sourceType: 'module',
      body: [],
      tokens: [],
      comments: [],
      range: [0, text.length],
      loc: { start: { line: 1, column: 0 }, end: { line: text.split('\n').length, column: 0 } },
    },
  }),
};

const TEXT =
  "<template><p>x</p></template>\n<script setup>\nconst answer = await fetch('https://api.clever.com/me');\n</script>\n";

it('reports what stands in the script of a component, and fixes it', async () => {
  const folder = temporaryFolder({ 'package.json': '{}', 'App.vue': TEXT });
  const overrideConfig = [
    { files: ['**/*.vue'], languageOptions: { parser } },
    { ...clever.configs.recommended, files: ['**/*.vue'] },
  ] as NonNullable<ESLint.Options['overrideConfig']>;
  const open = (isFixing: boolean) =>
    new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig, fix: isFixing });
  const [found] = await open(false).lintFiles([join(folder, 'App.vue')]);
  expect(found?.messages.map(({ ruleId, line, column }) => `${line}:${column} ${ruleId}`)).toEqual([
    '3:51 clever/no-unversioned-me',
  ]);
  const [fixed] = await open(true).lintFiles([join(folder, 'App.vue')]);
  expect(fixed?.output).toBe(TEXT.replace('/me', '/v3.0/me'));
});
