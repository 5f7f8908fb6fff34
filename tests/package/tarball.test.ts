import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { temporaryFolder } from '../support/folders.js';
import { run, succeed } from '../support/programs.js';
import { readConfigurations } from '../support/recipes.js';
import { migratedService, retiredRule, retiredService } from '../support/sample-service.js';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const emptyProject = '{ "name": "sample", "private": true, "type": "module" }\n';

/** Makes a project with the tarball and other packages installed. */
function installInProject(files: Record<string, string>, packages: readonly string[] = []): string {
  const folder = temporaryFolder({ 'package.json': emptyProject, ...files });
  const { code, output } = run(folder, ['npm', 'install', '--save-dev', inject('tarball'), ...packages]);
  expect(output).not.toMatch(/npm error|deprecated|ERESOLVE|EBADENGINE|vulnerabilit/i);
  expect(code).toBe(0);
  return folder;
}

test('npm pack prints the name of the tarball and nothing else', () => {
  expect(inject('packOutput')).toBe(`clever-audit-${manifest.version}.tgz\n`);
});

test('the tarball holds what users need and nothing else', () => {
  const files = succeed(temporaryFolder(), ['tar', '-tzf', inject('tarball')])
    .trim()
    .split('\n');
  const expected =
    /^package\/(package\.json|README\.md|LICENSE|CHANGELOG\.md|CONTRIBUTING\.md|docs\/.+|assets\/report\.(css|js)|dist\/(src|rules)\/.+\.(js|js\.map|d\.ts))$/;
  expect(files.filter((file) => !expected.test(file))).toEqual([]);
  const needed = [
    'package/LICENSE',
    'package/assets/report.css',
    'package/assets/report.js',
    'package/dist/src/cli/main.js',
    'package/dist/src/index.d.ts',
    'package/dist/src/index.js',
    'package/docs/config.schema.json',
    'package/docs/findings.schema.json',
    'package/docs/rules/no-unversioned-me.md',
  ];
  expect(needed.filter((file) => !files.includes(file))).toEqual([]);
});

describe('in an empty folder', () => {
  test('npx runs the command', () => {
    const folder = temporaryFolder();
    succeed(folder, ['npm', 'install', inject('tarball')]);
    expect(succeed(folder, ['npx', 'clever-audit', '--version'])).toBe(`${manifest.version}\n`);
  });

  test('the command and the library find the same', () => {
    const program = `
      import { audit } from 'clever-audit';
      console.log(typeof audit);
    `;
    const folder = installInProject({ 'src/sso.js': retiredService, 'library.mjs': program });

    const retired = run(folder, ['npx', 'clever-audit', 'src']);
    expect(retired.stdout).toContain(retiredRule);
    expect(retired.stdout).toContain('src/sso.js:2');
    expect(retired.code).toBe(1);
    expect(succeed(folder, ['node', 'library.mjs'])).toBe('function\n');

    succeed(folder, ['npx', 'clever-audit', '--fix', 'src']);
    expect(readFileSync(`${folder}/src/sso.js`, 'utf8')).toBe(migratedService);
  });
});

test('the command works in a project on TypeScript 7, and its types compile there', () => {
  const consumer = "import clever, { audit } from 'clever-audit';\nexport const parts = [clever.configs, audit];\n";
  const folder = installInProject({ 'src/sso.ts': retiredService, 'consumer.mts': consumer }, [
    'typescript@7',
    'eslint@10',
  ]);
  expect(succeed(folder, ['npx', 'tsc', '--version'])).toMatch(/^Version 7\./);

  const { code, stdout } = run(folder, ['npx', 'clever-audit', 'src']);
  expect(stdout).toContain(retiredRule);
  expect(code).toBe(1);

  succeed(folder, ['npx', 'tsc', '--noEmit', '--strict', '--module', 'nodenext', 'consumer.mts']);
});

describe.each(['9', '10'])('beside ESLint %s', (version) => {
  const [javaScript = '', typeScript = ''] = readConfigurations('Set up');

  test('the plugin reports a retired call in JavaScript', () => {
    const folder = installInProject({ 'eslint.config.js': javaScript, 'sso.js': retiredService }, [
      `eslint@${version}`,
    ]);
    expectOneReport(folder, 'sso.js');
  });

  test('the plugin reports a retired call in TypeScript', () => {
    const text = retiredService.replace('(token)', '(token: string): Promise<void>');
    const packages = [`eslint@${version}`, '@typescript-eslint/parser@8'];
    expectOneReport(installInProject({ 'eslint.config.js': typeScript, 'sso.ts': text }, packages), 'sso.ts');
  });
});

function expectOneReport(folder: string, file: string): void {
  const { code, stdout, stderr } = run(folder, ['node_modules/.bin/eslint', '--format', 'json', '.']);
  expect(stderr).toBe('');
  const results = JSON.parse(stdout) as {
    filePath: string;
    messages: { ruleId: string; line: number; severity: number }[];
  }[];
  const reports = results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, severity }) => ({ file: basename(filePath), ruleId, line, severity })),
  );
  expect(reports).toEqual([{ file, ruleId: retiredRule, line: 2, severity: 2 }]);
  expect(code).toBe(1);
}
