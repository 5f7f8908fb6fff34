import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyChanges, placesAfter } from '../../src/engine/edits.js';
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
