import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/folders.js';

const command = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const example = fileURLToPath(new URL('../../docs/examples/legacy-sso', import.meta.url));

/** Lists folders in another order than the file system does: a module that Node loads before the command. */
const SHUFFLED = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const readdirSync = fs.readdirSync;
const byHash = (name) => [...String(name.name ?? name)].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 9973, 7);
fs.readdirSync = (...words) => readdirSync(...words).sort((left, right) => byHash(left) - byHash(right));
syncBuiltinESMExports();
`;

/** Names that locales put in different orders. */
const NAMES = ['\u00e4.js', 'a.js', 'B.js', 'b.js', 'I.js', '\u0131.js', 'z.js', '10.js', '9.js', '_.js', '\u00e5.js'];

const surroundings: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['another locale', { LANG: 'sv_SE.UTF-8', LC_ALL: 'sv_SE.UTF-8' }, []],
  ['the Turkish locale', { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, []],
  ['no locale', { LANG: 'C', LC_ALL: 'C' }, []],
  ['another time zone', { TZ: 'Pacific/Kiritimati' }, []],
  ['one more time zone', { TZ: 'America/Los_Angeles' }, []],
  ['one thread', { UV_THREADPOOL_SIZE: '1' }, ['--v8-pool-size=1', '--single-threaded-gc']],
];

const lines = [
  '--format json .',
  ...['pretty', 'compact', 'sarif', 'gitlab', 'junit', 'markdown', 'csv', 'agent', 'html'].map(
    (format) => `--format ${format} .`,
  ),
  '--diff --fix-suggestions .',
  'plan .',
];

/** The project that is audited: all sorts of files, and names that are hard to sort. */
function project(): string {
  const folder = temporaryFolder({ 'order.mjs': SHUFFLED });
  cpSync(example, join(folder, 'project'), { recursive: true });
  writeFiles(
    join(folder, 'project/names'),
    Object.fromEntries(NAMES.map((name) => [name, "fetch('https://api.clever.com/v1.1/me');\n"])),
  );
  return folder;
}

function run(
  folder: string,
  line: string,
  environment: Readonly<Record<string, string>>,
  node: readonly string[],
): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...node, command, ...line.split(' ')], {
    cwd: join(folder, 'project'),
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...environment },
    maxBuffer: 2 ** 28,
  });
  expect(status, stderr).toBeLessThan(2);
  // How long a run took is the one thing that differs.
  return stdout.replaceAll(/"durationMs": ?[\d.]+|\b[\d.]+ m?s\b|time="[\d.]+"/g, '');
}

test.each(lines)('clever-audit %s prints the same bytes wherever it runs', { timeout: 120_000 }, (line) => {
  const folder = project();
  const expected = run(folder, line, {}, []);
  expect(expected).toContain('names/');
  for (const [name, environment, node] of surroundings)
    expect(run(folder, line, environment, node) === expected, name).toBe(true);
  const shuffled = ['--import', pathToFileURL(join(folder, 'order.mjs')).href];
  expect(run(folder, line, {}, shuffled) === expected, 'another order of files').toBe(true);
});

test('--fix writes the same bytes whatever the order of files', { timeout: 120_000 }, () => {
  const [one, other] = [project(), project()];
  run(one, '--fix --fix-suggestions .', {}, []);
  run(other, '--fix --fix-suggestions .', { LC_ALL: 'sv_SE.UTF-8' }, [
    '--import',
    pathToFileURL(join(other, 'order.mjs')).href,
  ]);
  const contents = (folder: string): readonly (readonly [string, string])[] =>
    readdirSync(join(folder, 'project'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1));
  expect(contents(other)).toEqual(contents(one));
});
