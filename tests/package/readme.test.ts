import { cpSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { writeFiles } from '../support/folders.js';
import { run } from '../support/programs.js';
import { makeRepository } from '../support/sample-repository.js';
import { retiredRule, retiredService } from '../support/sample-service.js';

const root = join(import.meta.dirname, '../..');

/** What is typed in a clone; `.ci/run` does the same. */
const IN_A_CLONE = ['npm ci && npm run --silent demo', 'npm ci && npm test'];

/** The lines of the shell that a page prints, without their comments. */
function commandsOf(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const lines = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) => block.trim().split('\n'));
  return lines.map((line) => line.replace(/\s+#.*$/, ''));
}

test('the commands for a clone are those that CI runs', () => {
  const ci = readFileSync(join(root, '.ci/run'), 'utf8');
  expect(commandsOf('README.md').filter((line) => line.startsWith('npm ci'))).toEqual(IN_A_CLONE);
  for (const part of ['npm ci', 'npm run --silent demo', 'npm run --silent test ']) expect(ci).toContain(part);
});

test.each(['README.md', 'docs/getting-started.md'])('%s: each command does what the page says', (page) => {
  const { folder } = makeRepository({ 'package.json': '{ "name": "sample", "private": true }\n' });
  cpSync(inject('tarball'), join(folder, basename(inject('tarball'))));
  writeFiles(folder, { 'src/sso.js': retiredService, '.gitignore': 'node_modules\n*.tgz\n' });
  for (const line of commandsOf(page).filter((each) => !IN_A_CLONE.includes(each))) {
    const { code, stdout, stderr } = run(folder, ['sh', '-c', line]);
    // A run that reports errors ends with 1; nothing is staged, and --fix leaves none.
    const isReport = /^npx clever-audit(?: \.\/src| --diff)?$/.test(line);
    expect(code, `${line}\n${stderr}`).toBe(isReport ? 1 : 0);
    if (isReport && !line.includes('--diff')) expect(stdout).toContain(retiredRule);
  }
});
