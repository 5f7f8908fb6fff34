import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

import { temporaryFolder } from '../support/folders.js';
import { run } from '../support/programs.js';

const built = fileURLToPath(new URL('../../dist/src/cli/', import.meta.url));
const command = [process.execPath, join(built, 'main.js')];

test('the program prints its version', () => {
  const ended = run(temporaryFolder(), [...command, '--version']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('a usage error is one line on the standard error output and exit code 2', () => {
  expect(run(temporaryFolder(), [...command, '--formt', 'json'])).toMatchObject({
    code: 2,
    stdout: '',
    stderr: "clever-audit: unknown option '--formt' (Did you mean --format?)\n",
  });
});

test.runIf(existsSync('/dev/full'))('a full disk is no clean result', () => {
  const ended = inShell(`${quoted(command)} --help > /dev/full`);
  expect(ended.stderr).toBe('clever-audit: the report could not be written: ENOSPC: no space left on device, write\n');
  expect(ended.status).toBe(2);
});

test.skipIf(process.platform === 'win32')('a working directory that is gone is one line and exit code 2', () => {
  const gone = temporaryFolder();
  for (const words of [[], ['.'], [gone], ['--version'], ['baseline']]) {
    const ended = inShell(`mkdir ${gone}/g && cd ${gone}/g && rmdir ${gone}/g && ${quoted([...command, ...words])}`);
    expect(ended, words.join(' ')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'clever-audit: the working directory no longer exists; change to one that does\n',
    });
  }
});

/** Far more than a pipe holds. */
const findings = 20_000;

/** Starts the command as `main.js` does, but on an engine that finds a lot. */
const bigReport = [
  process.execPath,
  '--input-type=module',
  '--eval',
  `
    import { start } from ${JSON.stringify(pathToFileURL(join(built, 'start.js')).href)};
    const finding = {
      rule: 'clever/no-v1-endpoint', topic: 'call', brief: null, calls: [], severity: 'error', confidence: 'certain', message: 'A message.',
      span: { file: 'a.ts', start: 0, end: 1 }, endpoint: null, related: [], fix: null, suggestions: [], fingerprint: 'f',
    };
    const result = {
      root: '/', target: 'v3.0', files: 1, analysed: 1, unresolved: [], unknownIds: [], staleMarks: [], suppressed: [], suppressionFaults: [], skipped: [], durationMs: 1,
      findings: Array.from({ length: ${findings} }, () => finding), textOf: () => 'text',
    };
    process.argv = [process.argv[0], 'main.js', '--format', 'json'];
    await start({ loadRules: async () => [], audit: async () => result });
  `,
];

test('a reader that is slow gets all of a long report', () => {
  const { stdout, status } = inShell(`{ ${quoted(bigReport)}; echo "code $?" >&2; } | { sleep 1; cat; }`);
  expect(JSON.parse(stdout).findings).toHaveLength(findings);
  expect(status).toBe(0);
});

test('a reader that has seen enough is no error', () => {
  const { stdout, stderr } = inShell(`{ ${quoted(bigReport)}; echo "code $?" >&2; } | head -n 1`);
  expect(stdout).toBe('{\n');
  expect(stderr).toBe('code 1\n');
});

function inShell(line: string) {
  return spawnSync('sh', ['-c', line], { encoding: 'utf8', maxBuffer: 1024 ** 3 });
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
}
