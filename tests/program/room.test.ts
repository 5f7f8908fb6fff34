import { expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { Program } from '../../src/program/program.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';
import { memorySources } from '../support/memory-sources.js';

it('leaves out the largest programs where there is no room for all', () => {
  const old = "fetch('https://api.clever.com/v1.1/students');\n";
  const large = Array.from({ length: 5 }, (_, index): [string, string] => [
    `clever${index}.js`,
    `${old}${'// a comment\n'.repeat(360_000)}`,
  ]);
  const folder = temporaryFolder({ 'package.json': '{}', ...Object.fromEntries(large), 'z.js': old });
  const { findings, skipped } = audit({ cwd: folder, root: folder, paths: ['.'], rules });
  expect(skipped.map(({ file }) => file)).toEqual(['clever4.js']);
  expect(findings.map(({ span }) => span.file)).toEqual([
    'clever0.js',
    'clever1.js',
    'clever2.js',
    'clever3.js',
    'z.js',
  ]);
});

it('checks the types of other files as long as there is room for them', () => {
  const wrong = "export const name: number = 'a';\n";
  const program = new Program(memorySources({ 'a.ts': wrong, 'b.ts': wrong + ' '.repeat(20_000_000), 'c.ts': wrong }));
  program.load(['a.ts']);
  program.checkTypesOf(['b.ts', 'c.ts']);
  expect(['a.ts', 'b.ts', 'c.ts'].map((file) => program.typeErrors(file)?.length)).toEqual([1, undefined, 1]);
});
