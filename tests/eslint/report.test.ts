import { expect, test } from 'vitest';
import type { Change } from '../../src/model/finding.js';
import type { HostFix, HostSourceCode } from '../../src/eslint/host.js';
import { reporterOf } from '../../src/eslint/report.js';
import { editOf, findingAt, spanOf } from '../support/findings.js';

const texts = { 'src/sso.ts': "get(base + '/me');\n", 'src/base.ts': "export const base = 'http://clever';\n" };
const span = spanOf(texts, 'src/sso.ts', '/me');

/** A text of one line. */
const sourceCode: HostSourceCode = { text: texts['src/sso.ts'], getLocFromIndex: (column) => ({ line: 1, column }) };

const here: Change = { description: 'Here.', edits: [editOf(texts, 'src/sso.ts', '/me', '/v3.0/me')] };
const there: Change = { description: 'There.', edits: [editOf(texts, 'src/base.ts', 'http:', 'https:')] };
const both: Change = { description: 'Both.', edits: [...here.edits, ...there.edits] };

/** Takes edits as ESLint's own fixer does. */
const fixer = { replaceTextRange: (range: [number, number], text: string): HostFix => ({ range, text }) };
const editHere = { range: [span.start, span.end], text: '/v3.0/me' };

function reportWith(fix: Change | null, ...suggestions: Change[]) {
  const report = reporterOf(sourceCode)(findingAt(span, { message: 'It is gone.', fix, suggestions }));
  return {
    ...report,
    fix: report.fix?.(fixer) ?? null,
    suggest: report.suggest.map((suggestion) => ({ ...suggestion, fix: suggestion.fix(fixer) })),
  };
}

test('a finding becomes a report with its words and both ends', () => {
  expect(reportWith(null)).toEqual({
    message: 'It is gone.',
    loc: { start: { line: 1, column: span.start }, end: { line: 1, column: span.end } },
    fix: null,
    suggest: [],
  });
});

test('a fix of this file is handed over', () => {
  expect(reportWith(here, there)).toMatchObject({ message: 'It is gone.', fix: editHere, suggest: [] });
});

test('suggestions for this file are handed over', () => {
  expect(reportWith(null, both, here)).toMatchObject({
    message: 'It is gone.',
    fix: null,
    suggest: [{ desc: 'Here.', fix: editHere }],
  });
});

test('edits of one change are one replacement, which all findings that offer it have in common', () => {
  const edits = [editOf(texts, 'src/sso.ts', ');', ', who);'), editOf(texts, 'src/sso.ts', 'base', 'root')];
  const toReport = reporterOf(sourceCode);
  const reports = [span, spanOf(texts, 'src/sso.ts', 'get')].map((place) =>
    toReport(findingAt(place, { fix: { description: 'Wide.', edits } })),
  );
  const [fix, other] = reports.map((report) => report.fix);
  expect(fix?.(fixer)).toEqual({ range: [4, 18], text: "root + '/me', who);" });
  expect(other).toBe(fix);
});

test.each([
  ['both files', both],
  ['another file', there],
])('a fix of %s is left to the command', (_, change) => {
  expect(reportWith(change)).toMatchObject({
    message:
      'It is gone. ESLint cannot write this fix, because it changes other files too: run `npx clever-audit --fix`.',
    fix: null,
    suggest: [],
  });
});

test('where all suggestions are out of reach the command is named', () => {
  expect(reportWith(null, both, there)).toMatchObject({
    message: 'It is gone. Run `npx clever-audit --interactive` to review the change. It also edits other files.',
    fix: null,
    suggest: [],
  });
});

test.each([
  ['in lines of their own', (index: number) => index - 1_000_000],
  ['in one line', () => 1],
])('a large change is offered by each message only as far as ESLint can print it, %s', (_name, lineAt) => {
  const text = `${'x'.repeat(1_000_000)}\n${'m\n'.repeat(10)}`;
  const edits: Change['edits'] = [{ file: 'a.ts', start: 0, end: 1_000_000, text: 'y'.repeat(1_000_000) }];
  const toReport = reporterOf({ text, getLocFromIndex: (index) => ({ line: lineAt(index), column: 0 }) });
  const change: Change = { description: 'Large.', edits };
  const reports = Array.from({ length: 10 }, (_, index) => {
    const place = { file: 'a.ts', start: 1_000_001 + index, end: 1_000_002 + index };
    return toReport(findingAt(place, index % 2 ? { fix: change } : { suggestions: [change] }));
  });
  const offering = reports.filter(({ fix, suggest }) => fix !== null || suggest.length > 0);
  expect(offering).toEqual(reports.slice(0, offering.length));
  expect(offering.length).toBeGreaterThan(0);
  expect(offering.length).toBeLessThan(5);
  for (const { message } of reports.slice(offering.length)) {
    expect(message).toMatch(/ The message at line 1 offers this change\.$/);
  }
});

test('the first message that offers a change has it, however large it is', () => {
  const text = `${'x'.repeat(100)}\nm`;
  const toReport = reporterOf({ text, getLocFromIndex: () => ({ line: 1, column: 0 }) });
  const large: Change['edits'] = [{ file: 'a.ts', start: 0, end: 100, text: 'y'.repeat(5_000_000) }];
  const place = { file: 'a.ts', start: 101, end: 102 };
  expect(toReport(findingAt(place, { fix: { description: 'Large.', edits: large } })).fix).not.toBeNull();
});
