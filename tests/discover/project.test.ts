import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCommonProjectRoot, findProjectRoot } from '../../src/discover/project.js';
import { temporaryFolder } from '../support/folders.js';

const MANIFEST = '{ "name": "x" }';

const cases: readonly { situation: string; files: Record<string, string>; path: string; root: string }[] = [
  { situation: 'a package', files: { 'package.json': MANIFEST, 'src/deep/a.ts': '' }, path: 'src', root: '.' },
  {
    situation: 'a repository below a stray manifest',
    files: { 'package.json': MANIFEST, 'work/.git/HEAD': '', 'work/src/a.ts': '' },
    path: 'work/src',
    root: 'work',
  },
  {
    situation: 'a repository that is a member of a workspace above it',
    files: { 'package.json': '{ "workspaces": ["work"] }', 'work/.git/HEAD': '', 'work/package.json': MANIFEST },
    path: 'work',
    root: '.',
  },
  {
    situation: 'a file of a package',
    files: { 'package.json': MANIFEST, 'src/a.ts': '' },
    path: 'src/a.ts',
    root: '.',
  },
  {
    situation: 'a package inside another that is no workspace',
    files: { 'package.json': MANIFEST, 'server/package.json': MANIFEST, 'server/a.ts': '' },
    path: 'server/a.ts',
    root: 'server',
  },
  {
    situation: 'a member of an npm workspace',
    files: { 'package.json': '{ "workspaces": ["packages/*"] }', 'packages/api/package.json': MANIFEST },
    path: 'packages/api',
    root: '.',
  },
  {
    situation: 'a member of a yarn workspace in the long form',
    files: { 'package.json': '{ "workspaces": { "packages": ["./apps/**"] } }', 'apps/a/b/package.json': MANIFEST },
    path: 'apps/a/b',
    root: '.',
  },
  {
    situation: 'a package below a member, which is no member itself',
    files: { 'package.json': '{ "workspaces": ["packages/*"] }', 'packages/api/example/package.json': MANIFEST },
    path: 'packages/api/example',
    root: 'packages/api/example',
  },
  {
    situation: 'alternatives in a workspace pattern',
    files: { 'package.json': '{ "workspaces": ["{apps,libs}/*-web"] }', 'libs/x-web/package.json': MANIFEST },
    path: 'libs/x-web',
    root: '.',
  },
  {
    situation: 'a member among thousands of alternatives',
    files: {
      'package.json': `{ "workspaces": ["{${Array.from({ length: 2000 }, (_, index) => `p${index}`).join()},api}/**/web"] }`,
      'api/web/package.json': MANIFEST,
    },
    path: 'api/web',
    root: '.',
  },
  {
    situation: 'a package beside those that a pattern means',
    files: { 'package.json': '{ "workspaces": ["a/*/c", "a/**/d", "*b"] }', 'a/b/b/c/package.json': MANIFEST },
    path: 'a/b/b/c',
    root: 'a/b/b/c',
  },
  {
    situation: 'a member several levels down',
    files: { 'package.json': '{ "workspaces": ["a/**/x*/?.d"] }', 'a/b/b/x1/?.d/package.json': MANIFEST },
    path: 'a/b/b/x1/?.d',
    root: '.',
  },
  {
    situation: 'a member of a pnpm workspace',
    files: {
      'package.json': MANIFEST,
      'pnpm-workspace.yaml': "packages: # all\n  - 'services/*'\n  - '!services/old'\n",
      'services/sso/package.json': MANIFEST,
    },
    path: 'services/sso',
    root: '.',
  },
  {
    situation: 'a package that a pnpm workspace excludes',
    files: {
      'package.json': MANIFEST,
      'pnpm-workspace.yaml': "packages:\n  - 'services/*'\n  - '!services/old'\n",
      'services/old/package.json': MANIFEST,
    },
    path: 'services/old',
    root: 'services/old',
  },
  {
    situation: 'a broken manifest above a package',
    files: { 'package.json': '{ "workspaces": [', 'packages/a/package.json': MANIFEST },
    path: 'packages/a',
    root: 'packages/a',
  },
  { situation: 'a git work tree without packages', files: { '.git/HEAD': '', 'web/a.js': '' }, path: 'web', root: '.' },
  { situation: 'a folder on its own', files: { 'web/a.js': '' }, path: 'web', root: 'web' },
  { situation: 'a file on its own', files: { 'web/a.js': '' }, path: 'web/a.js', root: 'web' },
  { situation: 'a path that does not exist', files: { 'package.json': MANIFEST }, path: 'no/such.ts', root: '.' },
];

describe('findProjectRoot', () => {
  it.each(cases)('finds the root of $situation', ({ files, path, root }) => {
    const folder = temporaryFolder(files);
    expect(findProjectRoot(join(folder, path))).toBe(join(folder, root));
  });
});

describe('findCommonProjectRoot', () => {
  it('is the one project of all paths', () => {
    const folder = temporaryFolder({ 'package.json': MANIFEST, 'a/x.ts': '', 'b/y.ts': '' });
    expect(findCommonProjectRoot([join(folder, 'a'), join(folder, 'b/y.ts')])).toBe(folder);
  });

  it('is the nearest folder above several projects', () => {
    const folder = temporaryFolder({ 'all/a/package.json': MANIFEST, 'all/b/package.json': MANIFEST });
    mkdirSync(join(folder, 'all/a/src'));
    expect(findCommonProjectRoot([join(folder, 'all/a/src'), join(folder, 'all/b')])).toBe(join(folder, 'all'));
  });
});
