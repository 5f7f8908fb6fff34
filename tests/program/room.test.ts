import { expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

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
