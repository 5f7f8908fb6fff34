import fc from 'fast-check';
import ignore from 'ignore';
import { describe, expect, it } from 'vitest';
import { openLiteralTest } from '../../src/discover/pattern-literal.js';

const cases: readonly [pattern: string, path: string, mayMatch: boolean][] = [
  ['dist', 'packages/dist/a.ts', true],
  ['dist', 'src/district.ts', false],
  ['/tmp/', 'tmp/', true],
  ['*.log', 'a/b.log', true],
  ['*.log', 'a/logs.ts', false],
  ['!keep', 'keep', true],
  ['**/generated/*.snap', 'a/generated/b.snap', true],
  ['**/generated/*.snap', 'a/b.snap', false],
  ['report.[0-9]*.json', 'report.1.json', true],
  ['*.py[cod]', 'a.pyc', true],
  ['[]a]b', 'c', true],
  ['\\#a', 'c', true],
  ['*', 'c', true],
];

describe('openLiteralTest', () => {
  it.each(cases)('asks of %s and %s', (pattern, path, mayMatch) => {
    expect(openLiteralTest(pattern)?.(path)).toBe(mayMatch);
  });

  it('has nothing to ask where there is no pattern', () => {
    expect(openLiteralTest('# comment\n\n')).toBeNull();
  });

  it('lets no path pass that a pattern matches', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-'), minLength: 1, maxLength: 4 });
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    const part = fc.constantFrom(
      'a',
      'b',
      'ab',
      '.',
      '*',
      '**',
      '?',
      '/',
      '[ab]',
      '[!a]',
      '[]a]',
      '\\a',
      '!',
      '#',
      ' ',
    );
    const pattern = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    const text = fc.array(pattern, { maxLength: 3 }).map((patterns) => patterns.join('\n'));
    fc.assert(
      fc.property(text, path, (patterns, tested) => {
        if (!ignore.isPathValid(tested)) return;
        const { ignored, unignored } = ignore({ ignorecase: false }).add(patterns).test(tested);
        if (ignored || unignored) expect(openLiteralTest(patterns)?.(tested)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});
