import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { engine } from '../../src/cli/engine.js';
import type { AuditResult } from '../../src/run/audit-result.js';
import type { FileChange, FixResult } from '../../src/run/fix.js';
import { fixing, runCommand } from '../support/command.js';
import { findingAt, resultOf, spanOf } from '../support/findings.js';
import { temporaryFolder } from '../support/folders.js';
import { succeed } from '../support/programs.js';

const old = "fetch('https://api.clever.com/me');\n";
const fixed = "fetch('https://api.clever.com/v3.0/me');\n";
const git = ['git', '-c', 'user.name=Test', '-c', 'user.email=test@example.com'];

function changeOf(file: string): FileChange {
  return { file, before: old, after: fixed, byteOrderMark: false };
}

function resultFor(root: string, files: readonly string[]): AuditResult {
  const texts = Object.fromEntries(files.map((file) => [file, old]));
  return resultOf(texts, { root, findings: files.map((file) => findingAt(spanOf(texts, file, '/me'))) });
}

function fixResult(root: string, files: readonly string[], parts: Partial<FixResult> = {}): FixResult {
  return {
    before: resultFor(root, files),
    after: resultOf({}, { root }),
    changes: files.map(changeOf),
    dropped: [],
    ...parts,
  };
}

test('the fixes are written, what remains is reported, and it is said how to see and undo it', async () => {
  const root = temporaryFolder({ 'src/a.ts': old, 'src/b c.ts': old, 'src/rest.ts': old });
  succeed(root, [...git, 'init', '-q']);
  succeed(root, [...git, 'add', '.']);
  const result = fixResult(root, ['src/a.ts', 'src/b c.ts'], { after: resultFor(root, ['src/rest.ts']) });
  const { code, stdout, stderr } = await runCommand('--fix', fixing(result).engine, root, process.env);
  expect(code).toBe(1);
  expect(stdout).toContain('src/rest.ts:1:30  error');
  expect(stdout).not.toContain('src/a.ts');
  expect(stderr).toBe(`\
Fixed 2 findings in 2 files: src/a.ts, src/b c.ts
Review the changes: git diff -- src/a.ts 'src/b c.ts'
Undo them: git restore -- src/a.ts 'src/b c.ts'
`);
  expect(readFileSync(join(root, 'src/a.ts'), 'utf8')).toBe(fixed);
  expect(succeed(root, ['git', 'diff', '--name-only'])).toBe('src/a.ts\nsrc/b c.ts\n');
});

test('a sentence names the first of many files, a command names all', async () => {
  const files = Array.from({ length: 22 }, (_, index) => `f${String(index).padStart(2, '0')}.ts`);
  const root = temporaryFolder(Object.fromEntries(files.map((file) => [file, old])));
  succeed(root, [...git, 'init', '-q']);
  succeed(root, [...git, 'add', '.']);
  const { stderr } = await runCommand('--fix', fixing(fixResult(root, files)).engine, root, process.env);
  expect(stderr).toBe(`\
Fixed 22 findings in 22 files: ${files.slice(0, 20).join(', ')}, 2 more
Review the changes: git diff -- ${files.join(' ')}
Undo them: git restore -- ${files.join(' ')}
`);
});

function decideOn(file: string) {
  const comment = { file, start: 0, end: 0, text: '// TODO(clever-audit): Decide which one\n// to use.\n' };
  return { description: 'Move it.', decisions: ['Decide which one to use.'], edits: [comment] };
}

test('what a suggestion changed is not called fixed', async () => {
  const root = temporaryFolder({ 'a.ts': old, 'b.ts': old, 'c.ts': old });
  const before = resultFor(root, ['a.ts', 'b.ts', 'c.ts']);
  const suggested = before.findings.map((finding, index) =>
    index === 0 ? finding : { ...finding, suggestions: [decideOn(finding.span.file)] },
  );
  const result = fixResult(root, ['a.ts', 'b.ts', 'c.ts'], { before: { ...before, findings: suggested } });
  const { stderr } = await runCommand('--fix-suggestions', fixing(result).engine, root, process.env);
  expect(stderr).toMatch(
    /^Fixed 1 finding and applied suggestions to 2 findings in 3 files: a\.ts, b\.ts, c\.ts\nCheck the suggestions: a TODO\(clever-audit\) comment says what is still open\nThese files /,
  );
});

test('what is left to check is printed where no comment in the code can say it', async () => {
  const settings = '{ "me": "https://api.clever.com/me" }\n';
  const call = "export const me = (headers) => fetch('https://api.clever.com/me', { headers });\n";
  const root = temporaryFolder({ 'settings.json': settings, 'src/a.js': call });
  const written = await runCommand('--fix-suggestions', engine, root, process.env);
  expect(readFileSync(join(root, 'src/a.js'), 'utf8')).toContain('TODO(clever-audit)');
  expect(readFileSync(join(root, 'settings.json'), 'utf8')).toBe(settings.replace('/me', '/v3.0/me'));
  expect(written.stderr).toContain('a TODO(clever-audit) comment says what is still open\n');
  expect(written.stderr).toContain(
    'Check this too; no comment in the code says it:\n  settings.json:1: Check the code that reads the answer: this tool cannot see it.\n',
  );
});

test('where no file can hold a comment, nobody is sent to look for one', async () => {
  const root = temporaryFolder({ 'settings.json': '{ "me": "https://api.clever.com/me" }\n' });
  const shown = await runCommand('--diff --fix-suggestions', engine, root, process.env);
  expect(shown.stderr).toContain('\n  settings.json:1: Check the code that reads the answer');
  expect(shown.stderr).toContain('or run with --fix-suggestions and without --diff\n');
  const written = await runCommand('--fix-suggestions', engine, root, process.env);
  expect(written.stderr).not.toContain('TODO');
  expect(written.stderr).toContain('\n  settings.json:1: Check the code that reads the answer');
});

test('changes that git would drop with an undo, and files that it cannot undo, are named', async () => {
  const root = temporaryFolder({ 'a.ts': 'staged', '.env': old });
  succeed(root, [...git, 'init', '-q']);
  succeed(root, [...git, 'add', 'a.ts']);
  writeFileSync(join(root, 'a.ts'), old);
  const { engine } = fixing(fixResult(root, ['a.ts', '.env']));
  const { stderr } = await runCommand('--fix', engine, root, process.env);
  expect(stderr).toBe(`\
Fixed 2 findings in 2 files: a.ts, .env
Review the changes: git diff -- a.ts
Undo them: git restore -- a.ts
Careful: undoing also discards earlier unstaged changes in a.ts
Git does not track .env, so it cannot undo the changes there
`);
});

test('outside of a repository nothing is said of git diff', async () => {
  const root = temporaryFolder({ 'a.ts': old });
  const { stderr } = await runCommand('--fix', fixing(fixResult(root, ['a.ts'])).engine, root, process.env);
  expect(stderr).toBe(
    'Fixed 1 finding in 1 file: a.ts\nThese files are not in a git repository, so git cannot undo the changes\n',
  );
});

test('fixes that were given up are named', async () => {
  const dropped = [{ file: 'src/a.ts', line: 7, reason: 'The change would not type-check.' }];
  const { engine } = fixing(fixResult('/project', [], { dropped }));
  const { stderr, stdout, code } = await runCommand('--fix', engine);
  expect(stderr).toBe('Not fixed: src/a.ts:7: The change would not type-check.\n');
  expect(stdout).toBe(
    "No findings: the tool found no use of Clever's API v1 or unversioned /me here. Looked at 0 files, and found no code that uses Clever.\n",
  );
  expect(code).toBe(0);
});

test.each([
  ['--fix', {}, 'Nothing was written: no finding has a fix.\nThe report says what to change by hand.\n'],
  [
    '--fix',
    { suggestions: [{ description: 'Move it.', edits: [] }] },
    'Nothing was written: no finding has a fix.\nSome findings have a suggestion that needs your decision: --interactive shows each one and asks.\n',
  ],
  ['--mark', {}, 'Nothing was written.\n'],
])('%s says that it wrote nothing, and what to do: %j', async (line, parts, expected) => {
  const texts = { 'a.ts': old };
  const left = resultOf(texts, { findings: [findingAt(spanOf(texts, 'a.ts', '/me'), parts)] });
  const { engine } = fixing(fixResult('/project', [], { before: left, after: left }));
  expect((await runCommand(line, engine)).stderr).toBe(expected);
});

test('json is what remains, alone on the standard output', async () => {
  const root = temporaryFolder({ 'a.ts': old });
  const { engine } = fixing(fixResult(root, ['a.ts']));
  const { stdout } = await runCommand('--fix --format json', engine, root, process.env);
  expect(JSON.parse(stdout).summary.findings).toBe(0);
});

test.each([
  ['--fix', false],
  ['--fix-suggestions', true],
  ['--fix --fix-suggestions', true],
  ['--diff', false],
  ['--diff --fix', false],
  ['--diff --fix-suggestions', true],
])('%s asks for suggestions: %s', async (line, suggestions) => {
  const { engine, asked } = fixing(fixResult('/project', []));
  await runCommand(line, engine);
  expect(asked).toEqual([{ cwd: '/project', paths: ['.'], rules: [], suggestions }]);
});

test('a file that cannot be written ends the run without a report', async () => {
  const root = temporaryFolder({ 'a.ts': old, 'b.ts': 'edited meanwhile' });
  const { engine } = fixing(fixResult(root, ['a.ts', 'b.ts']));
  expect(await runCommand('--fix', engine, root, process.env)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'clever-audit: cannot write b.ts: it has changed since it was read; nothing was written\n',
  });
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe(old);
});
