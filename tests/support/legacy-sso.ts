import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './folders.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the example that `docs/migrating.md` walks through. */
export const example = join(repository, 'docs/examples/legacy-sso');

/** A patch of `docs/migrating.md`, by the word behind its fence: `fixes`, `suggestions`, `by-hand`. */
export function shownPatch(name: string): string {
  const page = readFileSync(join(repository, 'docs/migrating.md'), 'utf8');
  const [, patch] = new RegExp(`^\`\`\`diff ${name}\\n(.*?)^\`\`\`$`, 'ms').exec(page) ?? [];
  if (patch === undefined) throw new Error(`docs/migrating.md shows no patch '${name}'`);
  return patch;
}

/** Copies the example, without its packages, into a folder that is removed after the test. */
export function copyOfExample(): string {
  const project = temporaryFolder();
  cpSync(example, project, { recursive: true, filter: (source) => basename(source) !== 'node_modules' });
  return project;
}

/**
 * Gives a copy of the example its packages.
 *
 * @param packages what `installPackages` answered
 */
export function withPackages(project: string, packages: string): string {
  symlinkSync(packages, join(project, 'node_modules'), 'junction');
  return project;
}

/**
 * Installs what the example needs and answers the folder with the packages; quick when that was done before.
 *
 * The real packages, not shims: a fix that takes a field off the wrong type would slip through types written for a
 * test. They are installed once for each content of the example's package.json, outside the example.
 */
export function installPackages(): string {
  const manifest = readFileSync(join(example, 'package.json'));
  const home = join(repository, 'node_modules/.cache/legacy-sso', createHash('sha1').update(manifest).digest('hex'));
  const packages = join(home, 'node_modules');
  // npm writes this file last.
  const areThere = (): boolean => existsSync(join(packages, '.package-lock.json'));
  if (areThere()) return packages;

  mkdirSync(dirname(home), { recursive: true });
  const fresh = mkdtempSync(`${home}-`);
  writeFileSync(join(fresh, 'package.json'), manifest);
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: fresh,
    stdio: 'pipe',
  });
  // Another test file may have been faster; an install that broke off is replaced.
  if (areThere()) {
    rmSync(fresh, { recursive: true });
    return packages;
  }
  rmSync(home, { recursive: true, force: true });
  renameSync(fresh, home);
  return packages;
}

/** What the compiler says of a copy; empty when it has nothing to say. */
export function typeErrorsOf(project: string): string {
  return runNode(project, [join(project, 'node_modules/typescript/bin/tsc'), '--noEmit']).output;
}

/**
 * Runs tests of a copy of the example.
 *
 * @param retired whether its Clever has switched v1 off
 * @param file the one to run, in the folder of its tests; all when none is named
 * @returns the names of the tests that failed
 * @throws Error when not a single test ran
 */
export function failingTests(project: string, retired: boolean, file?: string): string[] {
  const files = readdirSync(join(project, 'tests')).filter((name) =>
    file ? name === file : name.endsWith('.test.ts'),
  );
  const command = ['--import', 'tsx', '--test', '--test-reporter=tap', ...files.map((name) => `tests/${name}`)];
  const { output } = runNode(project, command, { CLEVER_RETIRED: retired ? '1' : '' });
  const failed = [...output.matchAll(/^not ok \d+ - (.*)$/gm)].map(([, name = '']) => name);
  if (!failed.length && !/^ok \d+ - /m.test(output)) throw new Error(`No test ran:\n${output}`);
  return failed;
}

function runNode(cwd: string, nodeArguments: string[], environment: Record<string, string> = {}): { output: string } {
  const { stdout, stderr } = spawnSync(process.execPath, nodeArguments, {
    cwd,
    encoding: 'utf8',
    // Without it the runner of the example's tests would take itself for a part of this one.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...environment },
  });
  return { output: `${stdout}${stderr}`.trim() };
}
