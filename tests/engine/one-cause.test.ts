import { expect, test } from 'vitest';
import type { Judgement } from '../../src/engine/judge.js';
import { byCause } from '../../src/engine/one-cause.js';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { editOf, spanOf } from '../support/findings.js';
import { temporaryFolder } from '../support/folders.js';

const texts = { 'a.ts': "const base = '/v1.1';\nget(base + '/a');\nget(base + '/b');\n" };

function judgementWith(description: string, needle: string, decisions: readonly string[] = []): Judgement {
  const [rule] = rules;
  if (!rule) throw new Error('There are no rules');
  return {
    rule,
    usage: null,
    at: spanOf(texts, 'a.ts', 'v1.1'),
    confidence: 'certain',
    severity: 'error',
    message: 'Old.',
    brief: null,
    related: [],
    fix: { description, decisions, edits: [editOf(texts, 'a.ts', 'v1.1', 'v3.0'), editOf(texts, 'a.ts', needle, 'x')] },
    suggestions: [],
    refusal: null,
  };
}

test('what two changes of one cause have in common is said once', () => {
  const [joined, ...others] = byCause([
    judgementWith('Call `/v3.0`. Read the role.', "'/a'", ['Decide.', 'Check `save`.']),
    judgementWith('Call `/v3.0`. Read the role.', "'/b'", ['Decide.', 'Check `send`.']),
  ]);
  expect(others).toEqual([]);
  expect(joined?.fix?.description).toBe('Call `/v3.0`. Read the role.');
  expect(joined?.fix?.decisions).toEqual(['Decide.', 'Check `save`.', 'Check `send`.']);
  expect(joined?.fix?.edits).toHaveLength(3);
});

test('changes of one cause that write over each other are not offered', () => {
  const [first, second] = [judgementWith('Ask for a.', "'/a'"), judgementWith('Ask for b.', "'/b'")];
  const over = { ...second, fix: { description: 'Ask for b.', edits: [editOf(texts, 'a.ts', "base + '/a'", 'b')] } };
  expect(byCause([first, over])).toMatchObject([{ fix: null, suggestions: [] }]);
});

test('suggestions that write the same say the same, whatever they are for', () => {
  const edits = [editOf(texts, 'a.ts', 'v1.1', 'v3.0')];
  const ofBase = judgementWith('Call `/v3.0`.', "'/a'");
  const field = { ...ofBase, at: spanOf(texts, 'a.ts', "'/b'"), fix: null };
  const causes = byCause([
    {
      ...ofBase,
      fix: null,
      suggestions: [{ description: 'Call `/v3.0`.', decisions: ['Decide.', 'Check `send`.'], edits }],
    },
    { ...field, suggestions: [{ description: 'Call `/v3.0`.', decisions: ['Decide.'], edits }] },
  ]);
  const all = { description: 'Call `/v3.0`.', decisions: ['Decide.', 'Check `send`.'], edits };
  expect(causes.map(({ suggestions }) => suggestions)).toEqual([[all], [all]]);
});

/** How many calls the findings of a program are about. */
function callsOf(body: string): readonly number[] {
  const code = `import axios from 'axios';
const BASE = 'https://api.clever.com/v1.1';
export async function load(headers, deep, id) {
  let page = 1;
  ${body}
}
`;
  const cwd = temporaryFolder({ 'package.json': '{ "private": true }', 'a.js': code });
  return audit({ cwd, paths: ['.'], rules }).findings.map(({ calls }) => calls.length);
}

test.each([
  ['for (; page < 9; page += 1) await axios.get(`${BASE}/schools?limit=1&page=${page}`, { headers });'],
  ["await axios.get(BASE + '/schools?limit=' + (deep ? 100 : 10), { headers });"],
  ["await axios.get(`${BASE}/schools${deep ? '?limit=100' : ''}`, { headers });"],
  ["await axios.get(BASE + '/schools' + (deep ? '?count=true' : '?limit=1'), { headers });"],
  ["const query = deep ? 'page=2' : 'page=1';\n  await axios.get(`${BASE}/schools?${query}`, { headers });"],
])('a call whose parameters can be several is one call: %s', (body) => {
  expect(callsOf(body)).toEqual([1]);
});

test.each([
  ["await axios.get(`${BASE}/${deep ? 'schools' : 'sections'}?limit=1`, { headers });"],
  [
    'await axios.get(`${BASE}/schools?limit=1`, { headers });\n  await axios.get(`${BASE}/schools?limit=2`, { headers });',
  ],
])('near miss: two addresses, or two calls: %s', (body) => {
  expect(callsOf(body)).toEqual([2]);
});
