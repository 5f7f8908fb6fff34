import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../rules/index.js';
import { fix } from '../src/run/fix.js';
import { temporaryFolder } from './support/folders.js';
import { readConfigurations } from './support/recipes.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

test('the change that the README shows is what --fix writes', () => {
  const [, diff = ''] = /^```diff\n(.*?)^```$/ms.exec(readme) ?? [];
  const side = (sign: string): string =>
    diff
      .split('\n')
      .filter((line) => line.startsWith(sign) || line.startsWith(' '))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const folder = temporaryFolder({ 'package.json': '{ "private": true }\n', 'src/greet.js': side('-') });
  const { changes } = fix({ cwd: folder, paths: ['.'], rules, suggestions: false });
  expect(changes.map(({ after }) => after)).toEqual([side('+')]);
});

test('the README sets ESLint up as its own page does', () => {
  const [javaScript] = readConfigurations('Set up');
  expect(readme).toContain(javaScript);
});
