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
      {
        // Installs the package the ways its users do, so it needs the npm registry and some minutes.
        extends: true,
        test: {
          name: 'package',
          include: ['tests/package/**/*.test.ts'],
          globalSetup: './tests/support/pack-first.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
