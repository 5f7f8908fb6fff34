import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCorpus } from '../../src/discover/corpus.js';
import { openModules } from '../../src/discover/modules.js';
import { temporaryFolder } from '../support/folders.js';

/** A project in which a file can be imported in every way there is. */
const files = {
  'package.json': '{"name":"@app/root","imports":{"#db":"./src/db.js"},"exports":{"./http":"./dist/net/http.js"}}',
  'tsconfig.json': '{"compilerOptions":{"baseUrl":".","paths":{"@lib/*":["src/net/*"],"settings":["src/config.ts"]}}}',
  'src/index.ts': '',
  'src/db.ts': '',
  'src/config.ts': '',
  'src/net/http.ts': '',
  'src/net/http.service.ts': '',
  'src/net/index.ts': '',
  'src/v1.2/index.ts': '',
  'src/.hidden.ts': '',
  'src/data.json': '{}',
  'parts/one/package.json': '{"name":"@app/one","main":"lib/start.js"}',
  'parts/one/lib/start.js': '',
  'parts/two/package.json': '{"name":"two","main":"../shared/entry.ts"}',
  'parts/three/src/index.ts': '',
  'parts/shared/entry.ts': '',
} as const;

const specifiers = [
  ...['.', './', '..', '../', '../..', './index', './net', '../net/', './http', './http.js', './http.service', '#db'],
  ...[
    './v1.2',
    './.hidden',
    './data.json',
    './config.ts?raw',
    '../src/config',
    '../../parts/one',
    '../one',
    './lib/start',
  ],
  ...[
    '../two',
    '../../shared/entry.js',
    '../parts/three',
    '@app/root',
    '@app/root/http',
    '@app/one',
    '@app/one/lib/start',
  ],
  ...[
    'two',
    '@lib/http',
    '@lib/http.service',
    'settings',
    'src/config',
    '@/config',
    '~/net/http',
    '$lib',
    '$lib/start',
    'react',
    'node:fs',
  ],
  ...['./one/lib/start', './nothing', './src', '../../src', '.\\config', './a/../config', './net/./http'],
];

const importer = fc.record({
  folder: fc.constantFrom('', 'src', 'src/net', 'parts', 'parts/one', 'parts/one/lib', 'parts/shared'),
  imports: fc.array(fc.constantFrom(...specifiers), { minLength: 1, maxLength: 6 }),
});

describe('the importers of a file', () => {
  it.each([false, true])('are those of which an import leads to it (with a link: %s)', (hasLink) => {
    fc.assert(
      fc.property(fc.array(importer, { minLength: 1, maxLength: 3 }), (importers) => {
        const texts = importers.map(({ folder, imports }, index) => {
          const path = `${folder === '' ? '' : `${folder}/`}from-${index}.ts`;
          return [path, imports.map((specifier) => `import '${specifier}';`).join('\n'), imports] as const;
        });
        const root = temporaryFolder({ ...files, ...Object.fromEntries(texts.map(([path, text]) => [path, text])) });
        if (hasLink) symlinkSync('../src/net', join(root, 'parts/linked'));
        const modules = openModules(openCorpus({ root }));
        for (const file of Object.keys(files)) {
          const expected = texts.filter(([path, , imports]) =>
            imports.some((each) => modules.resolve(each, path) === file),
          );
          expect(modules.importersOf(file)).toEqual(expected.map(([path]) => path).sort());
        }
      }),
      { numRuns: 60 },
    );
  });
});
