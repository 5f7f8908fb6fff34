import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import type { Texts } from '../support/findings.js';
import { temporaryFolder } from '../support/folders.js';
import { runResident } from '../support/resident.js';

/** How packages of a workspace find each other, and how the root says which they are. */
const WORKSPACES: readonly (readonly [string, Texts])[] = [
  ['npm', { 'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }\n' }],
  ['pnpm', { 'package.json': '{ "name": "root" }\n', 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' }],
];

/** The base is built, the version stands behind an alias and a private name, the path behind a subpath. */
const PACKAGES: Texts = {
  'packages/base/package.json': '{ "name": "@school/base", "private": true, "exports": { ".": "./dist/index.js" } }\n',
  'packages/base/src/index.ts': "export const BASE = 'https://api.clever.com';\n",
  'packages/base/dist/index.js': "export const BASE = 'https://api.clever.com';\n",
  'packages/version/package.json':
    '{ "name": "@school/version", "private": true, "imports": { "#numbers": "./src/numbers.ts" } }\n',
  'packages/version/src/index.ts': "export { VERSION } from '#numbers';\n",
  'packages/version/src/numbers.ts': "export const OTHER = 'v1.1';\nexport const VERSION = 'v1.1';\n",
  'packages/path/package.json':
    '{ "name": "@school/path", "private": true, "exports": { "./paths": "./dist/paths.js" } }\n',
  'packages/path/src/paths.ts': "export const DISTRICTS = '/districts';\nexport const ME = '/me';\n",
  'packages/path/dist/paths.js': "export const DISTRICTS = '/districts';\nexport const ME = '/me';\n",
  'packages/app/package.json': '{ "name": "@school/app", "private": true }\n',
  'packages/app/tsconfig.json':
    '{ "compilerOptions": { "baseUrl": ".", "paths": { "@version": ["../version/src/index.ts"] } } }\n',
  'packages/app/src/app.ts': `import { BASE } from '@school/base';
import { DISTRICTS, ME } from '@school/path/paths';
import { VERSION } from '@version';

export async function countDistricts(token: string) {
  const headers = { Authorization: \`Bearer \${token}\` };
  const response = await fetch(\`\${BASE}/\${VERSION}\${DISTRICTS}\`, { headers });
  const { data } = await response.json();
  return data.length;
}

export async function isKnown(token: string) {
  const response = await fetch(BASE + ME, { headers: { Authorization: \`Bearer \${token}\` } });
  return response.ok;
}
`,
};

/** What the fix leaves behind: only the pieces that hold the fault have changed. */
const FIXED: Texts = {
  'packages/version/src/numbers.ts': "export const OTHER = 'v1.1';\nexport const VERSION = 'v3.0';\n",
  'packages/path/src/paths.ts': "export const DISTRICTS = '/districts';\nexport const ME = '/v3.0/me';\n",
};

describe.each(WORKSPACES)('base, path and version in three packages of a workspace of %s', (_name, root) => {
  const open = (): string => temporaryFolder({ ...root, ...PACKAGES });
  const audit = (folder: string, ...words: string[]) => runResident(folder, words);

  test('each finding stands at the piece that is at fault', () => {
    const { stdout, status } = audit(open(), '--verbose', '.');
    expect(stdout.match(/^\S+:\d+:\d+ {2}.* {2}error {2}\S+$/gm)).toEqual([
      'packages/path/src/paths.ts:2:20  sign-in call GET /me  error  clever/no-unversioned-me',
      'packages/version/src/numbers.ts:2:25  roster call GET /v1.1/districts  error  clever/no-v1-endpoint',
    ]);
    expect(stdout).toContain('packages/app/src/app.ts:13:26  fetch requests `https://api.clever.com/me` here');
    expect(status).toBe(1);
  });

  test('the fix changes these pieces and nothing else', () => {
    const folder = open();
    expect(audit(folder, '--fix', '.')).toMatchObject({ status: 0 });
    const after = Object.keys(PACKAGES).map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
    expect(Object.fromEntries(after)).toEqual({ ...PACKAGES, ...FIXED });
  });
});
