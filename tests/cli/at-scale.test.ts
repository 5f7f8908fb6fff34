import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { run, succeed } from '../support/programs.js';
import { readRecipe } from '../support/recipes.js';

const command = resolve('dist/src/cli/main.js');
const retired = "fetch('https://api.clever.com/v1.1/students');\n";

/** What the tests read of a job, in the words of GitHub and of GitLab. */
interface Job {
  readonly steps?: readonly { readonly run?: string; readonly uses?: string }[];
  readonly script?: readonly string[];
  readonly parallel?: number;
  readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
}

/** A project with the command installed, and npm and npx reduced to what the recipes ask of them. */
function projectOf(files: Record<string, string>): { cwd: string; shell: (line: string) => ReturnType<typeof run> } {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true }', ...files });
  const program = `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`;
  mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(cwd, 'node_modules/.bin/clever-audit'), program, { mode: 0o755 });
  const bin = temporaryFolder();
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\n[ "$*" = ci ]\n', { mode: 0o755 });
  const npx = `#!/bin/sh\n[ "$1" = --yes ] && shift\n[ "$1" = clever-audit ] && shift && exec '${process.execPath}' '${command}' "$@"\n`;
  writeFileSync(join(bin, 'npx'), npx, { mode: 0o755 });
  const PATH = `${bin}:${process.env['PATH']}`;
  return { cwd, shell: (line) => run(cwd, ['bash', '-c', line], { PATH }) };
}

function recipeOf(heading: string): Record<string, unknown> & { readonly jobs: Record<string, Job> } {
  const [text = ''] = Object.values(readRecipe(heading).files);
  return parse(text);
}

function expectToMerge(cwd: string, ended: ReturnType<typeof run>, isBad: boolean): void {
  const { findings } = JSON.parse(readFileSync(join(cwd, 'clever-audit.json'), 'utf8'));
  expect({ code: ended.code, findings: findings.length }).toEqual({ code: isBad ? 1 : 0, findings: isBad ? 1 : 0 });
}

test.each([true, false])('the matrix of GitHub Actions ends as one run would (with a finding: %s)', (isBad) => {
  const { cwd, shell } = projectOf({ 'a.js': isBad ? retired : 'export {};\n' });
  const { shard, merge } = recipeOf('GitHub Actions matrix').jobs;
  const indices = shard?.strategy?.matrix.shard ?? [];
  expect(indices).toEqual([1, 2, 3, 4]);
  for (const index of indices) {
    for (const { run: line } of shard?.steps ?? []) {
      if (line) expect(shell(line.replaceAll('${{ matrix.shard }}', String(index))).code).toBe(0);
    }
  }
  const lines = (merge?.steps ?? []).flatMap(({ run: line }) => line ?? []);
  const [last] = lines.map(shell).toReversed();
  if (last) expectToMerge(cwd, last, isBad);
  expect(lines).toHaveLength(2);
});

test.each([true, false])('the parallel jobs of GitLab end as one run would (with a finding: %s)', (isBad) => {
  const { cwd, shell } = projectOf({ 'a.js': isBad ? retired : 'export {};\n' });
  const { shard, merge } = recipeOf('GitLab parallel jobs') as unknown as Record<string, Job>;
  const count = shard?.parallel ?? 0;
  for (let index = 1; index <= count; index += 1) {
    const variables = `export CI_NODE_INDEX=${index} CI_NODE_TOTAL=${count}`;
    expect(shell([variables, ...(shard?.script ?? [])].join('\n')).code).toBe(0);
  }
  expectToMerge(cwd, shell((merge?.script ?? []).join(' && ')), isBad);
});

test('one machine audits all repositories into one plan, and names those that it could not', () => {
  const base = temporaryFolder();
  const git = (folder: string, ...words: readonly string[]): string =>
    succeed(folder, ['git', '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...words]);
  for (const [name, code] of Object.entries({ 'acme/portal': retired, 'acme/group/clean': 'export {};\n' })) {
    const folder = join(base, name);
    writeFiles(folder, { 'package.json': '{ "private": true }', 'src/a.js': code });
    git(folder, 'init', '--quiet');
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'All');
  }
  const { cwd, shell } = projectOf({ 'repositories.txt': 'acme/portal\nacme/none\nacme/group/clean\n' });
  const script = readRecipe('One machine, all repositories').commands.join('\n');
  expect(shell(`export GIT_BASE='file://${base}'\n${script}`).code).toBe(1);
  expect(readFileSync(join(cwd, 'failed.txt'), 'utf8')).toBe('acme/none\n');
  const plan = readFileSync(join(cwd, 'plan.md'), 'utf8');
  expect(plan).toContain('| `acme/portal` | 1 |');
  expect(plan).toContain('| `acme/group/clean` | 0 |');
  expect(plan).toContain('`acme/portal/src/a.js`, line 1');
  expect(existsSync(join(cwd, 'checkout'))).toBe(false);

  writeFiles(cwd, { 'repositories.txt': 'acme/group/clean', 'checkout/left': 'by a run that was stopped' });
  expect(shell(`export GIT_BASE='file://${base}'\n${script}`).code).toBe(0);
  expect(existsSync(join(cwd, 'failed.txt'))).toBe(false);
  const second = readFileSync(join(cwd, 'plan.md'), 'utf8');
  expect(second).not.toContain('acme/portal');
});

test('the batch change of Sourcegraph writes the fixes and ends well though findings are left', () => {
  const { cwd, shell } = projectOf({
    'a.js': "fetch('https://api.clever.com/v1.1/sections/1');\nfetch('https://api.clever.com/v1.1/nothing');\n",
  });
  const { steps, changesetTemplate } = recipeOf('Sourcegraph batch changes') as unknown as Job & {
    readonly changesetTemplate: object;
  };
  expect(Object.keys(changesetTemplate)).toEqual(['title', 'body', 'branch', 'commit', 'published']);
  expect(shell(steps?.[0]?.run ?? '').code).toBe(0);
  expect(readFileSync(join(cwd, 'a.js'), 'utf8')).toContain('/v3.0/sections/1');
});
