import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { lint } from '../support/eslint-host.js';
import { temporaryFolder } from '../support/folders.js';

const call = "export const all = () => fetch('https://api.clever.com/v1.1/students');\n";
const v2 = "export const all = () => fetch('https://api.clever.com/v2.1/students');\n";

function projectOf(files: Record<string, string>, configuration?: object, name = 'clever-audit.config.json'): string {
  const configured = configuration ? { [name]: JSON.stringify(configuration) } : {};
  return temporaryFolder({ 'package.json': '{ "private": true }', ...files, ...configured });
}

function foundIn(cwd: string, paths: readonly string[] = ['.']): readonly string[] {
  return audit({ cwd, paths }).findings.map(({ span, severity }) => `${span.file} ${severity}`);
}

describe('ignore', () => {
  const files = { 'src/a.js': call, 'src/gen/b.js': call, 'lib/gen.js': call, 'old/gen/c.test.js': call };
  test.each<[readonly string[], readonly string[]]>([
    [['gen'], ['lib/gen.js', 'src/a.js']],
    [['/src/gen'], ['lib/gen.js', 'old/gen/c.test.js', 'src/a.js']],
    [['src/gen/'], ['lib/gen.js', 'old/gen/c.test.js', 'src/a.js']],
    [['*.test.js'], ['lib/gen.js', 'src/a.js', 'src/gen/b.js']],
    [['{lib,old}/**'], ['src/a.js', 'src/gen/b.js']],
    [['**/gen/*.js'], ['lib/gen.js', 'src/a.js']],
  ])('%j', (ignore, left) => {
    expect(audit({ cwd: projectOf(files, { ignore }) }).findings.map(({ span }) => span.file)).toEqual(left);
  });

  test('is relative to the folder of the member of a workspace', () => {
    const cwd = projectOf({
      'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
      'src/a.js': call,
      'packages/one/package.json': '{ "name": "one" }',
      'packages/one/src/a.js': call,
      'packages/one/clever-audit.config.json': '{ "ignore": ["src"] }',
    });
    expect(foundIn(cwd)).toEqual(['src/a.js error']);
  });

  test('what is ignored is read: a call with a base in an ignored file is found', () => {
    const cwd = projectOf(
      {
        'gen/base.js': "export const BASE = 'https://api.clever.com/v1.1';\n",
        'src/a.js': "import { BASE } from '../gen/base.js';\nexport const all = () => fetch(BASE + '/students');\n",
      },
      { ignore: ['gen'] },
    );
    expect(foundIn(cwd)).toEqual(['src/a.js error']);
  });

  test('counts in ESLint', () => {
    const cwd = projectOf({ 'src/a.js': call }, { ignore: ['src'] });
    expect(lint(cwd, 'src/a.js', call, { rules: 'all' })).toEqual([]);
  });
});

describe('overrides', () => {
  const files = { 'src/a.js': call, 'src/a.test.js': call, 'tests/b.js': v2 };
  test.each<[object, readonly string[]]>([
    [{ files: ['*.test.js'], maxSeverity: 'warning' }, ['src/a.js error', 'src/a.test.js warning']],
    [{ files: ['*.test.js'], maxSeverity: 'error' }, ['src/a.js error', 'src/a.test.js error']],
    [{ files: ['*.test.js'], maxSeverity: 'off' }, ['src/a.js error']],
    [{ files: ['src'], rules: { 'no-v1-endpoint': 'info' } }, ['src/a.js info', 'src/a.test.js info']],
    [{ files: ['src'], rules: { 'clever/no-v1-endpoint': 'off' } }, []],
    [
      { files: ['tests/**'], rules: { 'no-v2-endpoint': 'error' } },
      ['src/a.js error', 'src/a.test.js error', 'tests/b.js error'],
    ],
  ])('%j', (override, left) => {
    expect(foundIn(projectOf(files, { overrides: [override] }))).toEqual(left);
  });

  test('the last that speaks of a file decides', () => {
    const overrides = [
      { files: ['src'], maxSeverity: 'info' },
      { files: ['*.test.js'], maxSeverity: 'warning' },
      { files: ['*.test.js'], rules: {} },
    ];
    expect(foundIn(projectOf(files, { overrides }))).toEqual(['src/a.js info', 'src/a.test.js warning']);
  });

  test('silence the marks of a rule that is off in their file', () => {
    const mark = '// TODO(clever-audit): no-v1-endpoint: decide\ndone();\n';
    const overrides = [{ files: ['old'], rules: { 'no-v1-endpoint': 'off' } }];
    const cwd = projectOf({ 'src/a.js': mark, 'old/b.js': mark }, { overrides });
    expect(audit({ cwd }).staleMarks.map(({ span }) => span.file)).toEqual(['src/a.js']);
  });

  test('count in ESLint, which has no info', () => {
    const cwd = projectOf(files, { overrides: [{ files: ['src'], maxSeverity: 'info' }] });
    expect(lint(cwd, 'src/a.js', call, { rules: 'all' })).toEqual([]);
  });

  test('of a rule that does not exist are refused, with their place', () => {
    const cwd = projectOf(files, { overrides: [{ files: ['src'], rules: { 'no-v1-endpoints': 'off' } }] });
    expect(() => audit({ cwd })).toThrow(
      'clever-audit.config.json:1:41: there is no rule no-v1-endpoints; did you mean "no-v1-endpoint"?',
    );
  });

  test('that turn a pattern around are refused', () => {
    const cwd = projectOf(files, { overrides: [{ files: ['!src'] }] });
    expect(() => audit({ cwd })).toThrow(/overrides\[0\]\.files\[0\] must be a pattern of paths/);
  });
});

test('a file may be named .jsonc', () => {
  const cwd = projectOf({ 'src/a.js': call }, { rules: { 'no-v1-endpoint': 'warning' } }, 'clever-audit.config.jsonc');
  expect(foundIn(cwd)).toEqual(['src/a.js warning']);
});

test('two configuration files in one folder are refused', () => {
  const cwd = projectOf({ 'src/a.js': call, 'clever-audit.config.jsonc': '{}' }, {});
  expect(() => audit({ cwd })).toThrow(
    'clever-audit.config.json and clever-audit.config.jsonc both exist; keep one of them',
  );
});

describe('patterns as paths', () => {
  const files = { 'src/a.js': call, 'src/deep/b.ts': call, 'src/[id]/c.ts': call, 'lib/d.ts': call };
  test.each<[string, readonly string[]]>([
    ['src/**/*.ts', ['src/[id]/c.ts', 'src/deep/b.ts']],
    ['./src/*.js', ['src/a.js']],
    ['{src,lib}/**', ['lib/d.ts', 'src/[id]/c.ts', 'src/a.js', 'src/deep/b.ts']],
    ['**/*.ts', ['lib/d.ts', 'src/[id]/c.ts', 'src/deep/b.ts']],
    ['src/[id]', ['src/[id]/c.ts']],
  ])('%s', (path, found) => {
    expect(foundIn(projectOf(files), [path])).toEqual(found.map((file) => `${file} error`));
  });

  test('are relative to the folder at hand, whatever its name', () => {
    const root = projectOf(files);
    const result = audit({ cwd: `${root}/src/[id]`, paths: ['*.ts', '../deep/*.ts'] });
    expect(result.findings.map(({ span }) => span.file)).toEqual(['src/[id]/c.ts', 'src/deep/b.ts']);
  });

  test('are read in the project of the folder at hand, whatever its name', () => {
    const top = temporaryFolder({
      '[app]/package.json': '{ "private": true }',
      '[app]/a.js': call,
      'other/b.js': call,
    });
    expect(audit({ cwd: `${top}/[app]`, paths: ['*.js'] }).root).toBe(`${top}/[app]`);
  });

  test('may be absolute', () => {
    const root = projectOf(files);
    expect(foundIn('/', [`${root}/lib/*.ts`])).toEqual(['lib/d.ts error']);
  });

  test('that match nothing are an error', () => {
    expect(() => audit({ cwd: projectOf(files), paths: ['src/**/*.vue'] })).toThrow(
      'No file to audit in: src/**/*.vue',
    );
  });
});
