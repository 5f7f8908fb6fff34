import { expect, it } from 'vitest';
import { scanProgram } from '../support/judged-program.js';

/** Functions that call the next three of them, with so many calls of a list's method on what the first answers. */
function listsOf(calls: number): string {
  const steps = Array.from(
    { length: 15 },
    (_, index) => `function step${index}(texts: readonly string[]): readonly string[] {
  return texts.length ? step${index + 1}(texts).concat(step${index + 2}(texts)) : step${index + 3}(texts);
}`,
  );
  const asked = Array.from({ length: calls }, (_, index) => `step0(['${index}']).map((text) => text.trim());`);
  const load = "export const load = async () => (await fetch('https://api.clever.com/me')).json();";
  return [load, ...steps, ...asked].join('\n');
}

it('asks the types where a list takes much computing', () => {
  const { usages, effort } = scanProgram({ 'clever.ts': listsOf(40) });
  expect(usages).toHaveLength(1);
  const more = effort.evaluations - scanProgram({ 'clever.ts': listsOf(20) }).effort.evaluations;
  // Before the types are asked. To compute it all took 3,500 for each call here, and takes up to 24,000.
  expect(more).toBeLessThan(20 * 3 * 600);
});
