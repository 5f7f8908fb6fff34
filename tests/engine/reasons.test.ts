import { expect, test } from 'vitest';
import type { CompilerError } from '../../src/model/compiler-error.js';
import type { Change } from '../../src/model/finding.js';
import { findRefuted, type Reading } from '../../src/engine/prove.js';
import { complete } from '../../src/model/steps.js';
import { editOf, findingAt, spanOf } from '../support/findings.js';

const texts = { 'src/a.ts': 'one\ntwo\n', 'src/b.ts': 'three\nfour\n' };
const change: Change = { description: '', edits: [editOf(texts, 'src/a.ts', 'two', '\n2')] };
const finding = findingAt(spanOf(texts, 'src/a.ts', 'two'), { fingerprint: 'meant' });

function readingOf(parts: Partial<Reading>): Reading {
  return {
    findings: [],
    dependentsOf: () => Object.keys(texts),
    importersOf: () => [],
    broken: new Map(),
    typeErrors: () => [],
    isTyped: () => true,
    checkTypesOf: () => {},
    outlines: () => new Map(),
    ...parts,
  };
}

/** Why the change fails when the program reads so after it. */
function reasonFor(after: Partial<Reading>): string | undefined {
  const candidate = { findings: [finding], change, isFix: true };
  const textOf = (file: string): string => texts[file as keyof typeof texts];
  const [refuted] = complete(
    findRefuted([candidate], {
      before: readingOf({ findings: [finding] }),
      textOf,
      read: () => readingOf(after),
      hasTime: () => true,
    }),
  );
  return refuted?.reason;
}

test('a finding that stays is named with its place', () => {
  const span = { file: 'src/a.ts', start: 5, end: 6 };
  expect(reasonFor({ findings: [{ ...finding, span }] })).toBe(
    'the change would not solve what clever/no-unversioned-me reports at src/a.ts:2',
  );
});

test('a finding that comes is named with its place and what it is about', () => {
  const other = findingAt(spanOf(texts, 'src/b.ts', 'four'), { message: 'That is old.' });
  expect(reasonFor({ findings: [other] })).toBe(
    'after the change, there would be a problem at src/b.ts:2: That is old',
  );
});

test('a call that comes with a change is named by its place of today', () => {
  const at = spanOf(texts, 'src/b.ts', 'four');
  const call = {
    span: at,
    endpoint: { method: 'GET', version: 'v3.0', path: '/students', target: null },
    origin: 'request',
  };
  const message = 'API v3.0 has no `/students`. Call `/v3.0/users?role=student`.';
  const other = findingAt(at, { rule: 'clever/no-unknown-endpoint', message, calls: [call] as never });
  expect(reasonFor({ findings: [other] })).toBe(
    'after the change, the call at src/b.ts:2 would still need work: API v3.0 has no `/students`',
  );
});

test.each([
  { file: 'src/b.ts', start: 6, place: 'src/b.ts:2' },
  { file: 'src/a.ts', start: 2, place: 'src/a.ts:1' },
  { file: 'src/a.ts', start: 5, place: 'src/a.ts:2' },
  { file: 'src/a.ts', start: 7, place: 'src/a.ts:3' },
])('a type error is named with its place of today: $place', ({ file: changed, start, place }) => {
  const error = { code: 2339, start, message: "No property 'x'.", about: 'a.x' };
  const typeErrors = (file: string): readonly CompilerError[] => (file === changed ? [error] : []);
  expect(reasonFor({ typeErrors })).toBe(
    `the types at ${place} do not fit the change, and this tool cannot adapt them; TypeScript would report: No property 'x' (TS2339)`,
  );
});

test('a syntax error is named with its file', () => {
  expect(reasonFor({ broken: new Map([['src/a.ts', 'syntax error at 2:1 Expression expected.']]) })).toBe(
    'this tool cannot write the change at src/a.ts:2:1 of the changed file: Expression expected',
  );
});

test('a change that does what it says has no reason', () => {
  expect(reasonFor({})).toBeUndefined();
});
