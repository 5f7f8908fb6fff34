import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';

import type { AuditResult } from '../../src/run/audit-result.js';
import { json } from '../../src/reporters/json.js';
import { editOf, findingAt, resultOf, spanOf } from '../support/findings.js';

const texts = {
  'src/config.ts': "export const base = 'https://api.clever.com';\r\n",
  'src/sso.ts': "// 😀\nfetch(base + '/me');\n",
};
const result = resultOf(texts, {
  files: 14,
  analysed: 5,
  findings: [
    findingAt(spanOf(texts, 'src/sso.ts', '/me'), {
      calls: [
        {
          span: spanOf(texts, 'src/sso.ts', 'fetch'),
          origin: 'request',
          url: 'https://api.clever.com/me',
          endpoint: { method: 'GET', version: null, path: '/me', target: '/v3.0/me' },
          isSignIn: true,
          isRetired: true,
          obstacle: 'it is moved by hand',
        },
      ],
      related: [{ span: spanOf(texts, 'src/config.ts', 'https'), message: 'the base' }],
      fix: {
        description: 'Write `/v3.0/me`.',
        edits: [editOf(texts, 'src/sso.ts', '/me', '/v3.0/me'), editOf(texts, 'src/config.ts', 'base', 'root')],
      },
    }),
    findingAt(spanOf(texts, 'src/config.ts', 'base'), {
      severity: 'warning',
      confidence: 'likely',
      endpoint: null,
      suggestions: [{ description: 'Rename.', edits: [editOf(texts, 'src/config.ts', 'base', 'b')] }],
    }),
  ],
  unresolved: [{ span: spanOf(texts, 'src/sso.ts', 'fetch'), reason: 'Unknown.' }],
  skipped: [{ file: 'src/broken.ts', reason: 'syntax error', bytes: 12 }],
});

function parse(given: AuditResult, cwd = '/project') {
  return JSON.parse(json({ result: given, cwd, version: '1.2.3', colours: true }));
}

test('the whole report', () => {
  expect(parse(result)).toEqual({
    schemaVersion: 1,
    tool: { name: 'clever-audit', version: '1.2.3' },
    target: 'v3.0',
    summary: {
      files: 14,
      analysed: 5,
      asText: 0,
      skipped: 1,
      unrelated: 0,
      unresolved: 1,
      suppressed: 0,
      findings: 2,
      errors: 1,
      warnings: 1,
      fixable: 1,
      durationMs: 12,
    },
    findings: [
      {
        rule: 'clever/no-unversioned-me',
        severity: 'warning',
        confidence: 'likely',
        message: 'Clever deprecated the unversioned `/me`.',
        file: 'src/config.ts',
        line: 1,
        column: 14,
        endLine: 1,
        endColumn: 18,
        endpoint: null,
        related: [],
        suppressed: null,
        trail: [],
        calls: [],
        fix: null,
        suggestions: [{ description: 'Rename.', edits: [{ file: 'src/config.ts', start: 13, end: 17, text: 'b' }] }],
        fingerprint: 'src/config.ts#13',
      },
      {
        rule: 'clever/no-unversioned-me',
        severity: 'error',
        confidence: 'certain',
        message: 'Clever deprecated the unversioned `/me`.',
        file: 'src/sso.ts',
        line: 2,
        column: 15,
        endLine: 2,
        endColumn: 18,
        endpoint: { method: 'GET', version: null, path: '/me', target: '/v3.0/me' },
        related: [{ file: 'src/config.ts', line: 1, column: 22, message: 'the base' }],
        suppressed: null,
        trail: [{ file: 'src/config.ts', line: 1, column: 22, message: 'the base' }],
        calls: [
          {
            file: 'src/sso.ts',
            line: 2,
            column: 1,
            endpoint: { method: 'GET', version: null, path: '/me', target: '/v3.0/me' },
            obstacle: 'it is moved by hand',
          },
        ],
        fix: {
          description: 'Write `/v3.0/me`.',
          edits: [
            { file: 'src/sso.ts', start: 20, end: 23, text: '/v3.0/me' },
            { file: 'src/config.ts', start: 13, end: 17, text: 'root' },
          ],
        },
        suggestions: [],
        fingerprint: 'src/sso.ts#20',
      },
    ],
    unresolved: [{ file: 'src/sso.ts', line: 2, column: 1, reason: 'Unknown.' }],
    skipped: [{ file: 'src/broken.ts', reason: 'syntax error', bytes: 12 }],
  });
});

test('all paths are relative to the working directory', () => {
  const { findings, unresolved, skipped } = parse(result, '/project/src/deep');
  expect(findings[1].file).toBe('../sso.ts');
  expect(findings[1].related[0].file).toBe('../config.ts');
  expect(findings[1].fix.edits[0].file).toBe('../sso.ts');
  expect(findings[0].suggestions[0].edits[0].file).toBe('../config.ts');
  expect(unresolved[0].file).toBe('../sso.ts');
  expect(skipped[0].file).toBe('../broken.ts');
});

test.each([
  ['a line feed', 'a\nX', 2, 1],
  ['a carriage return with line feed', 'a\r\nX', 2, 1],
  ['a carriage return', 'a\rX', 2, 1],
  ['a line separator', 'a\u2028X', 2, 1],
  ['a paragraph separator', 'a\u2029X', 2, 1],
  ['an emoji, which is two units', '😀X', 1, 3],
])('the position behind %s', (_name, text, line, column) => {
  const sample = { 'a.ts': text };
  const [finding] = parse(resultOf(sample, { findings: [findingAt(spanOf(sample, 'a.ts', 'X'))] })).findings;
  expect(finding).toMatchObject({ line, column });
});

test('what the engine adds for itself stays out of the report', () => {
  const span = spanOf(texts, 'src/sso.ts', '/me');
  const finding = { ...findingAt(span), internal: 'note' };
  expect(
    json({ result: resultOf(texts, { findings: [finding] }), cwd: '/', version: '', colours: false }),
  ).not.toContain('internal');
});

const schema = JSON.parse(readFileSync(new URL('../../docs/findings.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
const validate = ajv.compile(schema);

describe('the published schema', () => {
  test('takes a full report', () => {
    validate(parse(result));
    expect(validate.errors).toBeNull();
  });

  test('takes an empty report', () => {
    validate(parse(resultOf({})));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['an unknown member', '"skipped":[', '"extra":1,"skipped":['],
    ['a missing list', /,"skipped":\[.*(?=}$)/, ''],
    ['an unknown severity', '"severity":"error"', '"severity":"fatal"'],
    ['a line that starts at 0', '"line":1', '"line":0'],
    ['a rule without its prefix', '"clever/no-', '"no-'],
    ['an edit without a text', ',"text":"/v3.0/me"', ''],
  ])('refuses %s', (_name, search, replacement) => {
    const right = JSON.stringify(parse(result));
    const wrong = right.replace(search, replacement);
    expect(wrong).not.toBe(right);
    expect(validate(JSON.parse(wrong))).toBe(false);
  });
});

describe('a change that many findings carry', () => {
  /** Findings that carry one change with an edit for each of them. */
  function manyFindings(count: number): AuditResult {
    const text = 'x'.repeat(count);
    const edits = Array.from({ length: count }, (_, start) => ({ file: 'a.ts', start, end: start + 1, text: 'yy' }));
    const fix = { description: 'Write all.', edits };
    const findings = edits.map(({ start }) => findingAt({ file: 'a.ts', start, end: start + 1 }, { fix }));
    return resultOf({ 'a.ts': text }, { findings });
  }

  test('has its edits at each of them while they are few', () => {
    const { findings } = parse(manyFindings(100));
    for (const { fix } of findings) expect(fix.edits).toHaveLength(100);
    expect(JSON.stringify(findings)).not.toContain('"change"');
  });

  test('has its edits at the first of them, and its number at all, once they are many', () => {
    const report = parse(manyFindings(101));
    const fixes = report.findings.map(({ fix }: { fix: { change: number; edits: unknown[] } }) => fix);
    expect(fixes[0].edits).toHaveLength(101);
    for (const fix of fixes) expect(fix.change).toBe(fixes[0].change);
    for (const fix of fixes.slice(1)) expect(fix.edits).toEqual([]);
    validate(report);
    expect(validate.errors).toBeNull();
  });

  test('grows the report with the number of findings, and not with its square', () => {
    const sizeOf = (count: number) =>
      json({ result: manyFindings(count), cwd: '/project', version: '1', colours: true }).length;
    expect(sizeOf(5000)).toBeLessThan(20_000_000);
    expect(sizeOf(5000) / sizeOf(1000)).toBeLessThan(5.5);
  });
});
