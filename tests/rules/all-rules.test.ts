import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import type { Case, InvalidCase } from '../support/rule-case.js';
import { writeCase } from '../support/rule-case.js';

interface Table {
  readonly valid: readonly Case[];
  readonly invalid: readonly InvalidCase[];
}

/** The tables of all rules; their files hand them over here instead of having them tested a second time. */
const tables = vi.hoisted(() => new Map<string, Table>());

vi.mock('../support/rule-tester.js', () => ({
  testRule: (name: string, table: Table): void => void tables.set(name, table),
}));

const root = join(import.meta.dirname, '../..');
const names = rules.map(({ name }) => name);

for (const file of filesIn('tests/rules', '.test.ts')) if (file !== 'all-rules') await import(`./${file}.test.ts`);

/** What users rely on; a change of a level is a breaking one. */
const levels: Readonly<Record<string, { readonly recommended: string; readonly strict: string }>> = {
  'no-unversioned-me': { recommended: 'error', strict: 'error' },
  'no-v1-endpoint': { recommended: 'error', strict: 'error' },
  'no-removed-me-field': { recommended: 'error', strict: 'error' },
  'no-me-type-as-role': { recommended: 'error', strict: 'error' },
  'no-pre-v3-field': { recommended: 'warning', strict: 'error' },
  'no-unmigrated-id': { recommended: 'warning', strict: 'error' },
  'no-v1-client': { recommended: 'error', strict: 'error' },
  'no-pre-v3-event': { recommended: 'warning', strict: 'error' },
  'no-legacy-contacts': { recommended: 'error', strict: 'error' },
  'no-unknown-endpoint': { recommended: 'error', strict: 'error' },
  'no-v2-endpoint': { recommended: 'off', strict: 'warning' },
  'no-unresolved-url': { recommended: 'warning', strict: 'error' },
};

function filesIn(folder: string, ending: string): readonly string[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith(ending));
  return files.map((file) => file.slice(0, -ending.length)).sort();
}

/** What a rule says of a program, in all its cases. */
function messagesFor(rule: string): readonly string[] {
  const cases = tables.get(rule)?.invalid ?? [];
  return cases.flatMap((each) => {
    const { folder } = writeCase(each);
    const options = { cwd: folder, paths: ['.'], rules, preset: 'strict', target: each.target ?? 'v3.0' } as const;
    const { findings } = audit(options);
    return findings.filter((finding) => finding.rule === `clever/${rule}`).map(({ message }) => message);
  });
}

test('every file of a rule is listed, once, under its own name', () => {
  expect(filesIn('rules', '.ts').filter((file) => file !== 'index')).toEqual([...names].sort());
});

test('every rule has a page, and every page a rule', () => {
  expect(filesIn('docs/rules', '.md')).toEqual([...names].sort());
});

test('every rule has a table of cases, and every table a rule', () => {
  expect(filesIn('tests/rules', '.test.ts').filter((file) => file !== 'all-rules')).toEqual([...names].sort());
  expect([...tables.keys()].sort()).toEqual([...names].sort());
});

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  test('has the levels that users rely on', () => {
    expect(rule.levels).toEqual(levels[name]);
  });

  test('says what it disallows, as a phrase', () => {
    expect(name).toMatch(/^no(-[a-z0-9]+)+$/);
    expect(rule.description).toMatch(/^Disallow .*[^.\s]$/);
  });

  test('ends each message with a full stop, or with advice that brings its own', () => {
    for (const message of Object.values(rule.messages)) expect(message).toMatch(/(?:\.|\{\{(?:instead|advice)\}\})$/);
  });

  test('has cases of both kinds, each with a name of its own', () => {
    const { valid = [], invalid = [] } = tables.get(name) ?? {};
    expect(valid.length).toBeGreaterThanOrEqual(3);
    expect(invalid.length).toBeGreaterThanOrEqual(8);
    const titles = [...valid, ...invalid].map((each) => each.name);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('fills every place of its messages in all its cases', () => {
    const messages = messagesFor(name);
    expect(messages).not.toEqual([]);
    for (const message of messages) expect(message).toMatch(/^(?!.*(?:\{\{|``| {2}|undefined|null)).*\.$/s);
  });
});
