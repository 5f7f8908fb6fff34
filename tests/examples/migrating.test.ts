import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import {
  copyOfExample,
  failingTests,
  installPackages,
  shownPatch,
  typeErrorsOf,
  withPackages,
} from '../support/legacy-sso.js';

test.each([
  ['fixes', '--diff'],
  ['suggestions', '--diff --fix-suggestions'],
])('the page that walks through the example holds the patch of its %s as it is', async (name, line) => {
  const { stdout } = await runCommand(line, engine, copyOfExample(), process.env);
  expect(stdout).toContain('+++ b/src/district.ts');
  // Empty lines of the page lose the blank that a patch puts before them.
  expect(shownPatch(name)).toBe(stdout.replaceAll(/^ $/gm, ''));
});

describe('the example', () => {
  let packages = '';

  beforeAll(() => {
    packages = installPackages();
  }, 300_000);

  test('as it stands, passes its tests until Clever switches v1 off', () => {
    const project = withPackages(copyOfExample(), packages);

    expect(failingTests(project, false)).toEqual([]);
    expect(failingTests(project, true)).toContain('copies all pages of all lists');
  });

  test('migrated as the page says, passes all its tests with v1 off', async () => {
    const project = withPackages(await migratedCopy(), packages);

    expect(typeErrorsOf(project)).toBe('');
    expect(failingTests(project, true)).toEqual([]);
  });

  test('migrated as the page says, has nothing left to report', async () => {
    const project = await migratedCopy();

    const { findings } = audit({ cwd: project, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' });
    expect(findings).toEqual([]);
  });

  test('migrated as the page says, finds the account of either role of a person', async () => {
    const project = withPackages(await migratedCopy(), packages);
    writeFiles(project, { 'tests/either-role.test.ts': eitherRole });

    expect(failingTests(project, true, 'either-role.test.ts')).toEqual([]);
  });
});

/** A copy of the example with the suggestions written, and the patch of the page for what a person has to do. */
async function migratedCopy(): Promise<string> {
  const project = copyOfExample();
  await runCommand('--fix-suggestions', engine, project, process.env);
  const patch = join(temporaryFolder({ 'by-hand.patch': shownPatch('by-hand') }), 'by-hand.patch');
  execFileSync('git', ['apply', patch], { cwd: project, stdio: 'pipe' });
  return project;
}

/** On v1 whoever had two roles had two ids, and may have come with either; the old program cannot pass this one. */
const eitherRole = `
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startFakeClever } from './fake-clever.js';

const clever = await startFakeClever();
const { signIn } = await import('../src/sign-in.js');
const { memoryAccounts } = await import('../src/store.js');
after(() => clever.close());

const sam = { role: 'teacher', name: 'Sam Whitfield', email: null, school: null } as const;

for (const cleverId of ['teacher-2', 'district-admin-2']) {
  test('finds the account of ' + cleverId, async () => {
    const accounts = memoryAccounts();
    const old = await accounts.create({ ...sam, cleverId });

    assert.equal((await signIn('sam', accounts)).account.id, old.id);
    assert.equal((await accounts.find(old.id))?.cleverId, 'user-4');
    assert.equal(await accounts.find(old.id + 1), undefined);
  });
}

test('makes no third account for somebody who has two', async () => {
  const accounts = memoryAccounts();
  const first = await accounts.create({ ...sam, cleverId: 'teacher-2' });
  const second = await accounts.create({ ...sam, cleverId: 'district-admin-2' });
  const { account } = await signIn('sam', accounts);

  assert.ok([first.id, second.id].includes(account.id));
  assert.equal((await signIn('sam', accounts)).account.id, account.id);
  assert.equal(await accounts.find(second.id + 1), undefined);
});
`;
