import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { applyChanges } from '../../src/engine/edits.js';
import { entryOf } from './check.js';
import { readProgram } from './programs.js';
import { startRunner, type Runner, type Texts } from './runner/runner.js';

/** Programs that only sign people in. */
const programs = [
  'fetch-await.js',
  'wrapper-function',
  'got-json.js',
  'id-in-map.js',
  'id-only-in-database',
  'id-destructured-database',
  'let-assigned.js',
  'id-in-session.js',
  'returned-answer.js',
  'second-declaration.js',
  'store-knex',
  'store-sql',
];

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

describe('the second suggestion, /userinfo', () => {
  it.each(programs)('leaves %s what it was without v1, with one request', async (program) => {
    const texts = readProgram({ program, fix: 'migrated' });
    const changed = withUserinfo(texts);
    const original = await runner.run(texts, entryOf(texts), false);
    const { outputs, paths } = await runner.run(changed, entryOf(changed), true);
    expect(outputs).toEqual(original.outputs);
    expect(new Set(paths)).toEqual(new Set(['/userinfo']));
  });

  it.each([
    'district-follows.js',
    'role-field-known-role.js',
    'type-lookup.js',
    'whole-spread.js',
    'default-values.js',
    'parameter-pattern.js',
  ])('is not offered to %s, which asks or reads more', (program) => {
    expect(alternativesFor(readProgram({ program, fix: 'migrated' }))).toEqual([]);
  });
});

function alternativesFor(texts: Texts) {
  const result = audit({ cwd: runner.write(texts), paths: ['.'], rules });
  const changes = result.findings.flatMap(({ fix, suggestions }) => (fix ? suggestions : suggestions.slice(1)));
  return changes.map((change) => ({ change, textOf: result.textOf }));
}

function withUserinfo(texts: Texts): Texts {
  const [first] = alternativesFor(texts);
  expect(first?.change.description).toMatch(/^Or call `\/userinfo`/);
  return first ? { ...texts, ...Object.fromEntries(applyChanges([first.change], first.textOf)) } : texts;
}
