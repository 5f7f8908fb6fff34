import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/folders.js';
import { run } from '../support/programs.js';
import { retiredService } from '../support/sample-service.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const preload = new URL('../support/effort.mjs', import.meta.url).href;

/** What a run of the built command opened, read and loaded. */
interface Effort {
  readonly code: number | null;
  /** How often each file of the project was opened, relative to it. */
  readonly opened: ReadonlyMap<string, number>;
  readonly bytes: number;
  /** The files that were loaded as modules: of the command, relative to its folder, and of packages, by their names. */
  readonly modules: readonly string[];
}

function measure(cwd: string): Effort {
  const log = join(temporaryFolder(), 'effort.json');
  const words = [process.execPath, '--import', preload, join(dist, 'src/cli/main.js'), '.'];
  const { code } = run(cwd, words, { EFFORT: log });
  const { opened, bytes, required }: Counted = JSON.parse(readFileSync(log, 'utf8'));
  const imported = readFileSync(`${log}.modules`, 'utf8').trim().split('\n');
  const files = imported.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
  return {
    code,
    opened: new Map(
      opened.filter(([path]) => path.startsWith(`${cwd}/`)).map(([path, count]) => [relative(cwd, path), count]),
    ),
    bytes,
    modules: [...new Set([...files, ...required])].map(nameOf),
  };
}

/** What the preloaded module writes. */
interface Counted {
  readonly opened: readonly (readonly [string, number])[];
  readonly bytes: number;
  readonly required: readonly string[];
}

function nameOf(path: string): string {
  const [, ofPackage] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return ofPackage ?? relative(dist, path);
}

/** Programs that never name Clever, of 1 KB each. */
function neutral(count: number): Record<string, string> {
  const text = `export const text = '${'x'.repeat(1000)}';\n`;
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/file-${index}.ts`, text]));
}

test.each([50, 500])('without Clever, each of %i files is opened once, and nothing else is loaded', (count) => {
  const files = { 'package.json': '{ "private": true }', ...neutral(count) };
  const cwd = temporaryFolder(files);
  const { code, opened, bytes, modules } = measure(cwd);
  expect(code).toBe(0);
  const sources = [...opened].filter(([file]) => file.startsWith('src/'));
  expect(sources).toHaveLength(count);
  expect(sources.filter(([, times]) => times !== 1)).toEqual([]);
  const size = Object.keys(files).reduce((sum, file) => sum + statSync(join(cwd, file)).size, 0);
  // Git's settings and the manifests are read besides, whatever the number of files.
  expect(bytes - size).toBeLessThan(2000);
  const [first, rules, open] = ['first', 'rules', 'open-audit'].map((name) => `src/chunks/${name}.js`);
  const packages = ['magic-string', '@jridgewell/sourcemap-codec'];
  expect(modules).toEqual(['src/cli/main.js', first, ...packages, rules, open, '../package.json']);
});

test('with Clever, the rest of the command is loaded, and files of others are still opened once', () => {
  const { code, opened, modules } = measure(
    temporaryFolder({ 'package.json': '{ "private": true }', ...neutral(100), 'src/sign-in.js': retiredService }),
  );
  expect(code).toBe(1);
  const others = [...opened].filter(([file]) => file.startsWith('src/file-'));
  expect(others.filter(([, times]) => times !== 1)).toEqual([]);
  expect(others).toHaveLength(100);
  expect(modules).toContain('src/chunks/audit.js');
  expect(modules).toContain('@ts-morph/common');
});
