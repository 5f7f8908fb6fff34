import { expect, test } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { run } from '../../src/cli/run.js';
import { temporaryFolder } from '../support/folders.js';

const CALL = "export const load = () => fetch('https://api.clever.com/v1.1/districts');\n";
const CLEAR = '\r\u001B[K';

/** What a run of the real engine writes to the standard error output, piece by piece. */
async function written(words: readonly string[], terminal: { isTTY: boolean; columns?: number }, TERM = 'xterm') {
  const cwd = temporaryFolder({ 'package.json': '{}', 'load.js': CALL });
  const pieces: string[] = [];
  const stdout = { isTTY: terminal.isTTY, write: () => {} };
  const stderr = { ...terminal, write: (text: string) => void pieces.push(text) };
  const code = await run(words, { cwd, environment: { TERM }, stdin: process.stdin, stdout, stderr }, engine);
  return { pieces, code };
}

test('a terminal is told what is read and what is proved, in one line that is gone in the end', async () => {
  const { pieces, code } = await written(['.'], { isTTY: true });
  expect(code).toBe(1);
  expect([...new Set(pieces)]).toEqual([`${CLEAR}Reading 1 file…`, `${CLEAR}Checking the changes in 1 file…`, CLEAR]);
  expect(pieces.at(-1)).toBe(CLEAR);
});

test('the line is no wider than the terminal', async () => {
  const { pieces } = await written(['.'], { isTTY: true, columns: 12 });
  expect(pieces[0]).toBe(`${CLEAR}Reading 1 f`);
});

test('the line is whole where the terminal does not know its width', async () => {
  const { pieces } = await written(['.'], { isTTY: true, columns: 0 });
  expect(pieces[0]).toBe(`${CLEAR}Reading 1 file…`);
});

test.each<[string, readonly string[], boolean, string]>([
  ['no terminal', ['.'], false, 'xterm'],
  ['a terminal that cannot rewrite a line', ['.'], true, 'dumb'],
  ['--quiet', ['.', '--quiet'], true, 'xterm'],
])('nothing is written with %s', async (_name, words, isTTY, terminal) => {
  expect((await written(words, { isTTY }, terminal)).pieces).toEqual([]);
});

test('the line is gone when a run fails', async () => {
  const pieces: string[] = [];
  const failing = {
    ...engine,
    audit: (options: Parameters<typeof engine.audit>[0]) => {
      options.onProgress?.({ doing: 'reading', files: 1200 });
      return Promise.reject(new Error('out of order'));
    },
  };
  const stderr = { isTTY: true, write: (text: string) => void pieces.push(text) };
  const stdout = { write: () => {} };
  await run(['.'], { cwd: temporaryFolder({}), environment: {}, stdin: process.stdin, stdout, stderr }, failing);
  expect(pieces.slice(0, 2)).toEqual([`${CLEAR}Reading 1,200 files…`, CLEAR]);
});
