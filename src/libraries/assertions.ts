import type { ExternalName } from './external-name.js';

/** Packages of tests, whose functions look at what they are given and keep nothing of it. */
const MODULES: ReadonlySet<string> = new Set([
  'assert',
  'assert/strict',
  'node:assert',
  'node:assert/strict',
  'chai',
  'expect',
  '@jest/globals',
  '@playwright/test',
  'bun:test',
  'power-assert',
  'should',
  'tiny-invariant',
  'uvu/assert',
  'vitest',
]);

/** Runners that hand a function an object which asserts: `test('…', (t) => t.is(…))`. */
const RUNNERS: ReadonlySet<string> = new Set(['ava', 'node:test', 'tap', 'tape', 'test', 'zora']);

/** Globals that test runners define. */
const GLOBALS: ReadonlySet<string> = new Set(['expect', 'assert']);

/** Whether a call of it only asserts something of what it is given. */
export function isAssertion({ root, isGlobal }: ExternalName): boolean {
  return isGlobal ? GLOBALS.has(root) : MODULES.has(root);
}

/** Whether it runs tests, and hands each an object that asserts. */
export function isTestRunner({ root, isGlobal }: ExternalName): boolean {
  return !isGlobal && RUNNERS.has(root);
}
