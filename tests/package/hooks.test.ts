import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { writeFiles } from '../support/folders.js';
import { succeed } from '../support/programs.js';
import { readRecipe } from '../support/recipes.js';
import { makeRepository, type SampleRepository } from '../support/sample-repository.js';
import { migratedService, retiredRule, retiredService } from '../support/sample-service.js';

test('husky refuses a retired call and takes the migrated one', () => {
  const repository = follow('husky');
  expectToJudge(repository);
});

test('lefthook refuses a retired call and takes the migrated one', () => {
  const repository = follow('lefthook');
  expectToJudge(repository);
});

test('lefthook runs the hook that init writes', () => {
  const repository = makeRepository({ 'package.json': '{ "name": "sample", "private": true, "type": "module" }\n' });
  succeed(repository.folder, ['npm', 'install', '--save-dev', '--ignore-scripts', inject('tarball'), 'lefthook']);
  writeFiles(repository.folder, { 'lefthook.yml': '# ours\n' });
  succeed(repository.folder, ['npx', 'clever-audit', 'init', '--yes']);
  succeed(repository.folder, ['npx', 'lefthook', 'install']);
  expectToJudge(repository);
});

test('lint-staged refuses a retired call and takes the migrated one', () => {
  const repository = follow('lint-staged');
  const hooks = join(repository.folder, '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  writeFileSync(join(hooks, 'pre-commit'), '#!/bin/sh\nexec npx lint-staged\n', { mode: 0o755 });
  expectToJudge(repository);
});

/** Does what the documentation says under a heading, in a project that has the package installed. */
function follow(heading: string): SampleRepository {
  const { files, commands } = readRecipe(heading);
  const repository = makeRepository({ 'package.json': '{ "name": "sample", "private": true, "type": "module" }\n' });
  succeed(repository.folder, ['npm', 'install', '--save-dev', inject('tarball')]);
  writeFiles(repository.folder, files);
  for (const command of commands) succeed(repository.folder, ['sh', '-c', command]);
  return repository;
}

function expectToJudge(repository: SampleRepository): void {
  const refused = repository.commit('src/sso.js', retiredService);
  expect(refused.output).toContain(retiredRule);
  expect(refused.output).toContain('src/sso.js:2');
  expect(refused.code).not.toBe(0);
  expect(repository.countCommits()).toBe(0);

  const taken = repository.commit('src/sso.js', migratedService);
  expect(taken.output).not.toContain(retiredRule);
  expect(taken.code).toBe(0);
  expect(repository.countCommits()).toBe(1);
}
