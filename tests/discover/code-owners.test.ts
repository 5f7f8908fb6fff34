import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCodeOwners, readCodeOwners } from '../../src/discover/code-owners.js';
import { temporaryFolder } from '../support/folders.js';

const ownersOf = parseCodeOwners(`
# who looks after what
*           @org/all          # the rest
*.sql       @org/data
/docs/*     @org/writers
src/auth/   @org/identity sam@example.org
src/auth/generated/
[Section]
^[Optional]
lib/a\\ b.ts  @org/spaces
`);

test.each([
  ['README.md', ['@org/all']],
  ['deep/down/query.sql', ['@org/data']],
  ['docs/a.md', ['@org/writers']],
  ['docs/deep/a.md', ['@org/all']],
  ['src/auth/sso.ts', ['@org/identity', 'sam@example.org']],
  ['src/auth/generated/client.ts', []],
  ['lib/a b.ts', ['@org/spaces']],
])('%s belongs to %j', (file, owners) => {
  expect(ownersOf(file)).toEqual(owners);
});

test('the file of GitHub goes before that of the root, and without any nobody owns anything', () => {
  const folder = temporaryFolder({ CODEOWNERS: '* @root\n', '.github/CODEOWNERS': '* @github\n' });
  expect(readCodeOwners(folder)('a.ts')).toEqual(['@github']);
  expect(readCodeOwners(temporaryFolder())('a.ts')).toEqual([]);
});

test('what is no file is passed over', () => {
  const folder = temporaryFolder({ CODEOWNERS: '* @root\n', '.github/CODEOWNERS/kept.txt': '' });
  expect(readCodeOwners(folder)('a.ts')).toEqual(['@root']);
});

test('nothing is read outside of the repository', () => {
  const outside = temporaryFolder({ 'owners.txt': '* @outside\n' });
  const folder = temporaryFolder({ 'docs/CODEOWNERS': '* @docs\n' });
  symlinkSync(join(outside, 'owners.txt'), join(folder, 'CODEOWNERS'));
  expect(readCodeOwners(folder)('a.ts')).toEqual(['@docs']);
});
