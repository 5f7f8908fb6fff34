import { describe, expect, it, test } from 'vitest';
import { commentLineAbove, findStaleMarks, indentAt, markFindings } from '../../src/engine/marks.js';
import { MARK } from '../../src/model/mark.js';
import { applyEdits } from '../../src/model/apply-edits.js';
import { lineStartAt } from '../../src/model/lines.js';
import type { Finding } from '../../src/model/finding.js';
import { findingAt } from '../support/findings.js';

/** Files where a comment may stand above every line but those that say `UNSAFE`. */
function placesIn(text: string, sign: string | null = '//') {
  return {
    textOf: () => text,
    commentLine: (_file: string, offset: number) => {
      const line = lineStartAt(text, offset);
      return text.startsWith('UNSAFE', line) ? null : line;
    },
    commentSign: () => sign,
  };
}

/** A finding at each `§`, of a rule that is named behind it. */
function findingsIn(text: string): readonly Finding[] {
  return [...text.matchAll(/§([\w-]+)/g)].map(({ index, 1: rule }) =>
    findingAt({ file: 'a.ts', start: index, end: index + 1 }, { rule: `clever/${rule}` }),
  );
}

function mark(text: string, sign: string | null = '//') {
  const marking = markFindings(findingsIn(text), placesIn(text, sign), () => ' why\n  so ');
  return { ...marking, text: applyEdits(text, marking.edits).replaceAll(MARK, 'MARK') };
}

describe('a mark', () => {
  it.each([
    ['goes above its line', 'a\n§one\n', 'a\n// MARK: one: why so\n§one\n'],
    ['is indented as its line is', 'a\n\t  b §one\n', 'a\n\t  // MARK: one: why so\n\t  b §one\n'],
    ['ends as lines do there', 'a\r\n§one\r\n', 'a\r\n// MARK: one: why so\r\n§one\r\n'],
    ['goes above the first line', '§one\n', '// MARK: one: why so\n§one\n'],
    ['is put once for a rule and a line', '§one §one\n', '// MARK: one: why so\n§one §one\n'],
    ['is put for each rule of a line', '§one §two\n', '// MARK: one: why so\n// MARK: two: why so\n§one §two\n'],
    ['is put for each line', '§one\n§one\n', '// MARK: one: why so\n§one\n// MARK: one: why so\n§one\n'],
    [
      'goes above what speaks of the next line',
      'a\n// eslint-disable-next-line x\n  // @ts-ignore\n§one\n',
      'a\n// MARK: one: why so\n// eslint-disable-next-line x\n  // @ts-ignore\n§one\n',
    ],
    [
      'goes above a directive that begins the file',
      '# prettier-ignore\n§one\n',
      '// MARK: one: why so\n# prettier-ignore\n§one\n',
    ],
    [
      'goes above a directive without a space',
      '//prettier-ignore\n§one\n',
      '// MARK: one: why so\n//prettier-ignore\n§one\n',
    ],
    [
      'goes below code with a directive',
      'a; // prettier-ignore\n§one\n',
      'a; // prettier-ignore\n// MARK: one: why so\n§one\n',
    ],
    [
      'goes below any other comment',
      '// eslint-disable x\n§one\n',
      '// eslint-disable x\n// MARK: one: why so\n§one\n',
    ],
  ])('%s', (_name, text, marked) => {
    expect(mark(text)).toMatchObject({ text: marked, unmarkable: [] });
  });

  it.each([
    ['right above', `// ${MARK}: one: old\n§one\n`],
    ['without a space', `//${MARK}: one: old\n§one\n`],
    ['with another sign', `  # ${MARK}: one: old\n§one\n`],
    ['above other comments and blank lines', `// ${MARK}: one: old\n\n/* a\n * b\n */\n# c\n§one\n`],
    ['below other comments', `x\n// a\n// ${MARK}: one: old\n§one\n`],
  ])('that stands %s is not put again', (_name, text) => {
    expect(mark(text)).toEqual({ edits: [], added: 0, unmarkable: [], text: text.replaceAll(MARK, 'MARK') });
  });

  it.each([
    ['another rule', `// ${MARK}: two: old\n§one\n`],
    ['other code', `// ${MARK}: one: old\ncode();\n§one\n`],
    ['what is above, and stands below', `§one\n// ${MARK}: one: old\n`],
    ['nothing, because it does not begin its line', `code(); // ${MARK}: one: old\n§one\n`],
  ])('is put where one stands that speaks of %s', (_name, text) => {
    expect(mark(text)).toMatchObject({ added: 1, unmarkable: [] });
  });

  it('is counted, also where two go in at one place', () => {
    const { edits, added } = mark('§one §two\n§two\n');
    expect([edits.length, added]).toEqual([2, 3]);
  });

  it('is refused where no line is safe, and in files without comments', () => {
    const text = 'UNSAFE §one\n§two\n';
    const [one, two] = findingsIn(text);
    expect(mark(text)).toMatchObject({ added: 1, unmarkable: [one] });
    expect(mark(text, null)).toMatchObject({ added: 0, edits: [], unmarkable: [one, two] });
  });
});

describe('a mark that has outlived its finding', () => {
  const stale = (text: string, isJudged: (rule: string) => boolean = () => true) =>
    findStaleMarks('a.ts', findingsIn(text), placesIn(text), isJudged).map(({ span, reason }) => [
      text.slice(span.start, span.end).replace(MARK, 'MARK'),
      reason,
    ]);

  it('is told with its place', () => {
    expect(stale(`a\n  // ${MARK}: one: why   \ncode();\n`)).toEqual([
      ['// MARK: one: why', 'the finding of clever/one is gone; remove the comment'],
    ]);
  });

  it.each([
    ['its finding is there', `// ${MARK}: one: why\n§one\n`, 0],
    ['one of another rule is there', `// ${MARK}: two: why\n§one\n`, 1],
    ['its finding is further down', `// ${MARK}: one: why\ncode();\n§one\n`, 1],
    ['its finding is above', `§one\n// ${MARK}: one: why\n`, 1],
    ['two marks are above one finding', `// ${MARK}: one: why\n// ${MARK}: two: why\n§one\n`, 1],
    ['it does not begin its line', `code(); // ${MARK}: one: why\n`, 0],
    ['nothing can stand above the finding', `// ${MARK}: one: why\nUNSAFE §one\n`, 1],
  ])('%s', (_name, text, count) => {
    expect(stale(text)).toHaveLength(count);
  });

  it('is not told where its rule was not asked for', () => {
    const text = `// ${MARK}: one: why\n// ${MARK}: two: why\ncode();\n`;
    expect(stale(text, (rule) => rule === 'two')).toHaveLength(1);
  });
});

test('a comment above a line goes nowhere where none is safe', () => {
  expect(commentLineAbove({ file: 'a.ts', start: 8, end: 9 }, placesIn('UNSAFE\nUNSAFE'))).toBeNull();
});

test('the indentation of a line is its spaces and tabs', () => {
  expect(['  \ta b', 'a b', '', '\n  a'].map((text) => indentAt(text, 0))).toEqual(['  \t', '', '', '']);
  expect(indentAt('a\n  b', 2)).toBe('  ');
});
