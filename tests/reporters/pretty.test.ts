import { expect, test } from 'vitest';

import type { AuditResult } from '../../src/run/audit-result.js';
import { pretty } from '../../src/reporters/pretty.js';
import { editOf, findingAt, resultOf, spanOf } from '../support/findings.js';

const texts = {
  'src/config.ts': "export const base = 'https://api.clever.com';\n",
  'src/sso.ts': [
    "import { base } from './config.js';",
    'export async function me(token: string) {',
    '\treturn fetch(`${base}/me`, { headers: { authorization: token } });',
    '}',
    '',
  ].join('\n'),
};
const me = findingAt(spanOf(texts, 'src/sso.ts', '/me'), {
  related: [{ span: spanOf(texts, 'src/config.ts', 'https'), message: 'the base is written here' }],
  fix: { description: 'Write `/v3.0/me`.', edits: [editOf(texts, 'src/sso.ts', '/me', '/v3.0/me')] },
});

function print(result: AuditResult, colours = false): string {
  return pretty({ result, cwd: '/project', version: '1.2.3', colours });
}

test('a finding shows its place, what is wrong, the code, where it came from, what will be done and its page', () => {
  const findings = [
    me,
    findingAt(spanOf(texts, 'src/config.ts', 'base'), {
      rule: 'clever/no-v1-client',
      severity: 'warning',
      confidence: 'likely',
      message: 'A message.',
      suggestions: [{ description: 'Remove it.', edits: [] }],
    }),
  ];
  expect(print(resultOf(texts, { findings, files: 14, analysed: 5 }))).toBe(`\
src/config.ts:1:14  warning (likely)  clever/no-v1-client
  A message.

  > 1 | export const base = 'https://api.clever.com';
      |              ^^^^

  suggestion: Remove it.
  https://github.com/clever-audit/clever-audit/blob/main/docs/rules/no-v1-client.md

src/sso.ts:3:23  error  clever/no-unversioned-me
  Clever has retired \`/me\` without a version.

    2 | export async function me(token: string) {
  > 3 | 	return fetch(\`\${base}/me\`, { headers: { authorization: token } });
      | 	                     ^^^
    4 | }

  src/config.ts:1:22  the base is written here
  fix: Write \`/v3.0/me\`.
  https://github.com/clever-audit/clever-audit/blob/main/docs/rules/no-unversioned-me.md

1 error, 1 warning in 2 files (14 files looked at, 5 analysed) — 1 can be fixed with --fix, 1 with --fix-suggestions`);
});

test('a clean result says what was looked at', () => {
  expect(print(resultOf(texts, { files: 1, analysed: 0 }))).toBe('No findings (1 file looked at, 0 analysed)');
});

test('what could not be judged is listed, also where nothing was found', () => {
  const result = resultOf(texts, {
    unresolved: [
      { span: spanOf(texts, 'src/sso.ts', 'fetch'), reason: 'The value of `base` is only known at run time.' },
    ],
    skipped: [{ file: 'src/broken.ts', reason: 'syntax error in line 3' }],
  });
  expect(print(result)).toBe(`\
Calls whose URL could not be computed:
  src/sso.ts:3:9  The value of \`base\` is only known at run time.

Files that could not be analysed:
  src/broken.ts  syntax error in line 3

No findings (2 files looked at, 2 analysed, 1 skipped, 1 call not resolved)`);
});

test('findings come by file, then position, then rule', () => {
  const at = (start: number, rule: string, file = 'src/sso.ts') => findingAt({ file, start, end: start + 1 }, { rule });
  const findings = [at(9, 'clever/b'), at(9, 'clever/a'), at(2, 'clever/z'), at(50, 'clever/y', 'src/config.ts')];
  const headers = print(resultOf(texts, { findings })).match(/^src.*$/gm);
  expect(headers).toEqual([
    'src/config.ts:2:5  error  clever/y',
    'src/sso.ts:1:3  error  clever/z',
    'src/sso.ts:1:10  error  clever/a',
    'src/sso.ts:1:10  error  clever/b',
  ]);
});

test('paths are relative to the working directory, also above it', () => {
  const result = resultOf(texts, { findings: [me] });
  const text = pretty({ result, cwd: '/project/packages/web', version: '1.2.3', colours: false });
  expect(text.split('\n')[0]).toBe('../../src/sso.ts:3:23  error  clever/no-unversioned-me');
});

test('many related places are cut short', () => {
  const step = { span: spanOf(texts, 'src/sso.ts', 'fetch'), message: 'called here' };
  const printed = (count: number) =>
    print(resultOf(texts, { findings: [findingAt(me.span, { related: Array.from({ length: count }, () => step) })] }));
  expect(printed(5).match(/called here/g)).toHaveLength(5);
  expect(printed(5)).not.toContain('more place');
  expect(printed(6).match(/called here/g)).toHaveLength(5);
  expect(printed(6)).toContain('  and 1 more place\n');
  expect(printed(9)).toContain('  and 4 more places\n');
});

test('colours come only when asked for, and change no text', () => {
  const result = resultOf(texts, { findings: [me] });
  const plain = print(result);
  const coloured = print(result, true);
  const escape = String.fromCharCode(27);
  expect(plain).not.toContain(escape);
  expect(coloured).toContain(`${escape}[31merror${escape}[39m`);
  expect(coloured.replaceAll(new RegExp(`${escape}\\[\\d+m`, 'g'), '')).toBe(plain);
});

test('control characters of the audited code do not reach the terminal', () => {
  const hostile = { 'src/a\u001b[2Jb.ts': "fetch('/me'); // \u001b]0;title\u0007\n" };
  const [file = ''] = Object.keys(hostile);
  const finding = findingAt(spanOf(hostile, file, '/me'), { message: 'Read \u001b[8mthis.' });
  const text = print(resultOf(hostile, { findings: [finding] }));
  expect(text).toContain('src/a\uFFFD[2Jb.ts:1:8  error');
  expect(text).toContain("fetch('/me'); // \uFFFD]0;title\uFFFD");
  expect(text).toContain('Read \uFFFD[8mthis.');
});

test('infos and several severities are counted', () => {
  const at = (severity: 'error' | 'warning' | 'info') => findingAt(me.span, { severity });
  const summaryOf = (...findings: ReturnType<typeof at>[]) => print(resultOf(texts, { findings })).split('\n').at(-1);
  expect(summaryOf(at('info'))).toBe('1 info in 1 file (2 files looked at, 2 analysed)');
  expect(summaryOf(at('error'), at('error'), at('warning'), at('warning'), at('info'))).toBe(
    '2 errors, 2 warnings, 1 info in 1 file (2 files looked at, 2 analysed)',
  );
});
