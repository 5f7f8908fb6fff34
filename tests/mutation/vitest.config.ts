import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const tests = (process.env['TESTS'] ?? '').split(' ').filter(Boolean);

/** The tests that hold the file which is mutated; all of them would take too long for each mutant. */
export default defineConfig({
  plugins: [
    {
      name: 'processes-of-their-own',
      // Stryker asks for threads, which start sooner but cannot change the user, as tests of writes do.
      configureVitest({ project }) {
        if (tests.some((file) => file.startsWith('tests/cli/'))) project.config.pool = 'forks';
      },
    },
  ],
  test: {
    include: tests,
    testTimeout: 120_000,
    env: { XDG_STATE_HOME: join(tmpdir(), 'clever-audit-tests-state') },
  },
});
