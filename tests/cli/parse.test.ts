import { expect, test } from 'vitest';

import { defaults, type Arguments } from '../../src/cli/arguments.js';
import { parseCommandLine } from '../../src/cli/command-line.js';
import { UsageError } from '../../src/cli/errors.js';
import { parseArguments, readSwitches } from '../../src/cli/parse.js';
import { formats } from '../../src/reporters/list.js';

function parse(line: string) {
  return parseArguments(toWords(line), '1.2.3');
}

function toWords(line: string): string[] {
  return line.split(' ').filter(Boolean);
}

async function messageOf(line: string): Promise<string> {
  try {
    await parse(line);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error(`${line} was taken`);
}

test.each<[string, Partial<Arguments>]>([
  ['', {}],
  ['src', { paths: ['src'] }],
  ['src test.ts --fix', { paths: ['src', 'test.ts'], fix: true }],
  ['--preset strict', { preset: 'strict' }],
  ['--preset=recommended', { preset: 'recommended' }],
  ['--format json', { format: 'json' }],
  ['--format json --format pretty', { format: 'pretty' }],
  ['--target v3.1', { target: 'v3.1' }],
  ['--fix-suggestions', { fixSuggestions: true }],
  ['--fix --fix-suggestions', { fix: true, fixSuggestions: true }],
  ['--diff --fix', { diff: true, fix: true }],
  ['--diff --fix-suggestions src', { diff: true, fixSuggestions: true, paths: ['src'] }],
  ['--fix-only no-v1-endpoint', { fixOnly: ['no-v1-endpoint'] }],
  ['--fix-only a --fix-only=clever/b src', { fixOnly: ['a', 'clever/b'], paths: ['src'] }],
  ['--interactive', { interactive: true }],
  ['--fix --mark --require-clean', { fix: true, mark: true, requireClean: true }],
  ['--diff --mark', { diff: true, mark: true }],
  ['--staged', { staged: true }],
  ['--staged --new-only', { staged: true, newOnly: true }],
  ['src --changed', { changed: { base: null }, paths: ['src'] }],
  ['--changed=main src', { changed: { base: 'main' }, paths: ['src'] }],
  ['--no-baseline', { baseline: false }],
  ['--staged --format json src', { staged: true, format: 'json', paths: ['src'] }],
  ['--max-warnings 0', { maxWarnings: 0 }],
  ['--max-warnings=12', { maxWarnings: 12 }],
  ['-- --fix', { paths: ['--fix'] }],
])('takes "%s"', async (line, expected) => {
  expect(await parse(line)).toEqual({ kind: 'run', arguments: { ...defaults, ...expected } });
});

test.each([
  ['--fxi', "unknown option '--fxi' (Did you mean --fix?)"],
  ['--stage', "unknown option '--stage' (Did you mean --staged?)"],
  ['--max-warning 3', "unknown option '--max-warning' (Did you mean --max-warnings?)"],
  ['--zzzzzzzzzz', "unknown option '--zzzzzzzzzz'"],
  ['-x', "unknown option '-x'"],
  ['--format', "option '--format <name>' argument missing"],
  ['--format xml', `option '--format <name>' argument 'xml' is invalid. Allowed choices are ${formats.join(', ')}.`],
  ['--preset all', "option '--preset <name>' argument 'all' is invalid. Allowed choices are recommended, strict."],
  ['--target v2.1', "option '--target <version>' argument 'v2.1' is invalid. Allowed choices are v3.0, v3.1."],
  [
    '--max-warnings few',
    "option '--max-warnings <n>' argument 'few' is invalid. It must be a whole number, 0 or more.",
  ],
  ['--max-warnings -1', "option '--max-warnings <n>' argument '-1' is invalid. It must be a whole number, 0 or more."],
  ['--staged --mark', "option '--mark' works on all files and cannot be used with '--staged'; leave one of them out"],
  [
    '--changed --interactive',
    "option '--interactive' works on all files and cannot be used with '--changed'; leave one of them out",
  ],
  ['--changed --staged', "option '--changed' cannot be used with '--staged'; leave one of them out"],
  ['--new-only', "option '--new-only' needs '--staged' or '--changed'"],
  [
    '--diff --interactive',
    "option '--interactive' writes the changes that you accept and cannot be used with '--diff'; leave one of them out",
  ],
  ['--require-clean', "option '--require-clean' needs an option that writes files, such as '--fix'"],
  ['--require-clean --diff --fix', "option '--require-clean' needs an option that writes files, such as '--fix'"],
  ['--fix-only', "option '--fix-only <rule>' argument missing"],
  ['--diff --staged', "option '--diff' works on all files and cannot be used with '--staged'; leave one of them out"],
  [
    '--diff --format json',
    "option '--diff' prints a patch and cannot be used with '--format'; leave one of them out, or use '--output'",
  ],
])('refuses "%s" in one line', async (line, message) => {
  expect(await messageOf(line)).toBe(message);
});

test('help names every option and says what the exit codes mean', async () => {
  const parsed = await parse('--help');
  if (parsed.kind !== 'text') throw new Error('not a text');
  for (const option of Object.keys(defaults).filter((name) => name !== 'paths')) {
    const word = option === 'baseline' ? 'noBaseline' : option;
    expect(parsed.text).toContain(`--${word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  }
  expect(parsed.text.replaceAll(/\s+/g, ' ')).toContain('(choices: "recommended", "strict")');
  expect(parsed.text).toContain('1  the audit found an error, more warnings than --max-warnings, more');
  expect(Math.max(...parsed.text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test.each(['--version', '-v', '--fix --version'])('"%s" is answered with the version', async (line) => {
  expect(await parse(line)).toEqual({ kind: 'text', text: '1.2.3\n' });
});

test.each([
  '',
  'src',
  'a b/c.ts --fix',
  '--staged',
  '--diff --fix-suggestions a',
  '--interactive --mark',
  '--fix --require-clean',
  '--fix --fix',
])('"%s" is read in the quick way, with the same answer', (line) => {
  expect(readSwitches(toWords(line))).toEqual(parseCommandLine(toWords(line), '1.2.3'));
});

test.each(['--fxi', '-h', '--format json', '-- src', '--fix=true', '-'])(
  '"%s" is not read in the quick way',
  (line) => {
    expect(readSwitches(toWords(line))).toBeNull();
  },
);
