import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFix, type Outcome } from './check.js';
import { programs } from './grammar.js';
import { startRunner, type Runner } from './runner/runner.js';

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

test('a random program does the same after its fix, without v1', { timeout: 120_000 }, async () => {
  const outcomes: Outcome[] = [];
  await fc.assert(
    fc.asyncProperty(programs, async (texts) => {
      const { outcome } = await checkFix(runner, texts);
      outcomes.push(outcome);
      expect(outcome).not.toBe('partly migrated');
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  );
  // Programs that are left keep every promise; most of these are forms that a fix understands.
  const migrated = outcomes.filter((outcome) => outcome === 'migrated').length;
  expect(migrated / outcomes.length).toBeGreaterThan(0.6);
});
