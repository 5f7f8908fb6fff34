// `npm run mutation [-- part of a path…]`: changes one file after the other, in the order of risk, and counts the changes
// that no test notices. A second run only tries what has changed since.
import { spawnSync } from 'node:child_process';

/** The files, each with the tests that hold it. */
const FILES = [
  ['src/model/apply-edits.ts', 'tests/engine/apply-edits.test.ts tests/engine/edits.test.ts'],
  ['src/model/spans.ts', 'tests/engine/edits.test.ts'],
  ['src/engine/edits.ts', 'tests/engine/edits.test.ts'],
  ['src/cli/writing/journal.ts', 'tests/cli/write.test.ts'],
  ['src/cli/writing/swap.ts', 'tests/cli/write.test.ts'],
  ['src/cli/writing/recover.ts', 'tests/cli/write.test.ts'],
  ['src/cli/write.ts', 'tests/cli/write.test.ts'],
  ['src/discover/workspace.ts', 'tests/discover/project.test.ts'],
  ['src/discover/env-syntax.ts', 'tests/discover/environment.test.ts'],
  ['src/text/comments.ts', 'tests/text/tables.test.ts tests/text/text-tier.test.ts'],
  ['src/flow/constant-reach.ts', 'tests/scan/near-misses.test.ts tests/limits.test.ts'],
  ['src/values/spreading.ts', 'tests/values/limits.test.ts tests/scan/urls.test.ts'],
  ['rules/no-unversioned-me.ts', 'tests/rules/no-unversioned-me.test.ts'],
];

const wanted = process.argv.slice(2);
for (const [file, tests] of FILES) {
  if (wanted.length > 0 && !wanted.some((part) => file.includes(part))) continue;
  const env = { ...process.env, MUTATED: file, TESTS: tests };
  const { status } = spawnSync('npx', ['stryker', 'run', 'tests/mutation/stryker.config.mjs'], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0) process.exitCode = 1;
}
