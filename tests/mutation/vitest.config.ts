import { defineConfig } from 'vitest/config';

/** The tests that hold the file which is mutated; all of them would take too long for each mutant. */
export default defineConfig({
  test: { include: (process.env['TESTS'] ?? '').split(' ').filter(Boolean), testTimeout: 20_000 },
});
