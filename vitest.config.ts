import { defineConfig } from 'vitest/config';

const buildFirst = './tests/support/build-first.ts';

export default defineConfig({
  test: {
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/fixtures/**', 'tests/cli/**', 'tests/package/**'],
        },
      },
      {
        // Starts the built program.
        extends: true,
        test: { name: 'cli', include: ['tests/cli/**/*.test.ts'], globalSetup: buildFirst },
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
