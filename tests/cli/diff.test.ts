import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import type { Edit, Finding } from '../../src/model/finding.js';
import type { FileChange, FixResult } from '../../src/run/fix.js';
import { fixing, runCommand } from '../support/command.js';
import { editOf, findingAt, resultOf, spanOf } from '../support/findings.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { run, succeed } from '../support/programs.js';

interface Sample {
  readonly before: string;
  readonly after: string;
  readonly byteOrderMark?: boolean;
}

const old = "const a = 1;\nfetch('https://api.clever.com/me');\nconst b = 2;\n";
const fixed = old.replace('/me', '/v3.0/me');
const longOld = `${'// line\n'.repeat(20)}${old}${'// line\n'.repeat(20)}${old}`;
const longFixed = longOld.replaceAll('/me', '/v3.0/me');

function toChanges(samples: Record<string, Sample>): FileChange[] {
  return Object.entries(samples).map(([file, sample]) => ({ byteOrderMark: false, ...sample, file }));
}

function fixResult(root: string, changes: readonly FileChange[], findings: readonly Finding[] = []): FixResult {
  const texts = Object.fromEntries(changes.map(({ file, before }) => [file, before]));
  return { before: resultOf(texts, { root, findings }), after: resultOf({}, { root }), changes, dropped: [] };
}

function onDisk(text: string, byteOrderMark = false): string {
  return (byteOrderMark ? '\uFEFF' : '') + text;
}

function projectOf(samples: Record<string, Sample>, folder = '.'): string {
  const root = temporaryFolder();
  for (const [file, { before, byteOrderMark }] of Object.entries(samples)) {
    writeFiles(join(root, folder), { [file]: onDisk(before, byteOrderMark) });
  }
  return root;
}

function diff(root: string, changes: readonly FileChange[], cwd = root, findings: readonly Finding[] = []) {
  return runCommand('--diff', fixing(fixResult(root, changes, findings)).engine, cwd, process.env);
}

test('the patch is what git would print', async () => {
  const samples = { 'src/a.ts': { before: old, after: fixed } };
  const root = projectOf(samples);
  succeed(root, ['git', 'init', '-q']);
  const { stdout, stderr } = await diff(root, toChanges(samples));
  expect(stdout).toBe(`\
diff --git a/src/a.ts b/src/a.ts
--- a/src/a.ts
+++ b/src/a.ts
@@ -1,3 +1,3 @@
 const a = 1;
-fetch('https://api.clever.com/me');
+fetch('https://api.clever.com/v3.0/me');
 const b = 2;
`);
  expect(stderr).toBe(
    "No findings: the tool found no use of Clever's API v1 or unversioned /me here. Looked at 1 file, analyzed 1.\n1 file would change. Nothing was written.\n",
  );
  expect(readFileSync(join(root, 'src/a.ts'), 'utf8')).toBe(old);
});

test.each<[string, Record<string, Sample>]>([
  ['one change', { 'a.ts': { before: old, after: fixed } }],
  ['several hunks', { 'a.ts': { before: longOld, after: longFixed } }],
  ['several files', { 'a.ts': { before: old, after: fixed }, 'src/deep/b.js': { before: old, after: fixed } }],
  ['Windows line ends', { 'a.ts': { before: crlf(old), after: crlf(fixed) } }],
  ['mixed line ends', { 'a.ts': { before: `x\r\n${old}y\r\n`, after: `x\r\n${fixed}y\r\n` } }],
  ['no line break at the end', { 'a.ts': { before: `${old}end('/me')`, after: `${fixed}end('/v3.0/me')` } }],
  ['no line break at an end that stays', { 'a.ts': { before: `${old}end`, after: `${fixed}end` } }],
  ['a single line without a break', { 'a.ts': { before: '/me', after: '/v3.0/me' } }],
  ['a byte-order mark', { 'a.ts': { before: old, after: fixed, byteOrderMark: true } }],
  ['a mark on the changed line', { 'a.ts': { before: "'/me'\n", after: "'/v3.0/me'\n", byteOrderMark: true } }],
  ['other line separators', { 'a.ts': { before: `\u2028\r\u2029${old}\f`, after: `\u2028\r\u2029${fixed}\f` } }],
  ['emoji', { 'a.ts': { before: `// 😀\n${old}`, after: `// 😀\n${fixed}` } }],
  ['lines that look like a patch', { 'a.ts': { before: `--- a\n${old}+++ b`, after: `--- a\n${fixed}+++ b` } }],
  ['lines that are added', { 'a.ts': { before: old, after: `import x;\n${fixed}\nmore();\n` } }],
  ['a space in a name', { 'src dir/a b.ts': { before: old, after: fixed } }],
  ['a name in another script', { 'src/über/日本 😀.ts': { before: old, after: fixed } }],
  ['quotes in a name', { 'a"b\'c.ts': { before: old, after: fixed } }],
])('git applies a patch with %s', async (_name, samples) => {
  const root = projectOf(samples);
  succeed(root, ['git', 'init', '-q']);
  succeed(root, ['git', '-c', 'core.autocrlf=false', 'add', '.']);
  const { stdout } = await diff(root, toChanges(samples));
  apply(root, stdout);
  expect(readAll(root, samples)).toEqual(
    Object.values(samples).map(({ after, byteOrderMark }) => onDisk(after, byteOrderMark)),
  );
});

test('git applies the patch outside of a repository', async () => {
  const samples = { 'src/a.ts': { before: old, after: fixed } };
  const root = projectOf(samples);
  const { stdout } = await diff(root, toChanges(samples), join(root, 'src'));
  apply(join(root, 'src'), stdout);
  expect(readAll(root, samples)).toEqual([fixed]);
});

test('git applies the patch in a package of a repository', async () => {
  const samples = { 'src/a.ts': { before: old, after: fixed } };
  const top = projectOf(samples, 'packages/web');
  const root = join(top, 'packages/web');
  succeed(top, ['git', 'init', '-q']);
  const { stdout, stderr } = await diff(root, toChanges(samples), join(root, 'src'));
  expect(stdout).toContain('--- a/packages/web/src/a.ts');
  expect(stderr).not.toContain('Run git apply in');
  apply(join(root, 'src'), stdout);
  expect(readAll(root, samples)).toEqual([fixed]);
});

test('where the patch has to be applied is said when it reaches above the folder at hand', async () => {
  const samples = { 'src/a.ts': { before: old, after: fixed }, 'config.ts': { before: old, after: fixed } };
  const root = projectOf(samples);
  succeed(root, ['git', 'init', '-q']);
  const { stdout, stderr } = await diff(root, toChanges(samples), join(root, 'src'));
  expect(stderr).toContain(`Run git apply in ${root}: in a folder below it, git skips the files outside that folder\n`);
  apply(root, stdout);
  expect(readAll(root, samples)).toEqual([fixed, fixed]);
});

test('a file outside of the repository is named, not left out in silence', async () => {
  const samples = { 'web/a.ts': { before: old, after: fixed }, 'shared.ts': { before: old, after: fixed } };
  const root = projectOf(samples);
  succeed(join(root, 'web'), ['git', 'init', '-q']);
  const { stdout, stderr } = await diff(root, toChanges(samples), join(root, 'web'));
  expect(stdout).not.toContain('shared');
  expect(stderr).toContain(`../shared.ts is not in the patch: it is outside of ${join(root, 'web')}\n`);
  expect(stderr).toContain('The patch alone is not the whole change');
});

test('no line of an env file is printed; the edit is described instead', async () => {
  const secrets = 'SECRET=abc\nBASE=https://api.clever.com\nPASSWORD=def\n';
  const samples = {
    '.env.local': { before: secrets, after: secrets.replace('com', 'com/v3.0') },
    'src/a.ts': { before: old, after: fixed },
  };
  const texts = { '.env.local': secrets, 'src/a.ts': old };
  const fix = {
    description: 'Put `/v3.0` behind the base.',
    edits: [editOf(texts, '.env.local', 'com', 'com/v3.0'), editOf(texts, 'src/a.ts', '/me', '/v3.0/me')],
  };
  const at = spanOf(texts, 'src/a.ts', '/me');
  const findings = [findingAt(at, { fix }), findingAt(at, { fix, rule: 'clever/no-removed-me-field' })];
  const { code, stdout, stderr } = await diff(projectOf(samples), toChanges(samples), undefined, findings);
  expect(stdout).not.toContain('.env');
  expect(stdout).toContain('+++ b/src/a.ts');
  expect(stderr).toBe(`\
.env.local:2 is not in the patch, because the file may contain secrets: write \`com/v3.0\` instead of \`com\`
The patch alone is not the whole change: make the edits above by hand too, or run with --fix instead of --diff
2 errors in 1 of 2 files. --fix resolves 2.
2 files would change. Nothing was written.
`);
  expect(code).toBe(1);
});

test('an edit of an env file that several changes hold is told once, and what it takes away only if it can be no secret', async () => {
  const before = 'BASE=https://api.clever.com/v1.1\nME=https://user:hunter2@api.clever.com/me\n';
  const texts = { '.env': before, 'src/a.ts': old };
  const version = editOf(texts, '.env', 'v1.1', 'v3.0');
  const whole = editOf(texts, '.env', 'https://user:hunter2@api.clever.com/me', 'https://api.clever.com/v3.0/me');
  const at = (needle: string, edits: readonly Edit[]) =>
    findingAt(spanOf(texts, 'src/a.ts', needle), { fix: { description: `Move ${needle}.`, edits } });
  const findings = [at('/me', [version]), at('fetch', [version, editOf(texts, 'src/a.ts', '/me', '/v3.0/me'), whole])];
  const samples = { '.env': { before, after: before.replace('v1.1', 'v3.0') } };
  const { stderr } = await diff(projectOf(samples), toChanges(samples), undefined, findings);
  expect(stderr.split('\n').slice(0, 2)).toEqual([
    '.env:1 is not in the patch, because the file may contain secrets: write `v3.0` instead of `v1.1`',
    '.env:2 is not in the patch, because the file may contain secrets: write `https://api.clever.com/v3.0/me` instead of what the report underlines there',
  ]);
  expect(stderr).not.toContain('hunter2');
});

test('an env file alone gives no patch', async () => {
  const samples = { '.env': { before: 'SECRET=abc\n', after: 'SECRET=abd\n' } };
  const { stdout, stderr } = await diff(projectOf(samples), toChanges(samples));
  expect(stdout).toBe('');
  expect(stderr).toContain('.env is not in the patch, because the file may contain secrets\n');
  expect(stderr).not.toMatch(/SECRET|ab[cd]/);
});

test('on a terminal the patch holds no control character, and its lines end as they do', async () => {
  const samples = { 'a.ts': { before: `${old}// \u001b[31m\r\n`, after: `${fixed}// \u001b[31m\r\n` } };
  const root = projectOf(samples);
  const { engine } = fixing(fixResult(root, toChanges(samples)));
  const [piped, shown] = [null, ''].map((typed) => runCommand('--diff', engine, root, process.env, typed));
  expect((await piped)?.stdout).toContain(' // \u001b[31m\r\n');
  expect((await shown)?.stdout).toContain(' // \uFFFD[31m\r\n');
});

test('nothing to change prints no patch', async () => {
  const { code, stdout, stderr } = await diff(temporaryFolder(), []);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toBe(
    "No findings: the tool found no use of Clever's API v1 or unversioned /me here. Looked at 0 files, and found no code that uses Clever.\n0 files would change. Nothing was written.\n",
  );
});

test('what needs a decision is named where the patch does not show it', async () => {
  const suggestion = { description: 'Call `/v3.0/me`.', edits: [] };
  const texts = { 'a.ts': old };
  const root = projectOf({ 'a.ts': { before: old, after: old } });
  const said = 'Suggestions, which need your decision, are not shown: --diff --fix-suggestions shows them too.\n';
  for (const [suggestions, isSaid] of [
    [[suggestion], true],
    [[], false],
  ] as const) {
    const finding = findingAt(spanOf(texts, 'a.ts', '/me'), { suggestions });
    const { stderr } = await diff(root, toChanges({ 'a.ts': { before: old, after: old } }), root, [finding]);
    expect(stderr.includes(said)).toBe(isSaid);
  }
});

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

function apply(folder: string, patch: string): void {
  const file = join(temporaryFolder(), 'fix.patch');
  writeFileSync(file, patch);
  expect(run(folder, ['git', '-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', file])).toMatchObject({
    code: 0,
    output: '',
  });
}

function readAll(root: string, samples: Record<string, Sample>): string[] {
  return Object.keys(samples).map((file) => readFileSync(join(root, file), 'utf8'));
}
