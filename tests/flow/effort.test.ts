import { expect, it } from 'vitest';
import { scanProgram } from '../support/judged-program.js';

/** Far above what a scan takes on a slow machine, far below what a search without bounds takes. */
const MILLISECONDS = 15_000;

const LOAD = `export async function load() {
  const me = await (await fetch('https://api.clever.com/me')).json();
  return step0(me.data);
}`;

it('ends in a ring of functions that wrap and copy what they hand on', () => {
  const ring = Array.from(
    { length: 12 },
    (_, index) => `function step${index}(one) {
  const next = { inner: one, list: [one, one.inner], ...one };
  return one.more ? step${(index + 1) % 12}(next) : step${(index + 5) % 12}([next, one]);
}`,
  );
  expect(millisecondsFor([LOAD, ...ring].join('\n'))).toBeLessThan(MILLISECONDS);
});

it('ends in a file of 5,000 lines', () => {
  const steps = Array.from(
    { length: 1000 },
    (_, index) => `async function step${index}(person) {
  const { id, ...rest } = person;
  const copy = { ...rest, mail: person.email };
  return copy.mail ? step${index + 1}(person) : copy;
}`,
  );
  const text = [LOAD, ...steps, 'const step1000 = (person) => person.email;'].join('\n');
  expect(text.split('\n').length).toBeGreaterThan(5000);
  expect(millisecondsFor(text)).toBeLessThan(MILLISECONDS);
});

function millisecondsFor(text: string): number {
  const started = performance.now();
  const { usages } = scanProgram({ 'clever.js': text });
  expect(usages).toHaveLength(1);
  return performance.now() - started;
}
