import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import type { FixResult } from '../../src/run/fix.js';
import { fixing, runCommand } from '../support/command.js';
import { resultOf } from '../support/findings.js';
import { temporaryFolder } from '../support/folders.js';
import { succeed } from '../support/programs.js';

const old = "fetch('https://api.clever.com/me');\n";
const git = ['git', '-c', 'user.name=Test', '-c', 'user.email=test@example.com'];

function repository(): string {
  const root = temporaryFolder({ 'a.ts': old, 'b.ts': old, '.gitignore': '.env\n', '.env': old });
  succeed(root, [...git, 'init', '-q']);
  succeed(root, [...git, 'add', '.']);
  succeed(root, [...git, 'commit', '-q', '-m', 'First']);
  return root;
}

function fixingFiles(root: string, files: readonly string[]) {
  const texts = Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const changes = files.map((file) => {
    return { file, before: texts[file] ?? '', after: 'fixed\n', byteOrderMark: false };
  });
  const result: FixResult = { before: resultOf(texts, { root }), after: resultOf({}, { root }), changes, dropped: [] };
  return fixing(result).engine;
}

function fix(root: string, files: readonly string[], line = '--fix --require-clean') {
  return runCommand(line, fixingFiles(root, files), root, process.env);
}

test('committed files are written, whatever else is dirty, and so are files that git ignores', async () => {
  const root = repository();
  writeFileSync(join(root, 'b.ts'), 'edited\n');
  expect((await fix(root, ['a.ts', '.env'])).code).toBe(0);
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('fixed\n');
  expect(readFileSync(join(root, '.env'), 'utf8')).toBe('fixed\n');
});

test.each([
  ['edited', (root: string) => writeFileSync(join(root, 'b.ts'), 'edited\n'), 'b.ts'],
  [
    'staged',
    (root: string) => {
      writeFileSync(join(root, 'b.ts'), 'edited\n');
      succeed(root, [...git, 'add', 'b.ts']);
    },
    'b.ts',
  ],
  ['new', (root: string) => writeFileSync(join(root, 'new.ts'), old), 'new.ts'],
])('a file that is %s is refused by name, and no other is written', async (_name, arrange, file) => {
  const root = repository();
  arrange(root);
  expect(await fix(root, ['a.ts', file])).toEqual({
    code: 2,
    stdout: '',
    stderr: `clever-audit: option '--require-clean' refuses to write over uncommitted changes in ${file}; nothing was written. Commit or stash them first\n`,
  });
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe(old);
});

test('without the option a dirty file is written', async () => {
  const root = repository();
  writeFileSync(join(root, 'a.ts'), 'edited\n');
  expect((await fix(root, ['a.ts'], '--fix')).code).toBe(0);
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('fixed\n');
});

test('outside of a repository it is refused', async () => {
  const root = temporaryFolder({ 'a.ts': old });
  const { code, stderr } = await fix(root, ['a.ts']);
  expect(code).toBe(2);
  expect(stderr).toContain("option '--require-clean' needs git: Not inside a git work tree");
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe(old);
});
