import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/folders.js';

const root = resolve('.');
const command = resolve('dist/src/cli/main.js');
const code = `export const all = () => fetch('https://api.clever.com/v1.1/students');
export const me = () => fetch('https://api.clever.com/me');
// eslint-disable-next-line clever/no-v1-endpoint -- known
export const old = () => fetch('https://api.clever.com/v1.2/schools');
`;

/** A project that has clever-audit installed, and nothing else. */
function installed(files: Record<string, string>): string {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true }', 'src/a.js': code, ...files });
  mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
  symlinkSync(root, join(cwd, 'node_modules/clever-audit'));
  // npm makes the program of a package executable.
  const program = `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`;
  writeFileSync(join(cwd, 'node_modules/.bin/clever-audit'), program, { mode: 0o755 });
  return cwd;
}

function run(cwd: string, program: string, words: readonly string[], variables: NodeJS.ProcessEnv = {}) {
  const env = { PATH: process.env['PATH'], HOME: temporaryFolder(), ...variables };
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('oxlint runs the rules as jsPlugins', () => {
  const rules = { 'clever/no-unversioned-me': 'error', 'clever/no-v1-endpoint': 'error' };
  const page = readFileSync('docs/editors.md', 'utf8');
  const documented = JSON.parse(/```json\n(\{\n {2}"jsPlugins".*?)```/s.exec(page)?.[1] ?? '');
  expect(documented).toEqual({ jsPlugins: [{ name: 'clever', specifier: 'clever-audit' }], rules });
  const cwd = installed({ '.oxlintrc.json': JSON.stringify(documented) });
  const { status, stdout } = run(cwd, process.execPath, [
    resolve('node_modules/oxlint/bin/oxlint'),
    '--format=json',
    'src',
  ]);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; labels: { span: { line: number } }[] }[];
  };
  const found = diagnostics.map(({ code: name, labels }) => `${labels[0]?.span.line} ${name}`).sort();
  expect(found).toEqual(['1 clever(no-v1-endpoint)', '2 clever(no-unversioned-me)']);
  expect(status).toBe(1);
});

test.each(['eslint', 'eslint9'])('%s takes an eslint.config.cjs', (version) => {
  const cwd = installed({ 'eslint.config.cjs': "module.exports = [require('clever-audit').configs.recommended];\n" });
  const { status, stdout, stderr } = run(cwd, process.execPath, [
    resolve(`node_modules/${version}/bin/eslint.js`),
    '--format=json',
    'src',
  ]);
  expect(stderr).not.toMatch(/error/i);
  const [file] = JSON.parse(stdout) as { messages: { line: number; ruleId: string }[] }[];
  expect(file?.messages.map(({ line, ruleId }) => `${line} ${ruleId}`)).toEqual([
    '1 clever/no-v1-endpoint',
    '2 clever/no-unversioned-me',
  ]);
  expect(status).toBe(1);
});

test('the hooks for pre-commit are what pre-commit takes', () => {
  const { status, stdout } = run(root, 'pre-commit', ['validate-manifest', '.pre-commit-hooks.yaml']);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as { id: string; entry: string }[];
  expect(hooks.map(({ id, entry }) => [id, entry])).toEqual([
    ['clever-audit', 'clever-audit --staged'],
    ['clever-audit-all', 'clever-audit'],
  ]);
});

describe('the action', () => {
  interface Step {
    readonly run: string;
    readonly env: Record<string, string>;
  }
  const action = parse(readFileSync('action.yml', 'utf8')) as {
    inputs: Record<string, { default: string }>;
    runs: { using: string; steps: Step[] };
  };

  /** Runs its step as GitHub does, with the inputs in the variables that the step names. */
  function act(cwd: string, inputs: Record<string, string>) {
    const [step] = action.runs.steps;
    const values = Object.entries(step?.env ?? {}).map(([name, expression]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? '';
      return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
    });
    const variables = { ...Object.fromEntries(values), GITHUB_ACTION_PATH: root };
    return run(cwd, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], variables);
  }

  test('annotates findings and fails', () => {
    const { status, stdout } = act(installed({}), {});
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=src\/a\.js,line=1,/m);
  });

  test('hands on paths and options, a line each', () => {
    const cwd = installed({ 'a folder/b.js': code });
    const inputs = { paths: 'a folder\n', args: '--preset=strict\n--no-baseline\n', 'sarif-file': 'out.sarif' };
    const { stdout } = act(cwd, inputs);
    expect(stdout).toContain('file=a folder/b.js');
    expect(stdout).not.toContain('src/a.js');
    expect(JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8')).runs[0].results).toHaveLength(3);
  });

  test('runs nothing that an input holds', () => {
    const cwd = installed({});
    const { status } = act(cwd, { paths: '$(touch planted)\n`touch planted`; touch planted', args: '--quiet' });
    expect(status).toBe(2);
    expect(existsSync(join(cwd, 'planted'))).toBe(false);
  });

  test('says what is missing where nothing is installed', () => {
    const { status, stdout } = act(temporaryFolder({ 'a.js': code }), {});
    expect({ status, stdout }).toEqual({
      status: 2,
      stdout: "::error::clever-audit is not installed; run npm ci before this step, or set the input 'version'\n",
    });
  });
});

test.each(['docs/ci/github.yml', 'docs/ci/gitlab.yml'])('the command in %s runs', (file) => {
  const text = readFileSync(file, 'utf8');
  expect(() => parse(text)).not.toThrow();
  const [, line = ''] = /(npx clever-audit.*)$/m.exec(text) ?? [];
  const cwd = installed({});
  const { status, stdout, stderr } = run(cwd, 'bash', ['-c', line]);
  const told = stderr.split('\n').filter((each) => each.startsWith('clever-audit:'));
  expect(told).toEqual(file.includes('gitlab') ? [expect.stringContaining('wrote the gitlab report')] : []);
  expect(status).toBe(1);
  if (file.includes('gitlab'))
    expect(JSON.parse(readFileSync(join(cwd, 'gl-code-quality-report.json'), 'utf8'))).toHaveLength(2);
  else expect(stdout).toContain('::error file=src/a.js');
});
