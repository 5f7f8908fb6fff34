// `npm run mutation [-- part of a path…]`: changes one file after the other, in the order of risk, and counts the changes
// that no test notices. A second run only tries what has changed since. At the end it names the files that are not in the
// list yet.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const WRITES = 'tests/cli/write.test.ts tests/cli/settled-writes.test.ts';

/** The files, each with the tests that hold it: as few as will do, since each change runs all those that come by it. */
const FILES = [
  ['src/model/apply-edits.ts', 'tests/engine/apply-edits.test.ts'],
  ['src/model/spans.ts', 'tests/model/spans.test.ts'],
  ['src/model/compose-edits.ts', 'tests/model/compose-edits.test.ts'],
  ['src/engine/edits.ts', 'tests/engine/edits.test.ts tests/engine/effort.test.ts'],
  ['src/engine/bundles.ts', 'tests/engine/bundles.test.ts'],
  ['src/engine/marks.ts', 'tests/engine/marks.test.ts'],
  ['src/cli/writing/swap.ts', WRITES],
  ['src/cli/writing/change.ts', WRITES],
  ['src/cli/writing/journal.ts', WRITES],
  ['src/cli/writing/recover.ts', WRITES],
  ['src/cli/writing/target.ts', WRITES],
  ['src/cli/writing/hold.ts', WRITES],
  ['src/cli/writing/owner.ts', WRITES],
  ['src/cli/writing/seal.ts', WRITES],
  ['src/cli/writing/file-system.ts', WRITES],
  ['src/cli/write.ts', WRITES],
  ['src/discover/env-syntax.ts', 'tests/discover/environment.test.ts'],
  ['src/discover/workspace.ts', 'tests/discover/project.test.ts'],
  ['src/text/comments.ts', 'tests/text/comments.test.ts'],
  ['src/flow/constant-reach.ts', 'tests/scan/near-misses.test.ts tests/limits.test.ts'],
  ['src/rewrite/left-unused.ts', 'tests/migrate/whole-types.test.ts'],
  ['src/values/same-value.ts', 'tests/values/same-value.test.ts'],
  ['src/values/spreading.ts', 'tests/values/limits.test.ts tests/scan/urls.test.ts'],
  ['rules/no-unversioned-me.ts', 'tests/rules/no-unversioned-me.test.ts'],
  ['rules/no-me-type-as-role.ts', 'tests/rules/no-me-type-as-role.test.ts'],
];

/** Where an error costs most: what is written, what is found, and what is said of it. */
const RISKY = ['src/engine', 'src/cli/writing', 'src/rewrite', 'src/flow', 'src/values', 'rules'];

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

const listed = new Set(FILES.map(([file]) => file));
for (const folder of RISKY) {
  const files = readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`);
  const missing = files.filter((file) => file.endsWith('.ts') && !listed.has(file)).sort();
  if (missing.length > 0) console.log(`Not listed yet, of ${folder}: ${missing.join(', ')}`);
}
