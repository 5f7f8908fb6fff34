import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { expectations, readProgram } from '../execution/programs.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

const page = readFileSync(fileURLToPath(new URL('../../docs/migrating-changes.md', import.meta.url)), 'utf8');

/** The patches of the page, each with the option that it says writes it, and the program that it changes. */
const patches = [...page.matchAll(/^`(--fix\S*)` writes this change\.\n\n```diff (\S+)\n(.*?)^```$/gms)].map(
  ([, option = '', program = '', patch = '']) => ({ option, program, patch }),
);

describe('the page that explains changes', () => {
  test('shows ten of them', () => {
    expect(page.match(/^```diff/gm)).toHaveLength(10);
    expect(patches).toHaveLength(10);
  });

  test.each(patches)('shows the change of $program as the command prints it', async ({ option, program, patch }) => {
    const { stdout } = await runCommand(`--diff ${option}`, engine, folderOf(program), process.env);
    // Empty lines of the page lose the blank that a patch puts before them.
    expect(patch).toBe(stdout.replaceAll(/^ $/gm, ''));
  });

  test.each(patches)('says of $program what the run of it says', ({ option, program }) => {
    const outcome = expectations.find((each) => each.program === program);
    const migrated = option === '--fix' ? outcome?.fix : outcome?.suggestions;
    expect(migrated).toBe('migrated');
  });
});

function folderOf(name: string): string {
  const expectation = expectations.find(({ program }) => program === name);
  if (!expectation) throw new Error(`No program '${name}' is run before and after its change`);
  return temporaryFolder({
    'package.json': '{ "name": "program", "private": true, "type": "module" }\n',
    ...readProgram(expectation),
  });
}
