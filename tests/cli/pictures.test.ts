import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { example } from '../support/legacy-sso.js';

const root = join(import.meta.dirname, '../..');

test('the terminal in the README shows what the command prints; `npm run docs:pictures` makes it anew', () => {
  const shown = readFileSync(join(root, 'docs/pictures/terminal.txt'), 'utf8');
  const { stdout } = spawnSync('node', [join(root, 'dist/src/cli/main.js')], { cwd: example, encoding: 'utf8' });
  const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const [beginning = '', end = ''] = shown.split('⋮');
  expect(words(stdout).startsWith(words(beginning))).toBe(true);
  expect(words(stdout).endsWith(words(end))).toBe(true);
});
