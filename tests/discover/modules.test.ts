import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCorpus } from '../../src/discover/corpus.js';
import { openModules } from '../../src/discover/modules.js';
import { temporaryFolder } from '../support/folders.js';

interface Case {
  readonly situation: string;
  readonly files: Record<string, string>;
  readonly from?: string;
  readonly specifier: string;
  readonly file: string | null;
}

const relative: readonly Case[] = [
  { situation: 'the file itself', files: { 'src/b.js': '' }, specifier: './b.js', file: 'src/b.js' },
  { situation: 'TypeScript without extension', files: { 'src/b.ts': '' }, specifier: './b', file: 'src/b.ts' },
  { situation: 'a file above', files: { 'b.tsx': '' }, specifier: '../b', file: 'b.tsx' },
  { situation: 'a .js for a .ts', files: { 'src/b.ts': '' }, specifier: './b.js', file: 'src/b.ts' },
  { situation: 'a .js for a .tsx', files: { 'src/b.tsx': '' }, specifier: './b.js', file: 'src/b.tsx' },
  { situation: 'a .jsx for a .tsx', files: { 'src/b.tsx': '' }, specifier: './b.jsx', file: 'src/b.tsx' },
  { situation: 'a .mjs for a .mts', files: { 'src/b.mts': '' }, specifier: './b.mjs', file: 'src/b.mts' },
  { situation: 'a .cjs for a .cts', files: { 'src/b.cts': '' }, specifier: './b.cjs', file: 'src/b.cts' },
  { situation: 'a .js for types only', files: { 'src/b.d.ts': '' }, specifier: './b.js', file: 'src/b.d.ts' },
  {
    situation: 'source before its output',
    files: { 'src/b.ts': '', 'src/b.js': '' },
    specifier: './b.js',
    file: 'src/b.ts',
  },
  {
    situation: 'code before its types',
    files: { 'src/b.js': '', 'src/b.d.ts': '' },
    specifier: './b',
    file: 'src/b.js',
  },
  {
    situation: 'a dot in the name',
    files: { 'src/b.config.ts': '' },
    specifier: './b.config',
    file: 'src/b.config.ts',
  },
  { situation: 'data', files: { 'src/b.json': '' }, specifier: './b.json', file: 'src/b.json' },
  { situation: 'an index', files: { 'src/b/index.ts': '' }, specifier: './b', file: 'src/b/index.ts' },
  {
    situation: 'a file before a folder',
    files: { 'src/b.ts': '', 'src/b/index.ts': '' },
    specifier: './b',
    file: 'src/b.ts',
  },
  {
    situation: 'a folder by its slash',
    files: { 'src/b.ts': '', 'src/b/index.ts': '' },
    specifier: './b/',
    file: 'src/b/index.ts',
  },
  { situation: 'its own folder', files: { 'src/index.js': '' }, specifier: '.', file: 'src/index.js' },
  { situation: 'the folder above', files: { 'index.js': '' }, specifier: '..', file: 'index.js' },
  {
    situation: 'a folder with a manifest',
    files: { 'src/b/package.json': '{ "main": "./start.js" }', 'src/b/start.js': '' },
    specifier: './b',
    file: 'src/b/start.js',
  },
  { situation: 'a query for the bundler', files: { 'src/b.ts': '' }, specifier: './b.ts?raw', file: 'src/b.ts' },
  { situation: 'nothing there', files: {}, specifier: './b', file: null },
  { situation: 'nothing outside the root', files: {}, specifier: '../../b', file: null },
  { situation: 'nothing that node brings', files: { 'src/fs.ts': '' }, specifier: 'node:fs', file: null },
  { situation: 'nothing from npm', files: { 'src/axios.ts': '' }, specifier: 'axios', file: null },
];

const aliased: readonly Case[] = [
  {
    situation: '`paths` of the nearest tsconfig, written with comments and trailing commas',
    files: {
      'tsconfig.json':
        '{\n  // aliases\n  "compilerOptions": { "paths": { "@/*": ["./src/*"], /* "https://x" */ }, },\n}',
      'src/lib/b.ts': '',
    },
    specifier: '@/lib/b',
    file: 'src/lib/b.ts',
  },
  {
    situation: '`paths` below `baseUrl`',
    files: {
      'tsconfig.json': '{"compilerOptions":{"baseUrl":"./src","paths":{"api":["lib/api"]}}}',
      'src/lib/api.ts': '',
    },
    specifier: 'api',
    file: 'src/lib/api.ts',
  },
  {
    situation: '`baseUrl` alone, in a jsconfig',
    files: { 'jsconfig.json': '{"compilerOptions":{"baseUrl":"src"}}', 'src/lib/api.js': '' },
    specifier: 'lib/api',
    file: 'src/lib/api.js',
  },
  {
    situation: '`paths` that are inherited',
    files: {
      'tsconfig.base.json': '{"compilerOptions":{"paths":{"~lib/*":["libs/*/src"]}}}',
      'app/tsconfig.json': '{"extends":"../tsconfig.base"}',
      'libs/http/src/index.ts': '',
    },
    from: 'app/a.ts',
    specifier: '~lib/http',
    file: 'libs/http/src/index.ts',
  },
  {
    situation: '`paths` of a configuration that is referred to',
    files: {
      'tsconfig.json': '{"files":[],"references":[{"path":"./tsconfig.app.json"}]}',
      'tsconfig.app.json': '{"compilerOptions":{"paths":{"$lib/*":["./src/lib/*"]}}}',
      'src/lib/b.ts': '',
    },
    specifier: '$lib/b',
    file: 'src/lib/b.ts',
  },
  {
    situation: 'the library folder of SvelteKit',
    files: { 'src/lib/b.ts': '' },
    specifier: '$lib/b',
    file: 'src/lib/b.ts',
  },
  {
    situation: 'the entry of the library folder of SvelteKit',
    files: { 'src/lib/index.ts': '' },
    specifier: '$lib',
    file: 'src/lib/index.ts',
  },
  {
    situation: 'nothing for a name that only begins like it',
    files: { 'src/library/b.ts': '' },
    specifier: '$library/b',
    file: null,
  },
  {
    situation: '`${configDir}` in what is inherited',
    files: {
      'base/tsconfig.json': '{"compilerOptions":{"paths":{"#app/*":["${configDir}/src/*"]}}}',
      'app/tsconfig.json': '{"extends":"../base/tsconfig.json"}',
      'app/src/b.ts': '',
    },
    from: 'app/src/a.ts',
    specifier: '#app/b',
    file: 'app/src/b.ts',
  },
  {
    situation: 'the most exact of several patterns',
    files: {
      'tsconfig.json': '{"compilerOptions":{"paths":{"*":["a/*"],"x/*":["b/*"]}}}',
      'a/x/m.ts': '',
      'b/m.ts': '',
    },
    specifier: 'x/m',
    file: 'b/m.ts',
  },
  {
    situation: '`@/` by convention',
    files: { 'web/package.json': '{}', 'web/src/api/b.js': '' },
    from: 'web/src/pages/a.vue.js',
    specifier: '@/api/b',
    file: 'web/src/api/b.js',
  },
  {
    situation: 'configurations that extend each other',
    files: { 'tsconfig.json': '{"extends":"./other.json"}', 'other.json': '{"extends":"./tsconfig.json"}' },
    specifier: '@x/y',
    file: null,
  },
];

const packages: readonly Case[] = [
  {
    situation: 'a workspace package, by source instead of build',
    files: {
      'packages/api/package.json': '{"name":"@school/api","main":"dist/index.js"}',
      'packages/api/src/index.ts': '',
    },
    specifier: '@school/api',
    file: 'packages/api/src/index.ts',
  },
  {
    situation: 'source although the build lies there',
    files: {
      'packages/api/package.json': '{"name":"api","types":"dist/index.d.ts","main":"./dist/index.js"}',
      'packages/api/dist/index.js': '',
      'packages/api/src/index.ts': '',
    },
    specifier: 'api',
    file: 'packages/api/src/index.ts',
  },
  {
    situation: 'a library folder that is no build',
    files: { 'api/package.json': '{"name":"api","main":"lib/main.js"}', 'api/lib/main.js': '' },
    specifier: 'api',
    file: 'api/lib/main.js',
  },
  {
    situation: 'the `source` field',
    files: {
      'api/package.json': '{"name":"api","source":"code/a.ts","main":"dist/a.js"}',
      'api/code/a.ts': '',
      'api/src/a.ts': '',
    },
    specifier: 'api',
    file: 'api/code/a.ts',
  },
  {
    situation: 'conditions of `exports`',
    files: {
      'api/package.json':
        '{"name":"api","exports":{".":{"types":"./dist/index.d.ts","import":"./dist/esm/index.mjs"}}}',
      'api/src/index.mts': '',
    },
    specifier: 'api',
    file: 'api/src/index.mts',
  },
  {
    situation: 'a subpath of `exports`',
    files: {
      'api/package.json': '{"name":"api","exports":{"./client":"./build/http/client.js"}}',
      'api/src/http/client.ts': '',
    },
    specifier: 'api/client',
    file: 'api/src/http/client.ts',
  },
  {
    situation: 'a pattern of `exports`',
    files: { 'api/package.json': '{"name":"@s/api","exports":{"./*":"./dist/*.js"}}', 'api/src/deep/x.tsx': '' },
    specifier: '@s/api/deep/x',
    file: 'api/src/deep/x.tsx',
  },
  {
    situation: 'a subpath without `exports`',
    files: { 'api/package.json': '{"name":"api"}', 'api/lib/x.js': '' },
    specifier: 'api/lib/x',
    file: 'api/lib/x.js',
  },
  {
    situation: 'a package without any entry',
    files: { 'api/package.json': '{"name":"api"}', 'api/index.js': '' },
    specifier: 'api',
    file: 'api/index.js',
  },
  {
    situation: 'the real one of two packages with one name',
    files: {
      'api/package.json': '{"name":"api"}',
      'api/index.js': '',
      'api/test/fixtures/copy/package.json': '{"name":"api"}',
      'api/test/fixtures/copy/index.js': '',
    },
    specifier: 'api',
    file: 'api/index.js',
  },
  {
    situation: '`imports`',
    files: { 'package.json': '{"imports":{"#db":"./src/db.js"}}', 'src/db.ts': '' },
    specifier: '#db',
    file: 'src/db.ts',
  },
  {
    situation: 'a pattern of `imports` with conditions',
    files: {
      'package.json': '{"imports":{"#lib/*":{"node":"./dist/lib/*.js","default":"./x.js"}}}',
      'src/lib/http.ts': '',
    },
    specifier: '#lib/http',
    file: 'src/lib/http.ts',
  },
];

describe('resolve', () => {
  it.each([...relative, ...aliased, ...packages])(
    'finds $situation',
    ({ files, from = 'src/a.ts', specifier, file }) => {
      const modules = openModules(openCorpus({ root: temporaryFolder({ ...files, [from]: '' }) }));
      expect(modules.resolve(specifier, from)).toBe(file);
    },
  );

  it('follows links to their files', () => {
    const root = temporaryFolder({ 'shared/b.ts': '', 'app/a.ts': '' });
    symlinkSync('../shared', join(root, 'app/shared'));
    expect(openModules(openCorpus({ root })).resolve('./shared/b', 'app/a.ts')).toBe('shared/b.ts');
  });

  it('tells of configuration that is no JSON', () => {
    const root = temporaryFolder({ 'tsconfig.json': '{ "compilerOptions": ', 'a.ts': '' });
    const modules = openModules(openCorpus({ root }));
    expect(modules.resolve('@/b', 'a.ts')).toBeNull();
    expect(modules.broken).toEqual([{ file: 'tsconfig.json', reason: 'not valid JSON' }]);
  });
});

const importForms = [
  "import b from './b';",
  "import { b as c } from './b.js'",
  'import {\n  b, // it\'s\n} from "./b";',
  "import * as b from './b'",
  "import type { B } from './b';",
  "import './b';",
  "export * from './b';",
  "export { b } from './b';",
  'import{b}from"./b";',
  "const b = require('./b');",
  "import b = require('./b');",
  "const b = await import('./b');",
  'const b = await import(`./b`);',
  'const B = lazy(() => import(/* webpackChunkName: "b" */ \'./b\'));',
  "/** @type {import('./b').B} */",
  "module.exports = { ...require( './b' ) };",
];

describe('importersOf', () => {
  it.each(importForms)('sees %s', (text) => {
    const modules = openModules(openCorpus({ root: temporaryFolder({ 'a.tsx': text, 'b.ts': '', 'c.ts': '' }) }));
    expect(modules.importersOf('b.ts')).toEqual(['a.tsx']);
    expect(modules.importersOf('c.ts')).toEqual([]);
  });

  it('names each importer once, however it spells the module', () => {
    const root = temporaryFolder({ 'a.ts': "import './b'; export * from './b.js'; require('./b.ts')", 'b.ts': '' });
    expect(openModules(openCorpus({ root })).importersOf('b.ts')).toEqual(['a.ts']);
  });
});
