import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const BASE = "'https://api.clever.com/v1.1'";
const COUNTS =
  "async (token) => (await (await fetch(BASE + '/districts', { headers: { token } })).json()).data.length;";
const GET = '(path, token) => fetch(BASE + path, { headers: { token } }).then((response) => response.json())';
const USES = "async (token) => (await get('/districts', token)).data.length";

/** A package as others install it. */
const PUBLISHED = { name: 'clever-lite', version: '1.0.0', type: 'module', exports: './index.js' };

type Package = readonly [manifest: object, files: Readonly<Record<string, string>>];

const TAKEN_FROM_OUTSIDE: Readonly<Record<string, Package>> = {
  'a base that is exported': [
    PUBLISHED,
    { 'index.js': `export const BASE = ${BASE};\nexport const districts = ${COUNTS}\n` },
  ],
  'a base that another file declares': [
    { ...PUBLISHED, exports: { '.': { import: './index.js' } } },
    {
      'index.js': "export * from './src/base.js';\nexport { districts } from './src/districts.js';\n",
      'src/base.js': `export const BASE = ${BASE};\n`,
      'src/districts.js': `import { BASE } from './base.js';\nexport const districts = ${COUNTS}\n`,
    },
  ],
  'a base in an object': [
    { name: 'clever-lite', version: '1.0.0', main: 'index.js' },
    {
      'index.js': `const BASE = ${BASE};\nmodule.exports = { urls: { api: BASE }, districts: ${COUNTS.replace(';', '')} };\n`,
    },
  ],
  'a function that takes paths': [
    PUBLISHED,
    { 'index.js': `const BASE = ${BASE};\nexport const get = ${GET};\nexport const districts = ${USES};\n` },
  ],
  'a method that takes paths': [
    { ...PUBLISHED, exports: './dist/index.js', types: './dist/index.d.ts' },
    {
      'src/index.ts': `const BASE = ${BASE};\nexport class Clever {\n  get(path: string, token: string): Promise<{ data: unknown[] }> {\n    return fetch(BASE + path, { headers: { token } }).then((response) => response.json());\n  }\n  async districts(token: string): Promise<number> {\n    return (await this.get('/districts', token)).data.length;\n  }\n}\n`,
    },
  ],
  'a function of an object that is made': [
    PUBLISHED,
    {
      'index.js': `const BASE = ${BASE};\nexport function createClient() {\n  const get = ${GET};\n  return { get, districts: ${USES} };\n}\n`,
    },
  ],
};

const TAKEN_BY_NOBODY: Readonly<Record<string, Package>> = {
  'of a private package': [
    { ...PUBLISHED, private: true },
    { 'index.js': `export const BASE = ${BASE};\nexport const districts = ${COUNTS}\n` },
  ],
  'that the package keeps for itself': [
    PUBLISHED,
    { 'index.js': `const BASE = ${BASE};\nexport const districts = ${COUNTS}\n` },
  ],
  'in a file that is not exported': [
    PUBLISHED,
    {
      'index.js': "export { districts } from './districts.js';\n",
      'districts.js': `export const BASE = ${BASE};\nexport const get = ${GET};\nexport const districts = ${USES};\n`,
    },
  ],
  'in a method that is private': [
    PUBLISHED,
    {
      'index.js': `const BASE = ${BASE};\nexport class Clever {\n  #get(path, token) {\n    return fetch(BASE + path, { headers: { token } }).then((response) => response.json());\n  }\n  async districts(token) {\n    return (await this.#get('/districts', token)).data.length;\n  }\n}\n`,
    },
  ],
  'of a server whose manifest names its start': [
    { name: 'portal', version: '1.0.0', main: 'index.js', type: 'module' },
    {
      'index.js': `import http from 'node:http';\nexport const BASE = ${BASE};\nconst districts = ${COUNTS}\nhttp.createServer(async (request, response) => response.end(String(await districts('')))).listen(80);\n`,
    },
  ],
  'of a program without a version': [
    { name: 'portal', main: 'index.js', type: 'module' },
    { 'index.js': `export const BASE = ${BASE};\nexport const districts = ${COUNTS}\n` },
  ],
};

function fixed([manifest, files]: Package) {
  return fixFolder(temporaryFolder({ 'package.json': JSON.stringify(manifest), ...files }), { preset: 'recommended' });
}

describe('a base', () => {
  it.each(Object.entries(TAKEN_FROM_OUTSIDE))('stays where code outside adds its paths: %s', (_name, program) => {
    const { before, changes } = fixed(program);
    expect(changes).toEqual([]);
    const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
    expect(suggestions.join(' ')).toContain('Check what else uses this string: code that imports this package');
  });

  it.each(Object.entries(TAKEN_BY_NOBODY))('moves %s', (_name, program) => {
    const { changes } = fixed(program);
    expect(changes.map(({ after }) => after).join('')).toContain('https://api.clever.com/v3.0');
  });
});
