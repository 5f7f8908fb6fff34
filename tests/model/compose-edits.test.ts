import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { applyEdits } from '../../src/model/apply-edits.js';
import { composeEdits, offsetBefore, placesOf } from '../../src/model/compose-edits.js';
import type { Edit } from '../../src/model/spans.js';

const TEXT = 'abcdefghij';

const edit = (start: number, end: number, text: string): Edit => ({ file: 'a.ts', start, end, text });

describe('two lists of edits as one', () => {
  it.each<[string, Edit[], Edit[], Edit[]]>([
    ['nothing and nothing', [], [], []],
    ['nothing behind something', [edit(1, 2, 'X')], [], [edit(1, 2, 'X')]],
    ['something behind nothing', [], [edit(1, 2, 'X')], [edit(1, 2, 'X')]],
    ['a later edit in front', [edit(4, 5, 'XY')], [edit(1, 2, 'Z')], [edit(1, 2, 'Z'), edit(4, 5, 'XY')]],
    ['a later edit behind, which moved', [edit(1, 2, 'XYZ')], [edit(8, 9, 'W')], [edit(1, 2, 'XYZ'), edit(6, 7, 'W')]],
    ['a later edit in what was put in', [edit(1, 2, 'XYZ')], [edit(2, 3, 'W')], [edit(1, 2, 'XWZ')]],
    ['a later edit of all that was put in', [edit(1, 2, 'XYZ')], [edit(1, 4, 'W')], [edit(1, 2, 'W')]],
    ['a later edit of it and more', [edit(3, 4, 'XYZ')], [edit(2, 7, 'W')], [edit(2, 5, 'W')]],
    ['a later edit of its end and more', [edit(3, 4, 'XYZ')], [edit(5, 7, 'W')], [edit(3, 5, 'XYW')]],
    ['a later edit of its start and more', [edit(3, 4, 'XYZ')], [edit(2, 4, 'W')], [edit(2, 4, 'WYZ')]],
    ['two later edits in one text', [edit(3, 3, 'XYZ')], [edit(3, 4, 'U'), edit(5, 6, 'W')], [edit(3, 3, 'UYW')]],
    [
      'two later edits in two texts',
      [edit(1, 1, 'XX'), edit(5, 5, 'YY')],
      [edit(2, 2, '-'), edit(8, 8, '+')],
      [edit(1, 1, 'X-X'), edit(5, 5, 'Y+Y')],
    ],
    ['one over two texts', [edit(1, 2, 'X'), edit(4, 5, 'Y')], [edit(1, 5, 'W')], [edit(1, 5, 'W')]],
    [
      'a later edit right in front of what was put in',
      [edit(4, 5, 'X')],
      [edit(3, 4, 'W')],
      [edit(3, 4, 'W'), edit(4, 5, 'X')],
    ],
    [
      'a later edit right behind what was put in',
      [edit(1, 2, 'X')],
      [edit(2, 3, 'W')],
      [edit(1, 2, 'X'), edit(2, 3, 'W')],
    ],
    [
      'a later edit right behind what was removed',
      [edit(1, 3, '')],
      [edit(1, 2, 'W')],
      [edit(1, 3, ''), edit(3, 4, 'W')],
    ],
    [
      'a later text where something was removed',
      [edit(1, 3, '')],
      [edit(1, 1, 'W')],
      [edit(1, 1, 'W'), edit(1, 3, '')],
    ],
    ['a later text right behind', [edit(1, 1, 'X')], [edit(2, 2, 'Y')], [edit(1, 1, 'XY')]],
    ['a later text right in front', [edit(1, 1, 'X')], [edit(1, 1, 'Y')], [edit(1, 1, 'YX')]],
    [
      'lists that are not in their order',
      [edit(6, 7, 'Y'), edit(1, 2, 'XX')],
      [edit(9, 9, '+'), edit(0, 0, '-')],
      [edit(0, 0, '-'), edit(1, 2, 'XX'), edit(6, 7, 'Y'), edit(8, 8, '+')],
    ],
  ])('%s', (_name, first, second, expected) => {
    const after = applyEdits(TEXT, first);
    expect(composeEdits(first, second, after)).toEqual(expected);
    expect(applyEdits(TEXT, expected)).toBe(applyEdits(after, second));
  });

  it('make the same of a text, whatever they are', () => {
    fc.assert(
      fc.property(
        apart(TEXT.length).chain((first) => fc.tuple(fc.constant(first), apart(applyEdits(TEXT, first).length))),
        ([first, second]) => {
          const after = applyEdits(TEXT, first);
          const composed = composeEdits(first, second, after);
          expect(applyEdits(TEXT, composed)).toBe(applyEdits(after, second));
          expect(composed.some((each, index) => each.start < (composed[index - 1]?.end ?? 0))).toBe(false);
        },
      ),
    );
  });
});

/** Edits of a text of some length, with at least one character between two of them. */
function apart(length: number): fc.Arbitrary<readonly Edit[]> {
  const piece = fc.tuple(
    fc.nat({ max: 3 }),
    fc.nat({ max: 3 }),
    fc.string({ maxLength: 4, unit: fc.constantFrom('X', 'Y') }),
  );
  return fc.array(piece, { maxLength: 4 }).map((pieces) => {
    let at = 0;
    return pieces.flatMap(([gap, size, text]) => {
      const start = at + gap;
      at = start + size + 1;
      return start + size <= length && (size > 0 || text !== '') ? [edit(start, start + size, text)] : [];
    });
  });
}

test('where texts of edits stand once all are made', () => {
  const [later, earlier] = [edit(6, 6, 'new'), edit(1, 4, 'X')];
  expect(placesOf([later, earlier])).toEqual([
    { edit: earlier, start: 1, end: 2 },
    { edit: later, start: 4, end: 7 },
  ]);
});

test('a text that goes in where another is replaced stands before it, whichever is given first', () => {
  const [inserted, replaced] = [edit(1, 1, 'X'), edit(1, 3, 'YZ')];
  const places = [
    { edit: inserted, start: 1, end: 2 },
    { edit: replaced, start: 2, end: 4 },
  ];
  expect([placesOf([inserted, replaced]), placesOf([replaced, inserted])]).toEqual([places, places]);
});

test('an offset where something was removed is in front of it or behind it', () => {
  const places = placesOf([edit(1, 3, '')]);
  expect([offsetBefore(1, places, 'start'), offsetBefore(1, places, 'end')]).toEqual([3, 1]);
});

test.each([
  // abcdefghij → aXYZdefWghij
  ['in front of all edits', 0, 0, 0],
  ['at the start of a text that replaces', 1, 1, 1],
  ['within a text that replaces', 2, 1, 3],
  ['right behind it', 4, 3, 3],
  ['between two edits', 6, 5, 5],
  ['where a text goes in', 7, 6, 6],
  ['right behind that text', 8, 6, 6],
  ['behind all edits', 11, 9, 9],
])('an offset %s, before the edits', (_name, offset, toStart, toEnd) => {
  const places = placesOf([edit(1, 3, 'XYZ'), edit(6, 6, 'W')]);
  expect([offsetBefore(offset, places, 'start'), offsetBefore(offset, places, 'end')]).toEqual([toStart, toEnd]);
});
