import { expect, inject, test } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { run, succeed } from '../support/programs.js';
import { readRecipe } from '../support/recipes.js';

/** A project with the package, and the files of a recipe. */
function projectOf(heading: string): { cwd: string; commands: readonly string[]; files: Record<string, string> } {
  const { files, commands } = readRecipe(heading);
  const cwd = temporaryFolder({ 'package.json': '{ "name": "sample", "private": true, "type": "module" }\n' });
  succeed(cwd, ['npm', 'install', '--save-dev', '--ignore-scripts', inject('tarball')]);
  writeFiles(cwd, files);
  return { cwd, commands, files };
}

test.each([
  ['Vitest', /1 passed/],
  ['Jest', /2 passed/],
])('a test in %s signs in to the sandbox', (heading, passed) => {
  const { cwd, commands } = projectOf(heading);
  const outputs = commands.map((line) => {
    const { code, output } = run(cwd, ['sh', '-c', line]);
    expect(code, output).toBe(0);
    return output;
  });
  expect(outputs.at(-1)).toMatch(passed);
});

test('the test in Vitest runs in Jest too, with the flag that the page names', () => {
  const { cwd, files } = projectOf('Vitest');
  const text = (files['sign-in.test.js'] ?? '').replace("from 'vitest'", "from '@jest/globals'");
  writeFiles(cwd, { 'sign-in.test.js': text });
  succeed(cwd, ['npm', 'install', '--save-dev', '--ignore-scripts', 'jest@30']);
  const { code, output } = run(cwd, ['npx', 'jest'], { NODE_OPTIONS: '--experimental-vm-modules' });
  expect(output).toContain('1 passed');
  expect(code).toBe(0);
});
