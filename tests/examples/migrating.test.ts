import { cpSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/migrating.md'), 'utf8');

test.each([
  ['fixes', '--diff'],
  ['suggestions', '--diff --fix-suggestions'],
])('the page that walks through the example holds the patch of its %s as it is', async (name, line) => {
  const folder = temporaryFolder();
  const filter = (source: string): boolean => basename(source) !== 'node_modules';
  cpSync(join(root, 'docs/examples/legacy-sso'), folder, { recursive: true, filter });
  const { stdout } = await runCommand(line, engine, folder, process.env);
  const shown = new RegExp(`^\`\`\`diff ${name}\\n(.*?)^\`\`\`$`, 'ms').exec(page)?.[1];
  expect(stdout).toContain('+++ b/src/district.ts');
  // Empty lines of the page lose the blank that a patch puts before them.
  expect(shown).toBe(stdout.replaceAll(/^ $/gm, ''));
});
