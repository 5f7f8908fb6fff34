import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { formats } from '../../src/reporters/list.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';

const command = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

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

interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  /** Options of Node. */
  readonly options: readonly string[];
  readonly isShuffled: boolean;
}

const PLAIN: Surroundings = { environment: {}, options: [], isShuffled: false };

const others: readonly (readonly [string, Surroundings])[] = [
  [
    'a locale that sorts otherwise, far in the east, with one thread',
    {
      environment: { LANG: 'sv_SE.UTF-8', LC_ALL: 'sv_SE.UTF-8', TZ: 'Pacific/Kiritimati', UV_THREADPOOL_SIZE: '1' },
      options: ['--single-threaded'],
      isShuffled: false,
    },
  ],
  [
    'a file system that lists in another order, in Turkish, in the west',
    {
      environment: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'America/Los_Angeles' },
      options: [],
      isShuffled: true,
    },
  ],
];

/** Files of all sorts, in several packages. */
const FILES = {
  'package.json': '{ "workspaces": ["packages/*"], "dependencies": { "clever": "1", "passport-clever": "2" } }',
  '.env': 'CLEVER_URL=https://api.clever.com/v1.1\n',
  'a.py': 'get("https://api.clever.com/v1.1/me")\n',
  'broken.js': "fetch('https://api.clever.com/v1.1/me'\n",
  'packages/api/package.json': '{ "name": "api" }',
  'packages/api/index.js':
    "export const getMe = async () => (await fetch('https://api.clever.com/me')).json();\nexport const BASE = process.env.CLEVER_URL;\n",
  'packages/web/package.json': '{ "name": "web" }',
  'packages/web/one.js':
    "import { getMe } from 'api';\nconst me = await getMe();\nconsole.log(me.data.name.first, me.data.type);\n",
  'packages/web/two.js': "import { BASE } from 'api';\nfetch(BASE + '/students');\nfetch(BASE + '/teachers');\n",
};

/** The project that is audited, with names that are hard to sort. */
function project(): string {
  const folder = temporaryFolder({ 'order.mjs': SHUFFLED });
  writeFiles(join(folder, 'project'), FILES);
  writeFiles(
    join(folder, 'project/names'),
    Object.fromEntries(NAMES.map((name) => [name, "fetch('https://api.clever.com/v1.1/me');\n"])),
  );
  return folder;
}

/** Runs the command, and gives what it printed and every file that is there afterwards. */
function run(line: string, { environment, options, isShuffled }: Surroundings): Readonly<Record<string, string>> {
  const folder = project();
  const preload = isShuffled ? ['--import', pathToFileURL(join(folder, 'order.mjs')).href] : [];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...options, ...preload, command, ...line.split(' ')],
    {
      cwd: join(folder, 'project'),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...environment },
      maxBuffer: 2 ** 28,
    },
  );
  expect(status, stderr).toBeLessThan(2);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')] as const);
  const texts = [['stdout', stdout] as const, ...files];
  return Object.fromEntries(texts.map(([name, text]) => [name, withoutTimes(text, folder)]));
}

/** How long a run took, and where, are all that differs. */
function withoutTimes(text: string, folder: string): string {
  return text
    .replaceAll(folder, '')
    .replaceAll(/"durationMs": ?[\d.]+|\b[\d.]+ m?s\b|time="[\d.]+"|"(?:start|end)TimeUtc": ?"[^"]*"/g, '');
}

const reports = formats.map((format) => `--output ${format}:report.${format}`).join(' ');

test.each([`--format json ${reports} .`, '--diff --fix-suggestions .', '--fix --fix-suggestions --mark .', 'plan .'])(
  'clever-audit %s says and writes the same bytes wherever it runs',
  (line) => {
    const expected = run(line, PLAIN);
    for (const [name, surroundings] of others) expect(run(line, surroundings), name).toEqual(expected);
  },
);
