import { expect, it } from 'vitest';
import { MAXIMUM_STEPS } from '../../src/flow/limits.js';
import { scanProgram } from '../support/judged-program.js';

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
  expect(stepsFor([LOAD, ...ring].join('\n'))).toBeLessThanOrEqual(MAXIMUM_STEPS);
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
  expect(stepsFor(text)).toBeLessThanOrEqual(MAXIMUM_STEPS);
});

/** The steps that the answer of the one request takes; where they are cut short, the answer says so. */
function stepsFor(text: string): number {
  const { usages, effort } = scanProgram({ 'clever.js': text });
  const endpoints = usages.filter(({ kind }) => kind === 'endpoint');
  expect(endpoints).toHaveLength(1);
  const escapes = endpoints.flatMap((usage) => (usage.kind === 'endpoint' ? (usage.answer?.escapes ?? []) : []));
  const isCut = escapes.some(({ reason }) => reason.kind === 'followed too far');
  expect(isCut).toBe(effort.steps >= MAXIMUM_STEPS);
  expect(usages.some(({ kind }) => kind === 'unresolved')).toBe(isCut);
  return effort.steps;
}
