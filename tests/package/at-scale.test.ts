import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { run, succeed } from '../support/programs.js';
import { readRecipe } from '../support/recipes.js';

const quiet = { TURBO_TELEMETRY_DISABLED: '1', NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };

test.each([
  ['Turborepo', /cache hit/],
  ['Nx', /output from the cache/],
])('%s caches the run, and runs again when a source or an ignored env file has changed', (heading, hit) => {
  const cwd = temporaryFolder({
    'package.json':
      '{ "name": "sample", "private": true, "packageManager": "npm@10.8.2", "workspaces": ["packages/*"] }',
    '.gitignore': 'node_modules\n.env\n.turbo\n.nx\nclever-audit.json\n',
    '.env': 'CLEVER_API=https://api.clever.com/v3.0\n',
    'packages/portal/package.json': '{ "name": "portal", "version": "1.0.0", "private": true }',
    'packages/portal/me.js': "export const me = () => fetch(process.env.CLEVER_API + '/me');\n",
  });
  const { files, commands } = readRecipe(heading);
  writeFiles(cwd, files);
  succeed(cwd, ['git', 'init', '--quiet']);
  succeed(cwd, ['npm', 'install', '--save-dev', '--ignore-scripts', '--no-audit', inject('tarball')]);
  for (const line of commands.slice(0, -1))
    succeed(cwd, ['sh', '-c', line.replace('install', 'install --ignore-scripts')]);
  const task = (): { readonly isHit: boolean; readonly hasReport: boolean } => {
    rmSync(join(cwd, 'clever-audit.json'), { force: true });
    const { code, output } = run(cwd, ['sh', '-c', commands.at(-1) ?? ''], quiet);
    expect(code, output).toBe(0);
    return { isHit: hit.test(output), hasReport: existsSync(join(cwd, 'clever-audit.json')) };
  };
  const [miss, cached] = [
    { isHit: false, hasReport: true },
    { isHit: true, hasReport: true },
  ];
  expect([task(), task()]).toEqual([miss, cached]);
  appendFileSync(join(cwd, '.env'), 'MORE=1\n');
  expect([task(), task()]).toEqual([miss, cached]);
  appendFileSync(join(cwd, 'packages/portal/me.js'), '// changed\n');
  expect([task(), task()]).toEqual([miss, cached]);
});
