import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ts } from 'ts-morph';
import { rules } from '../../rules/index.js';
import { AnswerFlow } from '../../src/flow/flow.js';
import type { Rule } from '../../src/rule/rule.js';
import { fileOf, Program } from '../../src/program/program.js';
import { SyntaxIndex } from '../../src/program/syntax-index.js';
import type { AuditOptions } from '../../src/run/audit-result.js';
import { audit } from '../../src/run/audit.js';
import { Evaluator } from '../../src/values/evaluator.js';
import { runCommand } from '../support/command.js';
import { lint } from '../support/eslint-host.js';
import { temporaryFolder } from '../support/folders.js';

const FILES = {
  'bad.ts': [
    "const me = await fetch('https://api.clever.com/me').then((response) => response.json());",
    'console.log(me.data.id);',
    '',
  ].join('\n'),
  'good.ts': "await fetch('https://api.clever.com/me');\n",
};
const GOOD = 'good.ts clever/no-unversioned-me';

/** An error that comes as if all calls that wait for each other had filled the stack. */
function fillStack(): never {
  return fillStack();
}

function fail(): never {
  throw new TypeError('SECRET');
}

function run(rulesToAsk: readonly Rule[] = rules) {
  const root = temporaryFolder(FILES);
  const result = audit({ cwd: root, paths: ['.'], root, rules: rulesToAsk });
  const { files, analysed, asText, unrelated, skipped } = result;
  expect(files).toBe(analysed + asText + unrelated + skipped.length);
  return {
    ...result,
    said: result.findings.map(({ span, rule }) => `${span.file} ${rule}`),
    open: result.unresolved.map(({ span, reason }) => `${span.file} ${reason}`),
    skippedFiles: result.skipped.map(({ file, reason }) => `${file} ${reason}`),
  };
}

/** Whether an evaluation is one of the file that fails. */
const isBad = (node: ts.Node): boolean => fileOf(node) === 'bad.ts';

/** Makes a method throw where its first argument is one that fails. */
function failWhen(prototype: object, method: string, isFailing: (first: unknown) => boolean, raise: () => never): void {
  const original = Reflect.get(prototype, method) as (...given: unknown[]) => unknown;
  vi.spyOn(prototype as Record<string, (...given: unknown[]) => unknown>, method).mockImplementation(function (
    this: unknown,
    ...given
  ) {
    return isFailing(given[0]) ? raise() : original.apply(this, given);
  });
}

afterEach(() => void vi.restoreAllMocks());

describe.each([
  [
    'an error',
    fail,
    /^bad\.ts this tool failed here because of a bug \(.*: TypeError\); --debug shows the stack trace$/,
  ],
  ['the end of the stack', fillStack, /^bad\.ts this is nested deeper than this tool can follow \(.*\)$/],
] as const)('%s', (_name, raise, reason) => {
  test('in a rule leaves the call unresolved, and all other files are judged', () => {
    const failing = rules.map((rule): Rule => {
      const check: Rule['check'] = (usage, api, project) =>
        usage.span.file === 'bad.ts' ? raise() : rule.check(usage, api, project);
      return { ...rule, check };
    });
    const { said, open, skippedFiles } = run(failing);
    expect(said).toContain(GOOD);
    expect(open.length).toBeGreaterThan(0);
    for (const each of open) expect(each).toMatch(reason);
    expect(skippedFiles).toEqual([]);
  });

  test('in the flow of an answer leaves its finding without a fix', () => {
    vi.spyOn(AnswerFlow.prototype, 'follow').mockImplementationOnce(raise);
    const { said, open, findings } = run();
    expect(said).toEqual(['bad.ts clever/no-unresolved-url', 'bad.ts clever/no-unversioned-me', GOOD]);
    expect(open).toEqual([expect.stringMatching(reason)]);
    expect(findings.map(({ fix }) => fix !== null)).toEqual([false, false, true]);
  });

  test('in the evaluation of an address is said of the call, or of its file', () => {
    failWhen(Evaluator.prototype, 'evaluate', (node) => isBad(node as ts.Node), raise);
    const { said, open, skippedFiles } = run();
    expect(said.filter((each) => each !== 'bad.ts clever/no-unresolved-url')).toEqual([GOOD]);
    expect(open.length + skippedFiles.length).toBeGreaterThan(0);
    for (const each of [...open, ...skippedFiles]) expect(each).toMatch(reason);
  });

  test('in a proof refuses the change and keeps the finding', () => {
    vi.spyOn(Program.prototype, 'typeErrors').mockImplementation(raise);
    const { said, findings, refuted } = run();
    expect(said).toEqual(['bad.ts clever/no-unversioned-me', GOOD]);
    for (const { fix, suggestions } of findings) expect({ fix, suggestions }).toEqual({ fix: null, suggestions: [] });
    expect(refuted.length).toBeGreaterThan(0);
  });

  test('in a walk through a file leaves out the file', () => {
    const holdsBad = (files: unknown) => [...(files as Iterable<ts.SourceFile>)].some(isBad);
    failWhen(SyntaxIndex.prototype, 'add', holdsBad, raise);
    const { said, skippedFiles } = run();
    expect(said).toEqual([GOOD]);
    expect(skippedFiles).toEqual([expect.stringMatching(reason)]);
  });
});

test('--debug tells the file, the rule and a short stack of what failed', async () => {
  const [rule] = rules;
  if (!rule) throw new Error('there are no rules');
  const folder = temporaryFolder(FILES);
  const engine = {
    loadRules: () => Promise.resolve([{ ...rule, check: fail }]),
    audit: (options: AuditOptions) => Promise.resolve(audit(options)),
  };
  const { stdout, stderr } = await runCommand('--debug', engine, folder);
  expect(stderr).toContain(`debug: bad.ts:1: ${rule.name}\n  TypeError: SECRET\n      at `);
  expect(stderr.split('\n').length).toBeLessThan(25);
  expect(stdout).not.toContain('SECRET');
});

test('ESLint shows what failed as a call that is not resolved, and all else', () => {
  failWhen(Evaluator.prototype, 'evaluate', (node) => isBad(node as ts.Node), fillStack);
  const folder = temporaryFolder({ ...FILES, 'package.json': '{}' });
  const linted = (file: keyof typeof FILES) =>
    lint(folder, file, FILES[file], { rules: 'all' }).map(({ ruleId }) => ruleId);
  expect(linted('good.ts')).toEqual(['clever/no-unversioned-me']);
  expect(linted('bad.ts')).toContain('clever/no-unresolved-url');
});
