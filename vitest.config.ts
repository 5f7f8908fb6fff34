import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const buildFirst = './tests/support/build-first.ts';

/** Tests that put something else in the place of a module. */
const REPLACING_MODULES = [
  'tests/eslint/lint.test.ts',
  'tests/rules/all-rules.test.ts',
  'tests/support/rule-tester.test.ts',
];

/** Installs of a quarter of an hour on a small machine: from git, and with runners and libraries of others. */
const SLOW_INSTALLS = ['at-scale', 'git-install', 'sandbox'].map((name) => `tests/package/${name}.test.ts`);

export default defineConfig({
  test: {
    // A test that hangs ends, one that a busy machine slows down does not: no test is about time.
    testTimeout: 120_000,
    // The key of journals goes here, and not among the settings of whoever runs the tests.
    env: { XDG_STATE_HOME: join(tmpdir(), 'clever-audit-tests-state') },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [
            ...REPLACING_MODULES,
            ...['fixtures', 'cli', 'fuzz', 'hostile', 'package', 'site', 'browser'].map(
              (folder) => `tests/${folder}/**`,
            ),
          ],
          // The modules of one worker are loaded once, and with them the libraries of TypeScript.
          isolate: false,
          restoreMocks: true,
        },
      },
      {
        extends: true,
        test: { name: 'replaced', include: REPLACING_MODULES },
      },
      {
        // Starts the built program.
        extends: true,
        test: { name: 'cli', include: ['tests/cli/**/*.test.ts'], globalSetup: buildFirst },
      },
      {
        // Runs the built program over inputs that try to end it.
        extends: true,
        test: {
          name: 'hostile',
          include: ['tests/hostile/hostile.test.ts'],
          globalSetup: buildFirst,
          testTimeout: 180_000,
        },
      },
      {
        // The same for inputs that take long even when all is well.
        extends: true,
        test: {
          name: 'hostile-slow',
          include: ['tests/hostile/slow.test.ts'],
          globalSetup: buildFirst,
          testTimeout: 180_000,
        },
      },
      {
        // Kills a write before each of its calls, where `cli` takes every seventh.
        extends: true,
        test: {
          name: 'every-kill',
          include: ['tests/cli/unfinished-writes.test.ts'],
          globalSetup: buildFirst,
          env: { EVERY_KILL: '1' },
          testTimeout: 600_000,
        },
      },
      {
        // Tries what comes to mind by chance, for as long as it is given.
        extends: true,
        test: {
          name: 'fuzz',
          include: ['tests/fuzz/**/*.test.ts'],
          fileParallelism: false,
          disableConsoleIntercept: true,
        },
      },
      {
        // Opens the built site in Chromium.
        extends: true,
        test: {
          name: 'site',
          include: ['tests/site/**/*.test.ts'],
          globalSetup: './tests/support/site-first.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        // Opens pages in a real browser, so it needs Chromium.
        extends: true,
        test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      // Install the package the ways its users do, so they need the npm registry and some minutes.
      ...[
        { name: 'package', include: ['tests/package/**/*.test.ts'], exclude: SLOW_INSTALLS },
        { name: 'package-slow', include: SLOW_INSTALLS },
      ].map((part) => ({
        extends: true as const,
        test: {
          ...part,
          globalSetup: './tests/support/pack-first.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      })),
    ],
  },
});
