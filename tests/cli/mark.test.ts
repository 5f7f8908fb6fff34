import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';

import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

/** Written in two parts, so that this file holds no mark. */
const word = ['TODO', '(clever-audit)'].join('');

interface Project {
  readonly root: string;
  run(line: string): Promise<{ code: number; stdout: string; stderr: string }>;
  read(): string;
}

/** A project with one file, whose calls of contacts have no fix. */
function projectOf(text: string, file = 'code.js'): Project {
  const root = temporaryFolder({ 'package.json': '{ "private": true }\n', [file]: text });
  return {
    root,
    run: (line) => runCommand(line, engine, root, process.env),
    read: () => readFileSync(join(root, file), 'utf8'),
  };
}

/** The text with each mark cut to its rule. */
function marked(text: string): string {
  return text.replaceAll(/(TODO\(clever-audit\): [\w-]+):[^\r\n]*/g, '$1');
}

const url = "'https://api.clever.com/v1.1/students/1/contacts'";
const call = `fetch(${url})`;

/** `MARK` stands for the comment; without these lines the text is what is marked. */
const rows: readonly [name: string, after: string, file?: string][] = [
  ['a statement', `MARK\n${call};\n`],
  ['a statement behind others', `const a = 1;\n\nMARK\n${call};\nconst b = 2;\n`],
  ['a statement in a block, with its indentation', `function f() {\n\t\tMARK\n\t\treturn ${call};\n}\n`],
  ['a statement over several lines', `MARK\nconst a = fetch(\n  ${url},\n);\n`],
  ['a statement that does not begin its line', `function f(x) {\n  MARK\n  if (x) return ${call};\n}\n`],
  ['statements on one line', `const a = 1;\nMARK\nfirst(); ${call};\n`],
  ['a property of an object', `const urls = {\n  a: 1,\n  MARK\n  contacts: ${url},\n};\nfetch(urls.contacts);\n`],
  ['a member of a class', `class A {\n  MARK\n  url = ${url};\n  go() {\n    return fetch(this.url);\n  }\n}\n`],
  [
    'an element of JSX',
    `function A() {\n  MARK\n  return (\n    <A\n      onClick={() => ${call}}\n    >\n      {1}\n    </A>\n  );\n}\n`,
    'code.jsx',
  ],
  ['a hole of a template', `MARK\nconst text = \`\n  a\n  \${${call}}\n\`;\n`],
  ['a statement behind a template on its line', `MARK\nconst text = \`\n  a\`; ${call};\n`],
  ['a directive, which stays with its line', `MARK\n// eslint-disable-next-line no-undef\n${call};\n`],
  ['a comment', `/* why */\nMARK\n${call};\n`],
  ['a first line that is no code', `#!/usr/bin/env node\nMARK\n${call};\n`],
  ['a text with a byte-order mark and line ends of Windows', `\uFEFFconst a = 1;\r\nMARK\r\n${call};\r\n`],
  ['a text without a line end', `MARK\n${call};`],
];

describe('a mark is put above', () => {
  test.each(rows)('%s', async (_name, after, file = 'code.js') => {
    const before = after.replace(/^[ \t]*MARK\r?\n/m, '').replace(/^\uFEFF[ \t]*MARK\r?\n/, '\uFEFF');
    const project = projectOf(before, file);
    const { stdout } = await project.run('--mark');
    expect(marked(project.read())).toBe(after.replace('MARK', `// ${word}: no-legacy-contacts`));
    expect(stdout).not.toContain('Outdated comments from --mark');
  });

  test.each(rows)('%s, once', async (_name, after, file = 'code.js') => {
    const project = projectOf(after.replace(/^[ \t]*MARK\r?\n/m, '').replace(/^\uFEFF[ \t]*MARK\r?\n/, '\uFEFF'), file);
    await project.run('--mark');
    const once = project.read();
    const { stderr } = await project.run('--mark');
    expect(project.read()).toBe(once);
    expect(stderr).not.toContain('mark');
  });
});

test.each([
  ['a value', 'MARK\nURL=https://api.clever.com/v1.1/students\n'],
  ['a value behind others', 'A=1\nMARK\nURL=https://api.clever.com/v1.1/students\nB=2\n'],
  ['a value over several lines', 'A=1\nMARK\nURL="first\nhttps://api.clever.com/v1.1/students\nlast"\nB=2\n'],
  ['a value in single quotes', "MARK\nexport URL='\n  A=1\n  https://api.clever.com/v1.1/students'\n"],
  ['a value in backticks', 'MARK\nURL=`\nhttps://api.clever.com/v1.1/students\n`\n'],
])('in an env file, a mark is put above the assignment of %s, and changes no value', async (_name, after) => {
  const before = after.replace('MARK\n', '');
  const project = projectOf(before, '.env');
  const textOf = (): string => readFileSync(join(project.root, '.env'), 'utf8');
  await project.run('--mark');
  expect(marked(textOf())).toBe(after.replace('MARK', `# ${word}: no-v1-endpoint`));
  expect(parse(textOf())).toEqual(parse(before));
  const once = textOf();
  await project.run('--mark');
  expect(textOf()).toBe(once);
});

test.each([
  ['a.py', 'MARK\nURL = "https://api.clever.com/v1.1/students"\n'],
  ['a.rb', 'def a\n  MARK\n  get("https://api.clever.com/v1.1/students")\nend\n'],
  ['a.sh', 'A=1\nMARK\ncurl \\\n  -s https://api.clever.com/v1.1/students\n'],
])('in a program of another language, a mark is put in its comments: %s', async (file, after) => {
  const project = projectOf(after.replace(/^ *MARK\n/m, ''), file);
  const textOf = (): string => readFileSync(join(project.root, file), 'utf8');
  await project.run('--mark');
  expect(marked(textOf())).toBe(after.replace('MARK', `# ${word}: no-v1-endpoint`));
  const once = textOf();
  const { stdout } = await project.run('--mark');
  expect(textOf()).toBe(once);
  expect(stdout).not.toContain('Outdated');
});

test('a suggestion for a shell script leaves what is to be checked in the script', async () => {
  const project = projectOf('#!/bin/sh\ncurl -sf "https://api.clever.com/v1.2/me" | jq .type\n', 'smoke.sh');
  const { stdout, stderr } = await project.run('--fix-suggestions');
  const text = readFileSync(join(project.root, 'smoke.sh'), 'utf8');
  expect(text.replaceAll('\n# ', ' ')).toContain(
    `${word}: Check the code that reads the answer: this tool cannot see it.\ncurl -sf "https://api.clever.com/v3.0/me"`,
  );
  expect(stderr).toContain('a TODO(clever-audit) comment says what is still open');
  expect(stdout).toContain('smoke.sh:2:3');
});

test('the mark says why, and the finding stays', async () => {
  const project = projectOf(`${call};\n`);
  const { code, stdout, stderr } = await project.run('--mark');
  expect(code).toBe(1);
  expect(stdout).toContain('code.js:2:');
  expect(project.read()).toMatch(/^\/\/ TODO\(clever-audit\): no-legacy-contacts: .{20,}\n/);
  expect(stderr).toMatch(/^Added 1 mark in 1 file: code\.js\n/);
});

test('what can be fixed gets no mark: with --fix it is fixed, without it is left', async () => {
  const text = `${call};\nfetch('https://api.clever.com/v1.1/districts');\n`;
  const alone = projectOf(text);
  await alone.run('--mark');
  expect(marked(alone.read())).toBe(`// ${word}: no-legacy-contacts\n${text}`);
  const fixed = projectOf(text);
  const { stderr } = await fixed.run('--fix --mark');
  expect(marked(fixed.read())).toBe(`// ${word}: no-legacy-contacts\n${text.replace('/v1.1/dis', '/v3.0/dis')}`);
  expect(stderr).toContain('Fixed 1 finding and added 1 mark in 1 file: code.js');
});

test('with --diff the marks are part of the patch and nothing is written', async () => {
  const project = projectOf(`${call};\n`);
  const { stdout } = await project.run('--diff --mark');
  expect(stdout).toContain(`+// ${word}: no-legacy-contacts: `);
  expect(project.read()).toBe(`${call};\n`);
});

test('a mark whose finding is gone is reported until it is removed', async () => {
  const project = projectOf(`${call};\n\n${call.replace('/1/', '/2/')};\n`);
  await project.run('--mark');
  const mark = project.read().split('\n')[0] ?? '';
  writeFileSync(join(project.root, 'code.js'), project.read().replace(`${call};`, 'done();'));
  const { stdout } = await project.run('');
  expect(stdout).toContain(
    'Outdated comments from --mark:\n  code.js:1:1  the finding of clever/no-legacy-contacts is gone; remove the comment',
  );
  expect(stdout.match(/remove the comment/g)).toHaveLength(1);
  const { stdout: asJson } = await project.run('--format json');
  expect(JSON.parse(asJson).staleMarks).toMatchObject([{ file: 'code.js', line: 1, column: 1 }]);
  writeFileSync(join(project.root, 'code.js'), project.read().replace(`${mark}\n`, ''));
  expect((await project.run('')).stdout).not.toContain('remove the comment');
});

test('it is reported where nothing else of Clever is left, too', async () => {
  const project = projectOf(`// ${word}: no-v1-endpoint: moved\ndone();\n`);
  expect((await project.run('')).stdout).toContain('code.js:1:1  the finding of clever/no-v1-endpoint is gone');
});

test('lines that are put between a mark and its code do not part them', async () => {
  const project = projectOf(`${call};\n`);
  await project.run('--mark');
  writeFileSync(join(project.root, 'code.js'), project.read().replace('fetch', '\n// more\nfetch'));
  expect((await project.run('')).stdout).not.toContain('remove the comment');
  await project.run('--mark');
  expect(project.read().match(/TODO/g)).toHaveLength(1);
});

test('a mark of a rule that the preset leaves out is not out of date', async () => {
  const project = projectOf(`// ${word}: no-v2-endpoint: later\ndone();\n`);
  const silent = { name: 'no-v2-endpoint', levels: { recommended: 'off', strict: 'warning' } };
  const rules = (await engine.loadRules()).filter(({ name }) => name !== silent.name);
  const loadRules = () => Promise.resolve([...rules, { ...rules[0], ...silent } as never]);
  const run = (line: string) => runCommand(line, { ...engine, loadRules }, project.root, process.env);
  expect((await run('')).stdout).not.toContain('Outdated comments from --mark');
  expect((await run('--preset strict')).stdout).toContain('Outdated comments from --mark');
});
