import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { temporaryFolder } from '../support/folders.js';
import { run, succeed } from '../support/programs.js';
import { migratedService, retiredRule, retiredService } from '../support/sample-service.js';

// What the pre-commit framework does since 4.6. npm leaves the development dependencies out of such an installation,
// and the prefix in the environment reaches every npm that a script of the package starts.
test('a global installation straight from git builds the command', () => {
  const prefix = temporaryFolder();
  const environment = { npm_config_prefix: prefix, NPM_CONFIG_PREFIX: prefix };
  const source = `git+file://${inject('repository')}`;
  succeed(prefix, ['npm', 'install', '--allow-git=root', '--install-links', '--global', source], environment);

  const command = join(prefix, 'bin/clever-audit');
  const retired = run(temporaryFolder({ 'src/sso.js': retiredService }), [command, 'src']);
  expect(retired.stdout).toContain(retiredRule);
  expect(retired.code).toBe(1);
  expect(run(temporaryFolder({ 'src/sso.js': migratedService }), [command, 'src']).code).toBe(0);
});
