import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

/** A program, and what is special about it. */
export type NamedProgram = readonly [name: string, program: string];

/**
 * Programs that keep something of the answer: a key of what is stored, which is another one after the change for everybody
 * but students, must hold the fix back; fields that the new record has too must not.
 *
 * @param subject what the programs have in common
 * @param entry the name of their file
 */
export function checkOutcomes(
  subject: string,
  entry: string,
  { keys, fields }: { readonly keys: readonly NamedProgram[]; readonly fields: readonly NamedProgram[] },
): void {
  describe(subject, () => {
    let runner: Runner;

    beforeAll(() => {
      runner = startRunner();
    });

    afterAll(async () => {
      await runner.close();
    });

    test.each(keys)('is no fix where it is an id: %s', async (_name, text) => {
      expect((await checkFix(runner, { [entry]: text })).outcome).toBe('left');
    });

    test.each(fields)('is the same after a fix: %s', async (_name, text) => {
      expect((await checkFix(runner, { [entry]: text })).outcome).toBe('migrated');
    });
  });
}
