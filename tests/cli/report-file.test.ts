import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { writeReport } from '../../src/cli/report-file.js';
import { formats } from '../../src/reporters/list.js';
import { machineFiles } from '../../src/cli/writing/file-system.js';
import { temporaryNameOf, thisOwner } from '../../src/cli/writing/owner.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';
import { run } from '../support/programs.js';

test('where the disk is full, the report before is still there, and nothing else', () => {
  const folder = temporaryFolder({ 'a.json': 'before' });
  const full = {
    ...machineFiles,
    writeFileSync: (descriptor: number) => {
      machineFiles.writeFileSync(descriptor, 'ha');
      throw new Error('ENOSPC: no space left on device, write');
    },
  } as typeof machineFiles;
  for (const name of ['a.json', 'b.json'])
    expect(() => writeReport(join(folder, name), 'half', full)).toThrow(
      `the report could not be written to ${join(folder, name)}: ENOSPC: no space left on device, write`,
    );
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

/** Writes a report in a process of its own, to which something happens at a call of the file system. */
function writeWhile(folder: string, call: string, happens: string): number | null {
  const built = (file: string): string => JSON.stringify(new URL(`../../dist/src/cli/${file}`, import.meta.url).href);
  const script = `
    const { machineFiles } = await import(${built('writing/file-system.js')});
    const { writeReport } = await import(${built('report-file.js')});
    const files = { ...machineFiles, ${call}(...parameters) { ${happens}; return machineFiles.${call}(...parameters); } };
    writeReport(process.cwd() + '/a.json', 'after', files);
    setTimeout(() => {}, 1000);
  `;
  return run(folder, [process.execPath, '--input-type=module', '--eval', script]).code;
}

const CALLS = ['writeFileSync', 'fsyncSync', 'renameSync'];

describe.skipIf(process.platform === 'win32')('a run that is ended while it writes a report', () => {
  test.each(CALLS.flatMap((call) => ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, call] as const)))(
    'by %s before %s has written it, and leaves nothing else',
    (signal, call) => {
      const folder = temporaryFolder({ 'a.json': 'before' });
      const code = writeWhile(folder, call, `process.kill(process.pid, '${signal}')`);
      expect(code).toBe({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal]);
      expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('after');
      expect(readdirSync(folder)).toEqual(['a.json']);
    },
  );

  test.each(CALLS)('by SIGKILL before %s leaves the report before, and the next one removes the rest', (call) => {
    const folder = temporaryFolder({ 'a.json': 'before' });
    expect(writeWhile(folder, call, "process.kill(process.pid, 'SIGKILL')")).toBeNull();
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('before');
    expect(readdirSync(folder)).toHaveLength(2);
    writeReport(join(folder, 'b.json'), 'other');
    expect(readdirSync(folder)).toEqual(['a.json', 'b.json']);
  });
});

test('what another run is writing, and files of other names, are left alone', () => {
  const others = ['.clever-audit-x.new', `.clever-audit-${randomUUID()}-0.new`, `.clever-audit-${randomUUID()}.new`];
  const running = { ...thisOwner(), process: process.ppid };
  const elsewhere = { ...thisOwner(), host: 'elsewhere' };
  const kept = [...others, temporaryNameOf(running), temporaryNameOf(elsewhere)];
  const old = temporaryNameOf({ ...elsewhere, id: randomUUID() });
  const folder = temporaryFolder(Object.fromEntries([...kept, old].map((name) => [name, ''])));
  utimesSync(join(folder, old), 0, 0);
  writeReport(join(folder, 'a.json'), 'report');
  expect(readdirSync(folder).toSorted()).toEqual([...kept, 'a.json'].toSorted());
});

test.skipIf(process.platform === 'win32')('a report goes where a link leads, and the link stays', () => {
  const folder = temporaryFolder({ 'a.json': 'before' });
  symlinkSync('a.json', join(folder, 'b.json'));
  writeReport(join(folder, 'b.json'), 'after');
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('after');
  expect(readdirSync(folder, { withFileTypes: true }).map((each) => each.isSymbolicLink())).toEqual([false, true]);
});

test.skipIf(process.platform === 'win32').each([
  ['--output json:pipe', /^clever-audit: the report could not be written to .*pipe: ENXIO/m],
  ['--format html --compare pipe', /^clever-audit: The file of --compare, pipe, cannot be read: not a regular file$/m],
  ['--id-map pipe', /^clever-audit: The file of --id-map, pipe, cannot be read: not a regular file$/m],
  ['merge pipe', /^clever-audit: pipe cannot be read: not a regular file$/m],
])('nobody waits for a pipe: %s', async (words, said) => {
  const folder = temporaryFolder({ 'package.json': '{}' });
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const { code, stderr } = await runCommand(words, engine, folder);
  expect(code).toBe(2);
  expect(stderr).toMatch(said);
});

const CALL = "fetch('https://api.clever.com/me');\n";

test.skipIf(process.platform === 'win32').each([
  ['a.js', CALL],
  ['src/b.vue', '<script></script>'],
  ['.env', 'A=1\n'],
  ['package.json', '{ "name": "x", "devDependencies": { "clever-audit": "1" } }'],
  ['tsconfig.json', '{}'],
  ['README.md', '# How to run clever-audit\n\nIt looked at 2 files.\n'],
  ['notes.txt', 'Ask about the errors in 3 files.\n'],
  ['page.html', '<!doctype html>\n<html lang="en"><head><title>Sign in</title></head></html>\n'],
  ['scores.csv', 'file,line\na.js,1\n'],
  ['picture.png', '\u0089PNG\r\n\u001A\n'],
  ['link.json', '{ "name": "x" }'],
])('a report is not written over %s, and nothing is looked at', async (file, text) => {
  const folder = temporaryFolder({
    'package.json': '{}',
    'real.json': text,
    ...(file === 'link.json' ? {} : { [file]: text }),
  });
  if (file === 'link.json') symlinkSync('real.json', join(folder, file));
  const ended = await runCommand(`--fix --output json:${file}`, engine, folder);
  expect(ended).toEqual({
    code: 2,
    stdout: '',
    stderr: `clever-audit: option '--output' would replace ${file}, which is not a report of clever-audit; name another file, or delete this one first\n`,
  });
  expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
});

test.skipIf(process.platform === 'win32').each([
  ['a.json', 'a.json'],
  ['a.json', './b/../a.json'],
  ['link.json', 'there.json'],
  ['b/a.json', 'up/a.json'],
])('two reports do not go to one file: %s and %s', async (one, other) => {
  const folder = temporaryFolder({ 'package.json': '{}', 'there.json': '', 'b/x.js': CALL });
  symlinkSync('there.json', join(folder, 'link.json'));
  symlinkSync('b', join(folder, 'up'));
  const { code, stderr } = await runCommand(`--output json:${one} --output html:${other}`, engine, folder);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `clever-audit: option '--output' names ${other} for two reports; give each a file of its own\n`,
  });
  expect(readFileSync(join(folder, 'there.json'), 'utf8')).toBe('');
});

test.skipIf(process.platform === 'win32')(
  'reports are written anew over those of an earlier run, in each format',
  async () => {
    const folder = temporaryFolder({
      'package.json': '{}',
      'empty/package.json': '{}',
      'empty/a.js': '',
      'a.js': CALL,
    });
    const endings = ['json', 'html', 'txt', 'md'];
    const named = formats.flatMap((format) => {
      const isJson = ['json', 'sarif', 'gitlab'].includes(format);
      return endings.filter((ending) => isJson || ending !== 'json').map((ending) => `${format}:${format}.${ending}`);
    });
    const words = [...named, 'json:/dev/null', 'html:/dev/null'].map((each) => `--output ${each}`).join(' ');
    for (const at of [folder, folder, join(folder, 'empty'), join(folder, 'empty')]) {
      const { code, stderr } = await runCommand(words, engine, at);
      expect({ code, stderr }).toMatchObject({
        code: at === folder ? 1 : 0,
        stderr: expect.not.stringMatching(/option/),
      });
    }
  },
);
