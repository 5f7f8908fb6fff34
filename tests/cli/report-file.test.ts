import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { writeReport } from '../../src/cli/report-file.js';
import { machineFiles } from '../../src/cli/writing/file-system.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

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
