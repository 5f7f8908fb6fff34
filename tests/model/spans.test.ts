import { expect, it } from 'vitest';
import { isInside, isSameSpan, overlaps, placeKey } from '../../src/model/spans.js';

const at = (start: number, end: number, file = 'a.ts') => ({ file, start, end });

it.each([
  // what the second place is to the first, [4, 8), and whether they share a character, are the same, and it lies within
  ['the same', at(4, 8), true, true, true],
  ['the same in another file', at(4, 8, 'b.ts'), false, false, false],
  ['a part at the start', at(4, 6), true, false, true],
  ['a part at the end', at(6, 8), true, false, true],
  ['a part in the middle', at(5, 7), true, false, true],
  ['more on the left', at(3, 8), true, false, false],
  ['more on the right', at(4, 9), true, false, false],
  ['more on both sides', at(2, 10), true, false, false],
  ['what ends in it', at(1, 5), true, false, false],
  ['what begins in it', at(7, 11), true, false, false],
  ['what touches its start', at(1, 4), false, false, false],
  ['what touches its end', at(8, 11), false, false, false],
  ['what is far in front', at(0, 1), false, false, false],
  ['what is far behind', at(20, 21), false, false, false],
  ['no character in the middle', at(6, 6), true, false, true],
  ['no character at the start', at(4, 4), false, false, true],
  ['no character at the end', at(8, 8), false, false, true],
])('%s', (_name, place, isShared, isSame, isWithin) => {
  const whole = at(4, 8);
  expect([overlaps(whole, place), overlaps(place, whole)]).toEqual([isShared, isShared]);
  expect([isSameSpan(whole, place), isSameSpan(place, whole)]).toEqual([isSame, isSame]);
  expect(isInside(place, whole)).toBe(isWithin);
});

it('the key of a place is about its file and its start', () => {
  expect(placeKey(at(4, 8))).toBe(placeKey(at(4, 9)));
  expect(new Set([at(4, 8), at(5, 8), at(4, 8, 'b.ts'), at(4, 8, 'a.ts:4')].map(placeKey)).size).toBe(4);
});
