import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

const plain = { NO_COLOR: '1', PATH: process.env['PATH'] };
const texts = {
  'package.json': '{ "private": true }\n',
  'a.js': "fetch('https://api.clever.com/v1.1/districts');\n",
  'b.js': "fetch('https://api.clever.com/v1.1/schools');\n",
  'c.js': "fetch('https://api.clever.com/me');\n",
};

async function answer(typed: string | null, line = '--interactive', files: Record<string, string> = texts) {
  const root = temporaryFolder(files);
  const ended = await runCommand(line, engine, root, plain, typed);
  const changed = Object.keys(files).filter((file) => readFileSync(join(root, file), 'utf8') !== files[file]);
  return { ...ended, changed, questions: ended.stderr.match(/Write change \d of \d\?/g) ?? [] };
}

test('each change is shown with its place, its rule, what it does and its diff', async () => {
  const { stderr } = await answer('n\nn\nn\n');
  expect(stderr).toContain('a.js:1:31  clever/no-v1-endpoint\nfix: ');
  expect(stderr).toContain(
    "-fetch('https://api.clever.com/v1.1/districts');\n+fetch('https://api.clever.com/v3.0/districts');",
  );
  expect(stderr).toContain('Write change 1 of 3? [y,n,a,h,q,?] ');
});

test.each([
  ['n\nn\nn\n', [], 3],
  ['y\nn\ny\n', ['a.js', 'c.js'], 3],
  ['yes\nNO\nn\n', ['a.js'], 3],
  ['a\nn\n', ['a.js', 'b.js'], 2],
  ['n\na\nn\n', ['b.js'], 3],
  ['n\ny\nq\n', ['b.js'], 3],
  ['q\n', [], 1],
  ['y\n', ['a.js'], 2],
  ['', [], 1],
  ['what\n\ny\nn\nn\n', ['a.js'], 5],
])('%j writes %j', async (typed, changed, questions) => {
  const ended = await answer(typed);
  expect(ended.changed).toEqual(changed);
  expect(ended.questions).toHaveLength(questions);
});

test('an answer that is none explains the letters', async () => {
  const { stderr } = await answer('?\nq\n');
  expect(stderr).toContain('  a  all: write this one and all others of this rule\n');
});

test('a change that is refused is still offered by the report', async () => {
  const { stdout, stderr } = await answer('n\nn\nn\n');
  expect(stdout).toContain('All 3 can be fixed automatically.');
  expect(stdout).not.toContain('by hand');
  expect(stderr).toMatch(/Nothing was written: you accepted no change\.\n$/);
});

test('where nothing can be asked, it is said', async () => {
  const { questions, stderr } = await answer('', '--interactive', {
    'a.js': "fetch('https://api.clever.com/v1.1/districts/d/admins/x');\n",
  });
  expect(questions).toEqual([]);
  expect(stderr).toMatch(
    /Nothing was written: no finding has a fix or a suggestion\.\nThe report says what to change by hand\.\n$/,
  );
});

test('another way to the same end is named, with where to see it', async () => {
  const program = readFileSync(join(import.meta.dirname, '../fixtures/execution/fetch-await.js'), 'utf8');
  const { stderr, stdout } = await answer('n\n', '--interactive', { 'a.js': program });
  const alternative = /alternative: +Or call `\/userinfo`.*No option writes this change: make it by hand/;
  expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(alternative);
  expect(stdout).toMatch(/\n {2}alternative {6}Or call `\/userinfo`/);
});

test.each(['h', 'by hand'])('what is left by "%s" is listed at the end', async (typed) => {
  const { stderr, changed } = await answer(`${typed}\nn\nn\n`);
  expect(stderr).toMatch(/To change by hand: a\.js:1: .+\n$/);
  expect(changed).toEqual([]);
});

test('changes that hold the same edit are one question', async () => {
  const shared = {
    'base.js': "export const base = 'https://api.clever.com/v1.1';\n",
    'a.js': "import { base } from './base.js';\nfetch(base + '/districts');\n",
    'b.js': "import { base } from './base.js';\nfetch(base + '/schools');\n",
  };
  const ended = await answer('y\n', '--interactive', shared);
  expect(ended.questions).toHaveLength(1);
  expect(ended.changed).toEqual(['base.js']);
});

test('only the rules that were named are asked about', async () => {
  const ended = await answer('y\n', '--interactive --fix-only no-unversioned-me');
  expect(ended.questions).toEqual(['Write change 1 of 1?']);
  expect(ended.changed).toEqual(['c.js']);
});

test('of an env file nothing is shown', async () => {
  const ended = await answer('y\n', '--interactive', {
    '.env': 'SECRET=hush\nCLEVER_URL=https://api.clever.com/v1.1/districts\n',
    'a.js': 'fetch(process.env.CLEVER_URL);\n',
  });
  expect(ended.stderr).toContain('.env also changes; it is not shown, because it may contain secrets');
  expect(ended.stderr).not.toContain('SECRET');
  expect(ended.changed).toEqual(['.env']);
});

test('without a terminal it is refused and nothing is written', async () => {
  const { code, stderr, changed } = await answer(null);
  expect({ code, stderr, changed }).toEqual({
    code: 2,
    stderr:
      "clever-audit: option '--interactive' needs a terminal; --diff --fix-suggestions shows the changes, and --fix writes the fixes\n",
    changed: [],
  });
});
