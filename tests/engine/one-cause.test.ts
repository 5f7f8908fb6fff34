import { expect, test } from 'vitest';
import type { Judgement } from '../../src/engine/judge.js';
import { byCause } from '../../src/engine/one-cause.js';
import { rules } from '../../rules/index.js';
import { editOf, spanOf } from '../support/findings.js';

const texts = { 'a.ts': "const base = '/v1.1';\nget(base + '/a');\nget(base + '/b');\n" };

function judgementWith(description: string, needle: string): Judgement {
  const [rule] = rules;
  if (!rule) throw new Error('There are no rules');
  return {
    rule,
    usage: null,
    at: spanOf(texts, 'a.ts', 'v1.1'),
    confidence: 'certain',
    severity: 'error',
    message: 'Old.',
    related: [],
    fix: { description, edits: [editOf(texts, 'a.ts', 'v1.1', 'v3.0'), editOf(texts, 'a.ts', needle, 'x')] },
    suggestions: [],
    refusal: null,
  };
}

test('what two changes of one cause have in common is said once', () => {
  const [joined, ...others] = byCause([
    judgementWith('Ask `/v3.0`. The type moves. Look first: `id` is passed to `save`.', "'/a'"),
    judgementWith('Ask `/v3.0`. The type moves. Look first: `id` is passed to `send`.', "'/b'"),
  ]);
  expect(others).toEqual([]);
  expect(joined?.fix?.description).toBe(
    'Ask `/v3.0`. The type moves. Look first: `id` is passed to `save`. Look first: `id` is passed to `send`.',
  );
  expect(joined?.fix?.edits).toHaveLength(3);
});

test('changes of one cause that write over each other are not offered', () => {
  const [first, second] = [judgementWith('Ask for a.', "'/a'"), judgementWith('Ask for b.', "'/b'")];
  const over = { ...second, fix: { description: 'Ask for b.', edits: [editOf(texts, 'a.ts', "base + '/a'", 'b')] } };
  expect(byCause([first, over])).toMatchObject([{ fix: null, suggestions: [] }]);
});
