import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';

import { temporaryFolder, writeFiles } from '../support/folders.js';
import { succeed } from '../support/programs.js';
import { runResident } from '../support/resident.js';
import { makeRepository } from '../support/sample-repository.js';
import { migratedService, retiredRule, retiredService } from '../support/sample-service.js';

const manifest = JSON.stringify({ name: 'service', private: true });

function audit(folder: string, ...words: string[]) {
  const { status, stdout, stderr } = runResident(folder, words);
  return { code: status, stdout, stderr, output: stdout + stderr };
}

function project(files: Record<string, string>): string {
  return temporaryFolder({ 'package.json': manifest, ...files });
}

test('a retired call is reported with its place and its page, and ends with 1', () => {
  const { code, stdout, stderr } = audit(project({ 'src/sso.js': retiredService }), 'src');
  expect(stdout).toContain(`src/sso.js:2:53  sign-in call GET /me  error  ${retiredRule}\n`);
  expect(stdout).toContain("> 2 |   const answer = await fetch('https://api.clever.com/me'");
  expect(stdout).toContain('docs/rules/no-unversioned-me.md\n');
  expect(stdout).toMatch(/^1 error in 1 of 1 file\.$/m);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
});

test('a clean project ends with 0 and says what was looked at', () => {
  expect(audit(project({ 'src/sso.js': migratedService, 'src/other.ts': 'export {};\n' }), 'src')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^No findings: the tool found no use of .+ Looked at 2 files, analyzed \d\.\n$/),
    stderr: '',
  });
});

test('without paths the folder at hand is audited', () => {
  const { code, stdout } = audit(join(project({ 'src/sso.js': retiredService }), 'src'));
  expect(stdout).toContain(`sso.js:2:53  sign-in call GET /me  error  ${retiredRule}\n`);
  expect(code).toBe(1);
});

test('json is what the published schema says, with paths from the folder at hand', () => {
  const folder = project({ 'src/sso.js': `\uFEFF${retiredService.replaceAll('\n', '\r\n')}` });
  const { code, stdout } = audit(join(folder, 'src'), '--format', 'json', '..');
  const schema = JSON.parse(readFileSync(new URL('../../docs/findings.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
  const report = JSON.parse(stdout);
  validate(report);
  expect(validate.errors).toBeNull();
  expect(report.findings).toHaveLength(1);
  expect(report.findings[0]).toMatchObject({ rule: retiredRule, file: 'sso.js', line: 2, column: 53 });
  expect(code).toBe(1);
});

test('--fix writes, keeps mark and line ends, and a second run has nothing to do', () => {
  const toWindows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
  const folder = project({ 'src/sso.js': toWindows(retiredService) });
  const first = audit(folder, '--fix', 'src');
  expect(first.stdout).toMatch(/^No findings: /);
  expect(first.stderr).toContain('Fixed 1 finding in 1 file: src/sso.js\n');
  expect(first.code).toBe(0);
  expect(readFileSync(join(folder, 'src/sso.js'), 'utf8')).toBe(toWindows(migratedService));
  expect(audit(folder, '--fix', 'src')).toMatchObject({ code: 0, stderr: '' });
});

test('git applies what --diff prints, and --diff writes nothing', () => {
  const folder = project({ 'src/sso.js': retiredService });
  succeed(folder, ['git', 'init', '--quiet']);
  const { code, stdout, stderr } = audit(folder, '--diff');
  expect(code).toBe(1);
  expect(stderr).toContain('1 file would change. Nothing was written.\n');
  expect(readFileSync(join(folder, 'src/sso.js'), 'utf8')).toBe(retiredService);
  writeFileSync(join(folder, 'fix.patch'), stdout);
  succeed(folder, ['git', 'apply', 'fix.patch']);
  expect(readFileSync(join(folder, 'src/sso.js'), 'utf8')).toBe(migratedService);
});

test('--staged judges what will be committed, not what is on disk', () => {
  const { folder } = makeRepository({ 'package.json': manifest, 'src/sso.js': migratedService });
  expect(audit(folder, '--staged')).toMatchObject({ code: 0, output: '' });

  succeed(folder, ['git', 'add', '.']);
  writeFiles(folder, { 'src/sso.js': retiredService });
  expect(audit(folder, '--staged').code).toBe(0);

  succeed(folder, ['git', 'add', '.']);
  writeFiles(folder, { 'src/sso.js': migratedService });
  const { code, stdout } = audit(folder, '--staged');
  expect(stdout).toContain(`src/sso.js:2:53  sign-in call GET /me  error  ${retiredRule}\n`);
  expect(stdout).toContain("fetch('https://api.clever.com/me'");
  expect(code).toBe(1);
});

test('--staged leaves out what the commit takes away', () => {
  const service = "import { get } from './get.js';\nexport const answer = get('/me');\n";
  const client = "export const get = (path) => fetch('https://api.clever.com' + path);\n";
  const files = { 'src/get.js': client, 'src/sso.js': service };
  const { folder } = makeRepository({ 'package.json': manifest, ...files });
  succeed(folder, ['git', 'add', '.']);
  expect(audit(folder, '--staged').code).toBe(1);
  succeed(folder, ['git', 'commit', '--quiet', '--message', 'Start']);
  succeed(folder, ['git', 'rm', '--quiet', '--cached', 'src/get.js']);
  writeFiles(folder, { 'src/sso.js': `${service}// touched\n` });
  succeed(folder, ['git', 'add', 'src/sso.js']);
  expect(audit(folder, '--staged').code).toBe(0);
});

test('of an env file the report shows the Clever URL and nothing else', () => {
  const folder = project({
    '.env': 'SECRET=s3cret\nCLEVER_BASE=https://api.clever.com/v1.1\nPASSWORD=hunter2\n',
    'src/sso.js': 'export const answer = fetch(`${process.env.CLEVER_BASE}/districts`);\n',
  });
  for (const words of [['.'], ['--diff'], ['--fix'], ['--format', 'json']]) {
    expect(audit(folder, ...words).output).not.toMatch(/s3cret|hunter2|PASSWORD/);
  }
});

test.each([
  ['a path that does not exist', 'nowhere', /^clever-audit: .*nowhere.*\n$/],
  ['an empty folder', 'empty', /^clever-audit: .*empty.*\n$/],
])('%s is one line and exit code 2', (_name, path, line) => {
  const folder = project({ 'src/sso.js': retiredService, 'empty/.gitkeep': '' });
  const { code, stdout, stderr } = audit(folder, path);
  expect(stderr).toMatch(line);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('a file that cannot be analysed is listed, and the others are audited', () => {
  const folder = project({
    'src/broken.js': "fetch('https://api.clever.com/me', {\n",
    'src/sso.js': retiredService,
  });
  const { code, stdout } = audit(folder, 'src');
  expect(stdout).toContain('\nFiles that were skipped:\n  src/broken.js  ');
  expect(stdout).toContain(`src/sso.js:2:53  sign-in call GET /me  error  ${retiredRule}\n`);
  expect(code).toBe(1);
});
