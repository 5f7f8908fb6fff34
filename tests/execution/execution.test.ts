import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFix } from './check.js';
import { expectations, programNames, readProgram } from './programs.js';
import { maintenanceToken } from '../support/fake-clever.js';
import { startRunner, type Runner, type Texts } from './runner/runner.js';
import { typeErrors } from './type-errors.js';

let runner: Runner;
/** The programs as they are and as they became, to be checked for types at the end. */
const folders = new Map<string, Texts>();

beforeAll(() => {
  runner = startRunner([maintenanceToken]);
});

afterAll(async () => {
  await runner.close();
});

test('every program is in the table, and says why if it is left', () => {
  expect(expectations.map(({ program }) => program).toSorted()).toEqual(programNames());
  expect(expectations.filter(({ fix, why }) => (fix === 'left') !== (why !== undefined))).toEqual([]);
});

describe('fixed, run without v1 and compared', () => {
  for (const expectation of expectations) {
    const { program, fix, suggestions, why } = expectation;
    test(`${program}: ${fix}${why ? `, for ${why}` : ''}`, async () => {
      const texts = readProgram(expectation);
      const fixed = await checkFix(runner, texts);
      keepForTypes(fixed.after);
      expect(fixed.outcome).toBe(fix);
      if (fix === 'left') await checkSuggestions(texts, suggestions);
    });
  }
});

describe('types', () => {
  test('no fixed program has a type error', { timeout: 60_000 }, () => {
    expect([...typeErrors(folders).values()].flat()).toEqual([]);
    expect(folders.size).toBeGreaterThan(8);
  });
});

/** Suggestions may change what a program prints only where the table says so, and then the program must change it. */
async function checkSuggestions(texts: Texts, expected: string | undefined): Promise<void> {
  const suggested = checkFix(runner, texts, true);
  if (expected === 'migrated with another output') {
    await expect(suggested).rejects.toThrow('what it prints without v1');
    return;
  }
  const { outcome, after, suggestions } = await suggested;
  keepForTypes(after);
  expect(outcome).toBe(expected);
  if (expected === 'migrated')
    expect(suggestions.every((text) => /Check|Decide|Lower|Move|Replace|^Or call `\/userinfo`/.test(text))).toBe(true);
}

function keepForTypes(texts: Texts): void {
  if (Object.keys(texts).some((file) => file.endsWith('.ts'))) folders.set(runner.write(texts), texts);
}
