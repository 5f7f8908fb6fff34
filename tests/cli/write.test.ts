import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { WriteError } from '../../src/cli/errors.js';
import { writeChanges } from '../../src/cli/write.js';
import type { FileChange } from '../../src/run/fix.js';
import { faultOf, watched } from '../support/faulty-files.js';
import { temporaryFolder } from '../support/folders.js';
import { run } from '../support/programs.js';

/** The built writer, for tests that end the process it runs in. */
const writer = new URL('../../dist/src/cli/write.js', import.meta.url).href;

function change(file: string, before: string, after: string, byteOrderMark = false): FileChange {
  return { file, before, after, byteOrderMark };
}

function messageOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    if (error instanceof WriteError) return error.message;
    throw error;
  }
  throw new Error('It was written.');
}

test('files get their new texts and nothing else is left in the folder', () => {
  const root = temporaryFolder({ 'a.ts': 'one\r\n', 'src/b.ts': 'two 😀', 'c.ts': 'three' });
  writeChanges(root, [change('a.ts', 'one\r\n', 'ONE\r\n'), change('src/b.ts', 'two 😀', 'TWO 😀')]);
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('ONE\r\n');
  expect(readFileSync(join(root, 'src/b.ts'), 'utf8')).toBe('TWO 😀');
  expect(readFileSync(join(root, 'c.ts'), 'utf8')).toBe('three');
  expect(readdirSync(root).toSorted()).toEqual(['a.ts', 'c.ts', 'src']);
  expect(readdirSync(join(root, 'src'))).toEqual(['b.ts']);
});

test('no changes write nothing', () => {
  const { files, calls } = watched();
  writeChanges(temporaryFolder(), [], files);
  expect(calls).toEqual([]);
});

test('the mode stays', () => {
  const root = temporaryFolder({ 'run.js': 'one', 'private.js': 'one' });
  chmodSync(join(root, 'run.js'), 0o775);
  chmodSync(join(root, 'private.js'), 0o600);
  writeChanges(root, [change('run.js', 'one', 'two'), change('private.js', 'one', 'two')]);
  expect(statSync(join(root, 'run.js')).mode & 0o777).toBe(0o775);
  expect(statSync(join(root, 'private.js')).mode & 0o777).toBe(0o600);
});

test('the byte-order mark is put back', () => {
  const root = temporaryFolder({ 'a.ts': '\uFEFFone' });
  writeChanges(root, [change('a.ts', 'one', 'two', true)]);
  expect(readFileSync(join(root, 'a.ts'))).toEqual(Buffer.from('\uFEFFtwo'));
});

test('a link inside the root is followed and stays a link', () => {
  const root = temporaryFolder({ 'real/a.ts': 'one' });
  symlinkSync('real/a.ts', join(root, 'link.ts'));
  writeChanges(root, [change('link.ts', 'one', 'two')]);
  expect(readlinkSync(join(root, 'link.ts'))).toBe('real/a.ts');
  expect(lstatSync(join(root, 'real/a.ts')).isFile()).toBe(true);
  expect(readFileSync(join(root, 'real/a.ts'), 'utf8')).toBe('two');
});

test('a root that is itself behind a link is no way out', () => {
  const folder = temporaryFolder({ 'real/a.ts': 'one' });
  symlinkSync('real', join(folder, 'root'));
  writeChanges(join(folder, 'root'), [change('a.ts', 'one', 'two')]);
  expect(readFileSync(join(folder, 'real/a.ts'), 'utf8')).toBe('two');
});

test.each([
  ['a link to a file outside', (root: string) => symlinkSync('../outside.ts', join(root, 'a.ts')), 'a.ts'],
  ['a link to a folder outside', (root: string) => symlinkSync('..', join(root, 'up')), 'up/outside.ts'],
  ['a path that leads up', () => undefined, '../outside.ts'],
])('%s is refused, and so is every other change', (_name, arrange, file) => {
  const folder = temporaryFolder({ 'outside.ts': 'one', 'root/good.ts': 'one' });
  const root = join(folder, 'root');
  arrange(root);
  const message = messageOf(() => writeChanges(root, [change('good.ts', 'one', 'two'), change(file, 'one', 'two')]));
  expect(message).toBe(`cannot write ${file}: it leads out of ${root}; nothing was written`);
  expect(readFileSync(join(folder, 'outside.ts'), 'utf8')).toBe('one');
  expect(readFileSync(join(root, 'good.ts'), 'utf8')).toBe('one');
});

test('a file that has changed since it was read is left alone', () => {
  const root = temporaryFolder({ 'a.ts': 'one', 'b.ts': 'edited meanwhile' });
  const message = messageOf(() => writeChanges(root, [change('a.ts', 'one', 'two'), change('b.ts', 'one', 'two')]));
  expect(message).toBe('cannot write b.ts: it has changed since it was read; nothing was written');
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('one');
  expect(readFileSync(join(root, 'b.ts'), 'utf8')).toBe('edited meanwhile');
});

test('a file that is gone is named', () => {
  const root = temporaryFolder({ 'a.ts': 'one' });
  const message = messageOf(() => writeChanges(root, [change('a.ts', 'one', 'two'), change('gone.ts', 'one', 'two')]));
  expect(message).toBe('cannot write gone.ts: no such file or directory; nothing was written');
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('one');
});

test('a folder with the name of the file is named', () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'a.ts'));
  expect(messageOf(() => writeChanges(root, [change('a.ts', 'one', 'two')]))).toBe(
    'cannot write a.ts: it is not a regular file; nothing was written',
  );
});

test('two names of one file that would get two texts are refused', () => {
  const root = temporaryFolder({ 'a.ts': 'one' });
  symlinkSync('a.ts', join(root, 'link.ts'));
  const message = messageOf(() =>
    writeChanges(root, [change('a.ts', 'one', 'two'), change('link.ts', 'one', 'three')]),
  );
  expect(message).toBe('cannot write link.ts: it is the same as a.ts; nothing was written');
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('one');
});

test.each([
  ['a folder that may not be written', 'locked', 0o555],
  ['a file that may not be written', 'locked/a.ts', 0o444],
])('%s is named, and the other file stays as it was', (_name, locked, mode) => {
  const root = temporaryFolder({ 'good.ts': 'one', 'locked/a.ts': 'one' });
  for (const open of ['.', 'good.ts', 'locked', 'locked/a.ts']) chmodSync(join(root, open), 0o777);
  chmodSync(join(root, locked), mode);
  const message = asOrdinaryUser(() =>
    messageOf(() => writeChanges(root, [change('good.ts', 'one', 'two'), change('locked/a.ts', 'one', 'two')])),
  );
  expect(message).toBe('cannot write locked/a.ts: permission denied; nothing was written');
  expect(readFileSync(join(root, 'good.ts'), 'utf8')).toBe('one');
  expect(readFileSync(join(root, 'locked/a.ts'), 'utf8')).toBe('one');
  expect(readdirSync(root).toSorted()).toEqual(['good.ts', 'locked']);
  chmodSync(join(root, 'locked'), 0o777);
});

test('when a later file cannot be replaced, the earlier ones are put back', () => {
  const root = temporaryFolder({ 'a.ts': '\uFEFFone', 'b.ts': 'one', 'c.ts': 'one' });
  chmodSync(join(root, 'a.ts'), 0o640);
  const changes = [change('a.ts', 'one', 'two', true), change('b.ts', 'one', 'two'), change('c.ts', 'one', 'two')];
  const { files } = watched((name, nth) => {
    if (name === 'renameSync' && nth === 3) throw faultOf('ENOSPC');
  });
  const message = messageOf(() => writeChanges(root, changes, files));
  expect(message).toBe('cannot write c.ts: no space left on device; nothing was written');
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('\uFEFFone');
  expect(statSync(join(root, 'a.ts')).mode & 0o777).toBe(0o640);
  expect(readFileSync(join(root, 'b.ts'), 'utf8')).toBe('one');
  expect(readFileSync(join(root, 'c.ts'), 'utf8')).toBe('one');
  expect(readdirSync(root).toSorted()).toEqual(['a.ts', 'b.ts', 'c.ts']);
});

/** Root may write everywhere; tests often run as root. */
function asOrdinaryUser<Result>(action: () => Result): Result {
  if (process.getuid?.() !== 0) return action();
  process.seteuid?.('nobody');
  try {
    return action();
  } finally {
    process.seteuid?.('root');
  }
}

test('Ctrl-C while files are replaced waits until all are', () => {
  const root = temporaryFolder({ 'a.ts': 'one', 'b.ts': 'one', 'c.ts': 'one' });
  const script = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { renameSync } = fs;
    fs.renameSync = (from, to) => {
      renameSync(from, to);
      process.kill(process.pid, 'SIGINT');
    };
    syncBuiltinESMExports();
    const { writeChanges } = await import(${JSON.stringify(writer)});
    const files = ['a.ts', 'b.ts', 'c.ts'];
    writeChanges(${JSON.stringify(root)}, files.map((file) => ({ file, before: 'one', after: 'two', byteOrderMark: false })));
    setTimeout(() => console.log('went on'), 1000);
  `;
  const ended = run(root, [process.execPath, '--input-type=module', '--eval', script]);
  expect(ended).toMatchObject({ code: 130, stdout: '', stderr: '' });
  expect(readdirSync(root).map((file) => [file, readFileSync(join(root, file), 'utf8')])).toEqual([
    ['a.ts', 'two'],
    ['b.ts', 'two'],
    ['c.ts', 'two'],
  ]);
});

test.each([1, 2])('a process that is killed after %i of three files leaves each of them whole', (after) => {
  const root = temporaryFolder({ 'a.ts': 'one', 'b.ts': 'one', 'c.ts': 'one' });
  const script = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { renameSync } = fs;
    let left = ${after};
    fs.renameSync = (from, to) => {
      renameSync(from, to);
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
    };
    syncBuiltinESMExports();
    const { writeChanges } = await import(${JSON.stringify(writer)});
    const files = ['a.ts', 'b.ts', 'c.ts'];
    writeChanges(${JSON.stringify(root)}, files.map((file) => ({ file, before: 'one', after: 'two', byteOrderMark: false })));
  `;
  run(root, [process.execPath, '--input-type=module', '--eval', script]);
  const written = ['a.ts', 'b.ts', 'c.ts'].map((file) => readFileSync(join(root, file), 'utf8'));
  expect(written).toEqual([0, 1, 2].map((index) => (index < after ? 'two' : 'one')));
});
