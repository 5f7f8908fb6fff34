import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import type { AuditOptions } from '../../src/run/audit-result.js';
import { fix } from '../../src/run/fix.js';
import {
  copyOfExample,
  example,
  failingTests,
  installPackages,
  typeErrorsOf,
  withPackages,
} from '../support/legacy-sso.js';

/** A use that was planted in the example: the finding covers what stands between « and » of text found once. */
interface PlantedUse {
  readonly rule: string;
  readonly file: string;
  readonly source: string;
}

const planted: readonly PlantedUse[] = [
  { rule: 'no-unversioned-me', file: 'src/district.ts', source: `get<VisitorAnswer>('«/me»')` },

  { rule: 'no-v1-endpoint', file: 'src/district.ts', source: '`/«v1.1»/districts/${visitor.data.district}`' },
  // One base for two calls, so one finding.
  { rule: 'no-v1-endpoint', file: 'src/config.ts', source: `'https://api.clever.com/«v1.1»'` },
  { rule: 'no-v1-endpoint', file: 'src/config.ts', source: `'/«v1.1»/students'` },
  { rule: 'no-v1-endpoint', file: 'src/config.ts', source: `'/«v1.1»/teachers'` },
  { rule: 'no-v1-endpoint', file: 'src/config.ts', source: `'/«v1.1»/sections'` },

  { rule: 'no-removed-me-field', file: 'src/sign-in.ts', source: '«name»: { first: string; last: string }' },
  { rule: 'no-removed-me-field', file: 'src/sign-in.ts', source: '«email»?: string' },
  { rule: 'no-removed-me-field', file: 'src/sign-in.ts', source: '«school»?: string' },
  { rule: 'no-removed-me-field', file: 'src/sign-in.ts', source: 'me.data.«name».first' },
  { rule: 'no-removed-me-field', file: 'src/sign-in.ts', source: 'me.data.«name».last' },
  { rule: 'no-removed-me-field', file: 'src/sign-in.ts', source: 'me.data.«email»' },
  { rule: 'no-removed-me-field', file: 'src/sign-in.ts', source: 'me.data.«school»' },
];

const plantedAroundThem: readonly PlantedUse[] = [
  { rule: 'no-me-type-as-role', file: 'src/sign-in.ts', source: 'roleOf[«me.type»]' },

  { rule: 'no-unmigrated-id', file: 'src/sign-in.ts', source: 'findByCleverId(«me.data.id»)' },
  { rule: 'no-unmigrated-id', file: 'src/sign-in.ts', source: 'cleverId: «me.data.id»' },
  // Students keep their id, so `cleverId: student.id` is right.
  { rule: 'no-unmigrated-id', file: 'src/roster.ts', source: 'cleverId: «teacher.id»' },

  { rule: 'no-pre-v3-field', file: 'src/roster.ts', source: 'student.«sis_id»' },
  { rule: 'no-pre-v3-field', file: 'src/roster.ts', source: 'student.«grade»' },
  { rule: 'no-pre-v3-field', file: 'src/roster.ts', source: 'teacher.«title»' },
  { rule: 'no-pre-v3-field', file: 'src/roster.ts', source: 'teacher.«sis_id»' },
  { rule: 'no-pre-v3-field', file: 'src/roster.ts', source: 'section.«course_name»' },
  { rule: 'no-pre-v3-field', file: 'src/roster.ts', source: 'section.«term»?.end_date' },
  { rule: 'no-pre-v3-field', file: 'src/roster.ts', source: 'lead?.«sis_id»' },
];

describe('the legacy-sso example', () => {
  test.each([...planted, ...plantedAroundThem])('holds $source in $file', (use) => {
    expect(() => describeUse(use)).not.toThrow();
  });

  test('is reported with every planted use and nothing else', () => {
    const result = audit(optionsFor(example));
    const found = result.findings.map(({ rule, span }) =>
      describePlace(rule, span.file, result.textOf(span.file), span.start, span.end),
    );

    const registered = new Set(rules.map((rule) => rule.name));
    const expected = [...planted, ...plantedAroundThem].filter((use) => registered.has(use.rule)).map(describeUse);

    expect(found.sort()).toEqual(expected.sort());
    expect(result.skipped).toEqual([]);
  });
});

describe('the legacy-sso example after a fix', () => {
  let packages = '';

  beforeAll(() => {
    packages = installPackages();
  }, 300_000);

  test('the addresses of the banner are changed without asking, those of sign-in are not', () => {
    const project = fixedCopy({ suggestions: false });
    const district = readFileSync(join(project, 'src/district.ts'), 'utf8');
    const original = readFileSync(join(example, 'src/district.ts'), 'utf8');

    expect(district).toBe(original.replace(`'/me'`, `'/v3.0/me'`).replace('/v1.1/', '/v3.0/'));
    expect(readFileSync(join(project, 'src/config.ts'), 'utf8')).toContain(`'https://api.clever.com/v1.1'`);
    expect(readFileSync(join(project, 'src/sign-in.ts'), 'utf8')).toBe(
      readFileSync(join(example, 'src/sign-in.ts'), 'utf8'),
    );
  });

  test('the banner works on a Clever that has switched v1 off', () => {
    const project = fixedCopy({ suggestions: false });

    expect(failingTests(project, true, 'district.test.ts')).toEqual([]);
    expect(failingTests(withPackages(copyOfExample(), packages), true, 'district.test.ts')).toEqual([
      'names the district of the visitor',
    ]);
  }, 60_000);

  test('accounts are not looked up by a new id alone, not even with suggestions', () => {
    const project = fixedCopy({ suggestions: true });
    const movesSignIn = !readFileSync(join(project, 'src/config.ts'), 'utf8').includes(`'https://api.clever.com/v1.1'`);

    expect(readFileSync(join(project, 'src/sign-in.ts'), 'utf8').includes('legacy_id')).toBe(movesSignIn);
  });

  test.each([{ suggestions: false }, { suggestions: true }])(
    'it type-checks, with suggestions: $suggestions',
    ({ suggestions }) => {
      const project = fixedCopy({ suggestions });

      expect(typeErrorsOf(project)).toBe('');
    },
    60_000,
  );

  function fixedCopy({ suggestions }: { suggestions: boolean }): string {
    const project = copyOfExample();
    const { changes } = fix({ ...optionsFor(project), suggestions });
    expect(changes.length).toBeGreaterThan(0);
    for (const { file, after } of changes) writeFileSync(resolve(project, file), after);
    return withPackages(project, packages);
  }
});

function optionsFor(project: string): AuditOptions {
  return { cwd: project, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' };
}

/** The planted use in the words of `describePlace`; throws when its text is not found exactly once. */
function describeUse({ rule, file, source }: PlantedUse): string {
  const text = readFileSync(join(example, file), 'utf8');
  const plain = source.replace(/[«»]/g, '');
  const at = text.indexOf(plain);
  if (at === -1 || at !== text.lastIndexOf(plain)) throw new Error(`${file} does not hold ${plain} exactly once`);

  return describePlace(`clever/${rule}`, file, text, at + source.indexOf('«'), at + source.indexOf('»') - 1);
}

/** A place with its line, so that a difference can be read. */
function describePlace(rule: string, file: string, text: string, start: number, end: number): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = `${text}\n`.indexOf('\n', end);
  const marked = `${text.slice(lineStart, start)}«${text.slice(start, end)}»${text.slice(end, lineEnd)}`;
  return `${rule} ${file}: ${marked.trim()}`;
}
