import { expect, inject, test } from 'vitest';
import { temporaryFolder } from '../support/folders.js';
import { succeed } from '../support/programs.js';
import { readRecipe } from '../support/recipes.js';
import { makeRepository } from '../support/sample-repository.js';
import { migratedService, retiredRule, retiredService } from '../support/sample-service.js';

test('the pre-commit framework installs the hook from a clone, refuses a retired call and takes the migrated one', () => {
  const hooks = inject('repository');
  const { files } = readRecipe('pre-commit');
  const configuration = (files['.pre-commit-config.yaml'] ?? '')
    .replace('<URL of this repository>', hooks)
    .replace('<commit>', succeed(hooks, ['git', 'rev-parse', 'HEAD']).trim());
  const environment = { PRE_COMMIT_HOME: temporaryFolder() };
  const repository = makeRepository({ '.pre-commit-config.yaml': configuration }, environment);
  succeed(repository.folder, ['pre-commit', 'install', '--install-hooks'], environment);

  const refused = repository.commit('src/sso.js', retiredService);
  expect(refused.output).toContain(retiredRule);
  expect(refused.output).toContain('src/sso.js:2');
  expect(refused.code).toBe(1);
  expect(repository.countCommits()).toBe(0);

  const taken = repository.commit('src/sso.js', migratedService);
  expect(taken.output).toMatch(/clever-audit\.+Passed/);
  expect(taken.code).toBe(0);
  expect(repository.countCommits()).toBe(1);
});
