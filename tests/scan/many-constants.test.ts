import { expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

/** More than one question may take evaluations. */
const MANY = 12_100;

it('finds each address that is written, however many there are', () => {
  const addresses = Array.from({ length: MANY }, (_, index) => `'https://api.clever.com/v1.1/students/${index}'`);
  const folder = temporaryFolder({
    'package.json': '{}',
    'a.js': `export const ADDRESSES = {\n${addresses.map((each, index) => `k${index}: ${each},\n`).join('')}};\n`,
    'b.js': "export const SECTIONS = 'https://api.clever.com' + '/v1.1/sections';\n",
  });
  const { findings } = audit({ cwd: folder, root: folder, paths: ['.'], rules });
  expect(findings.filter(({ span }) => span.file === 'a.js')).toHaveLength(MANY);
  expect(findings.filter(({ span }) => span.file === 'b.js')).toHaveLength(1);
});
