import { expect, it } from 'vitest';
import { openCorpus } from '../../src/discover/corpus.js';
import { openModules } from '../../src/discover/modules.js';
import { temporaryFolder } from '../support/folders.js';

/** What the files of a project say of a file in one of its folders. */
function flagsOf(files: Record<string, string>, file = 'src/a.ts'): unknown {
  const root = temporaryFolder({ [file]: '', ...files });
  return openModules(openCorpus({ root, named: [root] })).compilerFlagsOf(file);
}

const options = (compilerOptions: object, more: object = {}): string => JSON.stringify({ ...more, compilerOptions });

it.each([
  { situation: 'none', files: {}, flags: {} },
  {
    situation: 'the nearest one, and only what decides an error',
    files: {
      'tsconfig.json': options({ noUnusedLocals: true }),
      'src/tsconfig.json': options({ strict: false, target: 'es5', declaration: true }),
    },
    flags: { strict: false },
  },
  {
    situation: 'a jsconfig',
    files: { 'jsconfig.json': options({ checkJs: true }) },
    flags: { checkJs: true },
  },
  {
    situation: 'what it inherits, which it may override',
    files: {
      'base.json': options({ noUnusedLocals: true, noImplicitReturns: true }),
      'tsconfig.json': options({ noImplicitReturns: false }, { extends: './base' }),
    },
    flags: { noUnusedLocals: true, noImplicitReturns: false },
  },
  {
    situation: 'what it inherits from a package of the project',
    files: {
      'package.json': '{"workspaces":["packages/*"]}',
      'packages/config/package.json': '{"name":"@school/tsconfig"}',
      'packages/config/strict.json': options({ exactOptionalPropertyTypes: true }),
      'tsconfig.json': options({}, { extends: '@school/tsconfig/strict.json' }),
    },
    flags: { exactOptionalPropertyTypes: true },
  },
  {
    situation: 'the stricter of those it lists',
    files: {
      'tsconfig.json': JSON.stringify({
        files: [],
        references: [{ path: './tsconfig.app.json' }, { path: './node.json' }],
      }),
      'tsconfig.app.json': options({ strict: true, allowUnreachableCode: true }),
      'node.json': options({ strict: false, allowUnreachableCode: false, noUnusedLocals: false }),
    },
    flags: { strict: true, allowUnreachableCode: false, noUnusedLocals: false },
  },
  {
    situation: 'not what it lists of other packages',
    files: {
      'tsconfig.json': options({ strict: true }, { references: [{ path: './core' }] }),
      'core/tsconfig.json': options({ noUnusedLocals: true }),
    },
    flags: { strict: true },
  },
])('the flags of a file are those of $situation', ({ files, flags }) => {
  expect(flagsOf(files)).toEqual(flags);
});

it('what is inherited from a file that is not read may ask for anything', () => {
  const files = { 'tsconfig.json': options({ checkJs: false }, { extends: '@tsconfig/strictest' }) };
  expect(flagsOf(files)).toMatchObject({ noUnusedLocals: true, allowUnusedLabels: false, checkJs: false });
});
