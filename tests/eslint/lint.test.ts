import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import parser from '@typescript-eslint/parser';
import { ESLint, Linter } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { audit } from '../../src/run/audit.js';
import { createPlaces } from '../../src/reporters/places.js';
import clever, { audit as auditFolder } from '../../src/index.js';
import { findingAt, resultOf } from '../support/findings.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { migratedService, retiredRule, retiredService } from '../support/sample-service.js';

vi.mock('../../src/run/audit.js', { spy: true });

beforeEach(() => {
  vi.mocked(audit).mockClear();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const manifest = '{ "name": "sample", "private": true }\n';
const languages = [{ files: ['**/*.ts'], languageOptions: { parser } }];
/** Asks for the answer in one file; what it reads off the answer is wrong in another, which does not name Clever. */
const client = `export async function whoIs(token) {
  const answer = await fetch('https://api.clever.com/v3.0/me', { headers: { Authorization: 'Bearer ' + token } });
  return answer.json();
}
`;
const reader = `import { whoIs } from './client.js';
export async function greet(token) {
  const body = await whoIs(token);
  console.log(body.data.name);
}
`;

/** What ESLint adds where the change is one of another file. */
const adviceElsewhere = ' Run `npx clever-audit --interactive` to review the change. It also edits other files.';

type Settings = Record<string, unknown>;

function openEslint(cwd: string, given: Settings = {}, options: ESLint.Options = {}): ESLint {
  const overrideConfig = [...languages, clever.configs.strict, { settings: { clever: given } }];
  return new ESLint({ cwd, overrideConfigFile: true, overrideConfig, ...options });
}

/** What is reported in a text that an editor holds, as `line:column rule`. */
async function lintText(cwd: string, filePath: string, text: string, settings: Settings = {}): Promise<string[]> {
  const results = await openEslint(cwd, settings).lintText(text, { filePath: join(cwd, filePath) });
  return results.flatMap(toLines);
}

/** The same for a file as it is on disk. */
function lintFile(cwd: string, file: string, settings: Settings = {}): Promise<string[]> {
  return lintText(cwd, file, readFileSync(join(cwd, file), 'utf8'), settings);
}

function toLines({ messages }: ESLint.LintResult): string[] {
  return messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId ?? message}`);
}

/** Lets the clock jump over the time for which a listing is believed. */
function waitForListing(): void {
  const now = performance.now() + 3_600_000;
  vi.spyOn(performance, 'now').mockReturnValue(now);
}

const retiredAt = `2:53 ${retiredRule}`;

describe('a run over a project', () => {
  const files = {
    'package.json': manifest,
    '.env': 'SIS_ME=https://api.clever.com/me\n',
    'src/sso.js': retiredService,
    'src/client.js': client,
    'src/reader.js': reader,
    'src/marked.ts': `\uFEFF// 😀\r\n/* 😀 */ ${retiredService.replaceAll('\n', '\r\n').replace('(token)', '(token: string)')}`,
    'src/view.jsx': `export const View = () => <a title="😀" onClick={() => fetch('https://api.clever.com/me')}>me</a>;\n`,
    'bin/run.mjs': `#!/usr/bin/env node\n${retiredService}`,
    'src/other.ts': 'export const other: number = 1;\n',
  };

  test.each([
    ['10', ESLint],
    ['9', ESLint9 as unknown as typeof ESLint],
  ])('ESLint %s reports what the command does', async (major, Class) => {
    const cwd = temporaryFolder(files);
    expect(Class.version).toMatch(new RegExp(`^${major}\\.`));
    const jsx = { files: ['**/*.jsx'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } };
    const eslint = new Class({
      cwd,
      overrideConfigFile: true,
      overrideConfig: [...languages, jsx, clever.configs.strict],
    });
    const results = await eslint.lintFiles(['.']);
    const reported = results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, endLine, endColumn, message }) => ({
        path: filePath,
        place: [line, column, endLine, endColumn],
        message,
      })),
    );

    const result = auditFolder({ cwd, preset: 'strict' });
    const places = createPlaces(result, cwd);
    const found = result.findings
      .filter(({ span }) => span.file !== '.env')
      .map(({ span, message }) => {
        const { file, line, column, endLine, endColumn } = places.placeOf(span);
        const advice = file === 'src/reader.js' ? adviceElsewhere : '';
        return { path: join(cwd, file), place: [line, column, endLine, endColumn], message: `${message}${advice}` };
      });
    expect(reported).toEqual(found);
    expect(new Set(found.map(({ path }) => path)).size).toBe(5);
  });

  test('costs one audit, however many files there are', async () => {
    const others = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`src/other-${index}.js`, `export const other = ${index};\n`]),
    );
    const cwd = temporaryFolder({ ...files, ...others });
    const results = await openEslint(cwd).lintFiles(['src/**/*.js']);
    expect(results).toHaveLength(203);
    expect(audit).toHaveBeenCalledTimes(1);
  });

  test('fixes what one file needs, and says so of nothing else', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/sso.js': retiredService, 'src/client.js': client });
    await ESLint.outputFixes(await openEslint(cwd, {}, { fix: true }).lintFiles(['.']));
    expect(readFileSync(join(cwd, 'src/sso.js'), 'utf8')).toBe(migratedService);
    expect(readFileSync(join(cwd, 'src/client.js'), 'utf8')).toBe(client);
  });
});

describe('text that is not saved', () => {
  test('is judged, not what the disk has', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/a.js': retiredService, 'src/b.js': migratedService });
    expect(await lintText(cwd, 'src/a.js', migratedService)).toEqual([]);
    expect(await lintText(cwd, 'src/b.js', retiredService)).toEqual([retiredAt]);
    expect(await lintFile(cwd, 'src/a.js')).toEqual([retiredAt]);
    expect(await lintFile(cwd, 'src/b.js')).toEqual([]);
  });

  test('is judged with the other files as the disk has them', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/client.js': client, 'src/reader.js': 'export {};\n' });
    expect(await lintText(cwd, 'src/reader.js', reader)).toEqual(['4:25 clever/no-removed-me-field']);
    expect(await lintText(cwd, 'src/new.js', reader)).toEqual(['4:25 clever/no-removed-me-field']);
    expect(await lintText(cwd, 'src/reader.js', reader.replace('.name', '.id'))).toEqual([]);
  });

  test('that cannot have to do with Clever is not audited', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/client.js': client, 'src/other.js': 'export {};\n' });
    await lintFile(cwd, 'src/other.js');
    vi.mocked(audit).mockClear();
    expect(await lintText(cwd, 'src/other.js', "import fs from 'node:fs';\nfs.read();\n")).toEqual([]);
    expect(await lintText(cwd, 'src/new.js', "import fs from 'node:fs';\n")).toEqual([]);
    expect(audit).not.toHaveBeenCalled();
  });

  test('reads the environment that is saved', async () => {
    const cwd = temporaryFolder({
      'package.json': manifest,
      '.env': 'SIS_BASE=https://api.clever.com/v1.1\n',
      'src/a.js': 'export {};\n',
    });
    const text = 'await fetch(`${process.env.SIS_BASE}/students`);\n';
    await lintText(cwd, 'src/a.js', text);
    const overlay = vi.mocked(audit).mock.calls.map(([options]) => options.overlay?.get(join(cwd, 'src/a.js')));
    expect(overlay).toEqual([undefined, text]);
  });

  test('of a file that git ignores is judged too', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, '.gitignore': 'gen/\n', 'gen/a.js': retiredService });
    expect(await lintFile(cwd, 'gen/a.js')).toEqual([retiredAt]);
  });

  test('can belong to no file', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest });
    const [result] = await openEslint(cwd).lintText(retiredService);
    expect(result && toLines(result)).toEqual([retiredAt]);
    expect(result?.messages[0]?.fix).toBeDefined();

    const typed = retiredService.replace('(token)', '(token: string)');
    const config = { ...clever.configs.strict, languageOptions: { parser } };
    const messages = new Linter({ cwd }).verify(typed, config);
    expect(messages.map(({ ruleId }) => ruleId)).toEqual([retiredRule]);
  });

  test('can be a block of another file', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/client.js': client, 'src/page.md': 'A page.\n' });
    const processor = {
      preprocess: () => [{ text: reader, filename: 'block.js' }],
      postprocess: (messages: Linter.LintMessage[][]) => messages.flat(),
    };
    const config = [
      { files: ['**/*.md'], processor },
      { files: ['**/*.md/*.js'], ...clever.configs.strict },
    ];
    const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config });
    const results = await eslint.lintText('A page.\n', { filePath: join(cwd, 'src/page.md') });
    expect(results.flatMap(toLines)).toEqual(['4:25 clever/no-removed-me-field']);
  });
});

describe('between two lints', () => {
  test('a file that decides the findings changes', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/client.js': client, 'src/reader.js': reader });
    expect(await lintFile(cwd, 'src/reader.js')).toHaveLength(1);
    writeFiles(cwd, { 'src/client.js': client.replace('return answer.json()', 'return { data: {} }') });
    expect(await lintFile(cwd, 'src/reader.js')).toEqual([]);
  });

  test('the file itself is saved', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/client.js': client, 'src/reader.js': 'export {};\n' });
    expect(await lintFile(cwd, 'src/reader.js')).toEqual([]);
    writeFiles(cwd, { 'src/reader.js': reader });
    expect(await lintFile(cwd, 'src/reader.js')).toHaveLength(1);
  });

  test('a file appears', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/reader.js': reader });
    expect(await lintFile(cwd, 'src/reader.js')).toEqual([]);
    writeFiles(cwd, { 'src/client.js': client });
    waitForListing();
    expect(await lintFile(cwd, 'src/reader.js')).toHaveLength(1);
  });

  test('a file disappears', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/client.js': client, 'src/reader.js': reader });
    expect(await lintFile(cwd, 'src/reader.js')).toHaveLength(1);
    rmSync(join(cwd, 'src/client.js'));
    expect(await lintFile(cwd, 'src/reader.js')).toEqual([]);
  });

  test('nothing changes, and nothing is audited again', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/client.js': client, 'src/reader.js': reader });
    await lintFile(cwd, 'src/reader.js');
    await lintFile(cwd, 'src/client.js');
    waitForListing();
    await lintFile(cwd, 'src/reader.js');
    expect(audit).toHaveBeenCalledTimes(1);
  });

  test('a folder becomes a member of a workspace', async () => {
    const cwd = temporaryFolder({ 'packages/a/package.json': manifest, 'packages/a/reader.js': reader });
    const outside = reader.replace('./client.js', '../client.js');
    writeFiles(cwd, { 'packages/a/reader.js': outside, 'packages/client.js': client });
    expect(await lintFile(cwd, 'packages/a/reader.js')).toEqual([]);
    writeFiles(cwd, { 'package.json': '{ "workspaces": ["packages/*"] }\n' });
    waitForListing();
    expect(await lintFile(cwd, 'packages/a/reader.js')).toHaveLength(1);
  });
});

describe('settings.clever', () => {
  test('project: false keeps to the file at hand', async () => {
    const cwd = temporaryFolder({
      'package.json': manifest,
      'src/client.js': client,
      'src/reader.js': reader,
      'src/sso.js': retiredService,
    });
    const settings = { project: false };
    expect(await lintFile(cwd, 'src/reader.js', settings)).toEqual([]);
    expect(await lintFile(cwd, 'src/sso.js', settings)).toEqual([retiredAt]);
    expect(await lintText(cwd, 'src/sso.js', migratedService, settings)).toEqual([]);
  });

  test('project: false fixes as well', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/sso.js': retiredService });
    const [result] = await openEslint(cwd, { project: false }, { fix: true }).lintFiles(['src']);
    expect(result?.output).toBe(migratedService);
  });

  test('target says where code is moved to', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/sso.js': retiredService });
    const [result] = await openEslint(cwd, { target: 'v3.1' }, { fix: true }).lintFiles(['src']);
    expect(result?.output).toBe(retiredService.replace('/me', '/v3.1/me'));
  });

  test('root takes in more than the package', async () => {
    const cwd = temporaryFolder({
      'packages/a/package.json': manifest,
      'packages/a/reader.js': reader.replace('./client.js', '../client.js'),
      'packages/client.js': client,
    });
    expect(await lintFile(cwd, 'packages/a/reader.js')).toEqual([]);
    expect(await lintFile(cwd, 'packages/a/reader.js', { root: 'packages' })).toHaveLength(1);
  });

  test('root says nothing of files outside of it', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/sso.js': retiredService, 'other/a.js': '' });
    expect(await lintFile(cwd, 'src/sso.js', { root: 'other' })).toEqual([retiredAt]);
  });

  test('a wrong value is an error that names it', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/sso.js': retiredService });
    await expect(lintFile(cwd, 'src/sso.js', { target: 'v4' })).rejects.toThrow(
      'clever-audit: settings.clever.target must be "v3.0" or "v3.1", not "v4".',
    );
  });
});

describe('what the user of ESLint decides', () => {
  test('the severity, and the rules', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/sso.js': retiredService });
    const rules = { [retiredRule]: 'warn' } as const;
    const [result] = await openEslint(cwd, {}, { baseConfig: [] }).lintText(retiredService, { filePath: 'src/sso.js' });
    expect(result).toMatchObject({ errorCount: 1, warningCount: 0 });
    const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: { plugins: { clever }, rules } });
    expect(await eslint.lintFiles(['src'])).toMatchObject([{ errorCount: 0, warningCount: 1 }]);
    const other = { plugins: { clever }, rules: { 'clever/no-v1-endpoint': 'error' } } as const;
    const without = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: other });
    expect(await without.lintFiles(['src'])).toMatchObject([{ errorCount: 0, warningCount: 0 }]);
  });

  test('comments that switch a rule off', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest });
    expect(await lintText(cwd, 'a.js', `/* eslint-disable ${retiredRule} */\n${retiredService}`)).toEqual([]);
  });
});

describe('what is not reported', () => {
  test('a finding that is no more than information', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'a.js': retiredService });
    const span = { file: 'a.js', start: 0, end: 6 };
    const texts = { 'a.js': retiredService };
    const warning = resultOf(texts, { findings: [findingAt(span, { severity: 'warning' })] });
    const information = resultOf(texts, { findings: [findingAt(span, { severity: 'info' })] });
    vi.mocked(audit).mockReturnValueOnce(warning).mockReturnValueOnce(information);
    expect(await lintText(cwd, 'a.js', '// Clever 1\n')).toEqual([`1:1 ${retiredRule}`]);
    expect(await lintText(cwd, 'a.js', '// Clever 2\n')).toEqual([]);
  });

  test('a syntax error, which is for ESLint to report', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'a.js': `${retiredService}const = 1;\n` });
    expect(await lintFile(cwd, 'a.js')).toEqual(['6:7 Parsing error: Unexpected token =']);
    expect(audit).not.toHaveBeenCalled();
  });
});

describe('a file that is not UTF-8', () => {
  const fixable = "fetch('https://api.clever.com/v1.1/schools').then((answer) => answer.status);\n";

  /** The line of each message in a file, and whether ESLint could change something there. */
  async function linted(bytes: Uint8Array, settings: Settings = {}) {
    const cwd = temporaryFolder({ 'package.json': manifest });
    writeFileSync(join(cwd, 'a.js'), bytes);
    const eslint = openEslint(cwd, settings, { fix: true });
    const [result] = await eslint.lintFiles(['a.js']);
    return { lines: result?.messages.map(({ line }) => line), isFixed: result?.output !== undefined };
  }

  test.each([
    ['Latin-1', Buffer.from(`// caf\xe9\n${fixable}`, 'latin1')],
    ['a lone byte behind the call', Buffer.concat([Buffer.from(`\n${fixable}// `), Buffer.from([0xff])])],
    ['half of a character', Buffer.concat([Buffer.from('//'), Buffer.from([0xe6, 0xbc]), Buffer.from(`\n${fixable}`)])],
  ])('is judged as the text that ESLint has, and not changed: %s', async (_name, bytes) => {
    expect(await linted(bytes)).toEqual({ lines: [2], isFixed: false });
    expect(await linted(bytes, { project: false })).toEqual({ lines: [2], isFixed: false });
  });

  test('is not one that holds the sign for what is not UTF-8', async () => {
    expect(await linted(Buffer.from(`// \uFFFD\n${fixable}`))).toEqual({ lines: [], isFixed: true });
  });

  test('is judged where only another file of the project names Clever', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'client.js': client });
    writeFileSync(join(cwd, 'reader.js'), Buffer.from(`// caf\xe9\n${reader}`, 'latin1'));
    const [result] = await openEslint(cwd).lintFiles(['reader.js']);
    expect(result?.messages).toHaveLength(1);
  });
});

describe('a file that cannot be judged', () => {
  const chain = `fetch('https://api.clever.com/me').then((answer) => answer.json())${'\n.then((me) => { console.log(me.data.email); return me; })'.repeat(1200)};\n`;
  const minified = `fetch('https://api.clever.com/me');${'a();'.repeat(20_000)}\n`;

  test.each([
    ['is nested too deep', chain, 'nested too deep to be read as a program'],
    ['is minified', minified, 'minified, so it is the output of a build'],
    ['is no text', `${retiredService}// \0\n`, 'not a text file'],
  ])('is one message where it %s, as the command skips it', async (_name, text, reason) => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'a.js': text, 'b.js': retiredService });
    const [result, healthy] = await openEslint(cwd).lintFiles(['a.js', 'b.js']);
    const told = result?.messages.map(({ line, message }) => [line, message]);
    expect(told).toEqual([[1, `clever-audit cannot check this file: ${reason}`]]);
    expect(healthy?.messages).toHaveLength(1);
    expect(auditFolder({ cwd }).skipped).toMatchObject([{ file: 'a.js', reason }]);
  });

  test('is one message while it is not saved', async () => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'a.js': 'export {};\n' });
    const [result] = await openEslint(cwd).lintText(chain, { filePath: join(cwd, 'a.js') });
    expect(result?.messages.map(({ message }) => message)).toEqual([
      'clever-audit cannot check this file: nested too deep to be read as a program',
    ]);
  });
});

describe('a project that cannot be audited', () => {
  const broken = { 'package.json': '{ "clever-audit": { "hots": [] } }' };
  const trouble =
    '1:1 clever-audit cannot check this file: package.json:1:21: hots does not exist; did you mean "hosts"?';

  /** Every message of a run over a folder, by file. */
  async function messagesIn(cwd: string): Promise<Record<string, string[]>> {
    const results = await openEslint(cwd).lintFiles(['.']);
    return Object.fromEntries(
      results.map(({ filePath, messages }) => [
        filePath.slice(cwd.length + 1),
        messages.map(({ line, column, ruleId, message }) =>
          message.startsWith('clever-audit') ? `${line}:${column} ${message}` : `${line}:${column} ${ruleId}`,
        ),
      ]),
    );
  }

  test('is one message in each of its files, and the others are linted', async () => {
    const cwd = temporaryFolder({
      'package.json': manifest,
      'healthy.js': retiredService,
      'x/a.js': retiredService,
      'x/deep/b.js': 'export {};\n',
      'x/package.json': broken['package.json'],
    });
    expect(await messagesIn(cwd)).toEqual({
      'healthy.js': [retiredAt],
      'x/a.js': [trouble],
      'x/deep/b.js': [trouble],
    });
    // The command, too, reads this configuration only where the folder is its project.
    expect(auditFolder({ cwd }).findings.map(({ span }) => span.file)).toEqual(['healthy.js', 'x/a.js']);
  });

  test('is read once for all of its files', async () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index}.js`, 'export {};\n']));
    const cwd = temporaryFolder({ ...broken, ...files });
    expect(Object.values(await messagesIn(cwd)).flat()).toEqual(Array(20).fill(trouble));
    expect(audit).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['a baseline that is none', { 'clever-audit-baseline.json': '[]' }, 'clever-audit-baseline.json is not a baseline'],
    ['a baseline of too many levels', { 'clever-audit-baseline.json': '['.repeat(100_000) }, 'is not a baseline'],
    ['a configuration that is no JSON', { 'clever-audit.config.json': '{' }, 'clever-audit.config.json:1'],
    [
      'two configurations',
      { 'clever-audit.config.json': '{}', 'clever-audit.config.jsonc': '{}' },
      'both exist; keep one of them',
    ],
  ])('is one message for %s', async (_name, files: Record<string, string>, words) => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'a.js': retiredService, ...files });
    expect(await messagesIn(cwd)).toEqual({ 'a.js': [expect.stringContaining(words)] });
  });

  test('is right again as soon as its configuration is', async () => {
    const cwd = temporaryFolder({ ...broken, 'a.js': retiredService });
    expect(await lintFile(cwd, 'a.js')).toHaveLength(1);
    writeFiles(cwd, { 'package.json': manifest });
    expect(await lintFile(cwd, 'a.js')).toEqual([retiredAt]);
  });

  test('is one message also in an unsaved text', async () => {
    const cwd = temporaryFolder({ ...broken, 'a.js': retiredService });
    expect(await lintText(cwd, 'a.js', `\n${retiredService}`)).toHaveLength(1);
  });
});
