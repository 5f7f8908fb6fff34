import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyChanges,
  chooseCompatible,
  fitTogether,
  isWritable,
  offsetsBefore,
  placesAfter,
} from '../../src/engine/edits.js';
import type { Change, Edit } from '../../src/model/finding.js';

const TEXT = 'abcdefghijklmnopqrstuvwxyz';

function changeOf(...edits: readonly (readonly [start: number, end: number, text: string])[]): Change {
  return { description: '', edits: edits.map(([start, end, text]): Edit => ({ file: 'a.ts', start, end, text })) };
}

/** What stands, once the changes are made, where the span was. */
function seenAt(start: number, end: number, ...changes: readonly Change[]): string | undefined {
  const place = placesAfter(changes)({ file: 'a.ts', start, end });
  return applyChanges(changes, () => TEXT)
    .get('a.ts')
    ?.slice(place.start, place.end);
}

test.each([
  ['before it', changeOf([0, 2, 'A']), 'fgh'],
  ['behind it', changeOf([10, 12, '']), 'fgh'],
  ['in the place of it', changeOf([5, 8, 'F G H']), 'F G H'],
  ['in the place of more than it', changeOf([4, 9, 'XY']), 'XY'],
  ['in front of it, where nothing stood', changeOf([5, 5, 'new ']), 'new fgh'],
  ['on both sides of it', changeOf([0, 3, ''], [20, 20, 'zzz']), 'fgh'],
  ['in another file', { description: '', edits: [{ file: 'b.ts', start: 0, end: 1, text: '' }] }, undefined],
])('a place after an edit %s', (_name, change, expected) => {
  expect(seenAt(5, 8, change)).toBe(expected);
});

test('a place that touches an edit which touches another is where both were made', () => {
  expect(seenAt(26, 26, changeOf([22, 24, '']), changeOf([24, 26, '']), changeOf([26, 26, '!']))).toBe('!');
});

test('a place within edits that touch each other is where all of them were made', () => {
  expect(seenAt(5, 6, changeOf([2, 4, 'A'], [4, 7, 'B']))).toBe('AB');
  expect(seenAt(5, 6, changeOf([4, 7, 'B'], [0, 2, 'x'], [2, 4, 'A'], [7, 9, 'C']))).toBe('xABC');
  expect(seenAt(5, 6, changeOf([0, 2, 'x'], [3, 4, 'A'], [4, 7, 'B'], [8, 9, 'C']))).toBe('AB');
});

test('the order in which edits are given does not matter to where a place is', () => {
  const edits = [3, 0, 4, 1, 2].map((at) => [at * 5, at * 5 + 2, 'x'.repeat(at)] as const);
  for (const start of [3, 8, 13, 18]) {
    expect(seenAt(start, start + 1, changeOf(...edits))).toBe(TEXT.slice(start, start + 1));
  }
});

test('a place that no edit touches holds what it held', () => {
  const edit = fc.tuple(fc.nat(TEXT.length), fc.nat(4), fc.string({ maxLength: 5 }));
  fc.assert(
    fc.property(fc.nat(TEXT.length - 3), edit, (start, [at, length, text]) => {
      const end = start + 3;
      const editEnd = Math.min(TEXT.length, at + length);
      fc.pre(editEnd < start || at > end);
      expect(seenAt(start, end, changeOf([at, editEnd, text]))).toBe(TEXT.slice(start, end));
    }),
  );
});

const edit = (start: number, end: number, text: string, file = 'a.ts'): Edit => ({ file, start, end, text });

test.each<[string, boolean, boolean, readonly Edit[]]>([
  // whether several changes may hold them, and whether one change may
  ['no edits', true, true, []],
  ['one edit', true, true, [edit(1, 4, 'X')]],
  ['edits that are apart', true, true, [edit(1, 4, 'X'), edit(6, 8, 'Y')]],
  ['edits that touch', true, true, [edit(1, 4, 'X'), edit(4, 8, 'Y')]],
  ['an edit that is there twice', true, true, [edit(1, 4, 'X'), edit(1, 4, 'X')]],
  ['two texts for one place', false, false, [edit(1, 4, 'X'), edit(1, 4, 'Y')]],
  ['edits that overlap', false, false, [edit(1, 4, 'X'), edit(3, 8, 'Y')]],
  ['edits that overlap, the later one first', false, false, [edit(3, 8, 'Y'), edit(1, 4, 'X')]],
  ['an edit within another', false, false, [edit(1, 8, 'X'), edit(3, 4, 'Y')]],
  ['edits of two files', true, true, [edit(1, 4, 'X'), edit(1, 4, 'Y', 'b.ts')]],
  ['edits that overlap behind some that do not', false, false, [edit(0, 1, 'X'), edit(2, 5, 'Y'), edit(4, 6, 'Z')]],
  [
    'edits that overlap in the second file',
    false,
    false,
    [edit(0, 1, 'X'), edit(2, 5, 'Y', 'b.ts'), edit(4, 6, 'Z', 'b.ts')],
  ],
  ['edits that overlap and are given apart', false, false, [edit(4, 6, 'X'), edit(8, 9, 'Y'), edit(5, 7, 'Z')]],
  ['two texts that go in at one place', false, true, [edit(3, 3, 'X'), edit(3, 3, 'Y')]],
  ['two texts that go in at two places', true, true, [edit(3, 3, 'X'), edit(4, 4, 'Y')]],
  ['a text that goes in within what is replaced', false, false, [edit(1, 4, 'X'), edit(2, 2, 'Y')]],
  ['a text that goes in in front of what is replaced', true, true, [edit(1, 4, 'X'), edit(1, 1, 'Y')]],
  ['a text that goes in behind what is replaced', true, true, [edit(1, 4, 'X'), edit(4, 4, 'Y')]],
])('whether edits can be made together: %s', (_name, together, inOne, edits) => {
  expect(fitTogether(edits)).toBe(together);
  expect(isWritable(edits)).toBe(inOne);
  const candidates = edits.map((each) => ({ change: { description: '', edits: [each] } }));
  expect(chooseCompatible(candidates).length === candidates.length).toBe(together);
});

test('of changes that overlap, those that come first are chosen', () => {
  const candidates = [
    [edit(10, 14, 'A')],
    [edit(0, 4, 'B')],
    [edit(3, 5, 'C')], // not with B
    [edit(20, 22, 'D'), edit(13, 15, 'D')], // not with A, so that nothing of it is made
    [edit(20, 22, 'E')],
    [edit(10, 14, 'A')],
    [edit(10, 14, 'A'), edit(5, 5, 'F')], // shares an edit
    [edit(5, 5, 'G')], // not with F
    [edit(10, 14, 'H', 'b.ts')],
    [edit(3, 5, 'C')],
  ].map((edits, index) => ({ name: index, change: { description: '', edits } }));
  expect(chooseCompatible(candidates).map(({ name }) => name)).toEqual([0, 1, 4, 5, 6, 8]);
});

test('a text that goes in where another is replaced hides none that overlap', () => {
  const candidates = [edit(1, 1, 'A'), edit(1, 4, 'B'), edit(2, 3, 'C')].map((each) => ({
    change: { description: '', edits: [each] },
  }));
  expect(chooseCompatible(candidates)).toEqual(candidates.slice(0, 2));
});

test('an edit is compared with all that are taken, whichever came first', () => {
  const place = fc.tuple(fc.nat(30), fc.nat(4)).map(([start, size]) => edit(start, start + size, `${start}+${size}`));
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), (edits) => {
      const chosen = edits.reduce<readonly Edit[]>(
        (taken, each) => (taken.every((other) => fitTogether([other, each])) ? [...taken, each] : taken),
        [],
      );
      const candidates = edits.map((each) => ({ change: { description: '', edits: [each] } }));
      expect(chooseCompatible(candidates).flatMap(({ change }) => change.edits)).toEqual(chosen);
    }),
  );
});

test('an edit that two changes hold is made once, and each file gets those of its own', () => {
  const shared = edit(0, 1, 'A');
  const changes = [
    { description: '', edits: [shared, edit(1, 1, '+')] },
    { description: '', edits: [shared, edit(2, 3, '', 'b.ts')] },
  ];
  expect(applyChanges(changes, (file) => `${file}!`)).toEqual(
    new Map([
      ['a.ts', 'A+.ts!'],
      ['b.ts', 'b.s!'],
    ]),
  );
});

test('an offset of a changed text is where it was before', () => {
  const before = offsetsBefore([changeOf([5, 5, 'new ']), changeOf([0, 2, 'A'])]);
  expect([0, 1, 4, 6, 8, 9].map((offset) => before('a.ts', offset))).toEqual([0, 2, 5, 5, 5, 6]);
  expect(before('b.ts', 8)).toBe(8);
});

test('a place is moved by the edits of all changes in front of it', () => {
  const changes = [changeOf([8, 9, ''], [0, 0, 'abc']), changeOf([3, 5, 'x'])];
  const place = { file: 'a.ts', start: 12, end: 14 };
  expect(placesAfter(changes)(place)).toEqual({ file: 'a.ts', start: 13, end: 15 });
  expect(placesAfter(changes)({ ...place, file: 'b.ts' })).toEqual({ ...place, file: 'b.ts' });
  expect(placesAfter([])(place)).toEqual(place);
});
