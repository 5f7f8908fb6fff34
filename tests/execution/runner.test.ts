import { afterAll, expect, it } from 'vitest';
import { startRunner } from './runner/runner.js';

const runner = startRunner();

afterAll(() => runner.close());

/** Prints, and for the first person prints again when its time is over, and never ends. */
const STUCK = `let calls = 0;
export async function main(token) {
  calls += 1;
  console.log('stuck ' + calls);
  if (calls === 1) {
    await new Promise((resolve) => setTimeout(resolve, 5500));
    console.log('late');
    await new Promise(() => {});
  }
}
`;

it('shifts no later result where a program does not end', async () => {
  const { outputs } = await runner.run({ 'main.js': STUCK }, 'main.js', false);
  expect(outputs.slice(0, 2)).toEqual(['stuck 1\nfailed: Error: did not end', 'stuck 2']);
  const next = await runner.run({ 'main.js': "export const main = () => console.log('next');\n" }, 'main.js', false);
  expect([...new Set(next.outputs)]).toEqual(['next']);
});

it('goes on behind a program that ends the process, and one that cannot be loaded', async () => {
  await expect(runner.run({ 'main.js': 'process.exit(1);\n' }, 'main.js', false)).rejects.toThrow('the process ended');
  await expect(runner.run({ 'main.js': 'throw new Error("not today");\n' }, 'main.js', false)).rejects.toThrow('today');
  const next = await runner.run({ 'main.js': "export const main = () => console.log('next');\n" }, 'main.js', false);
  expect([...new Set(next.outputs)]).toEqual(['next']);
});
