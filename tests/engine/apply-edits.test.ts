import { expect, it } from 'vitest';
import { applyEdits } from '../../src/model/apply-edits.js';

const edit = (start: number, end: number, text: string) => ({ file: 'a.ts', start, end, text });

it.each([
  ['nothing', [], 'abcdef'],
  ['what is replaced', [edit(1, 3, 'X')], 'aXdef'],
  ['what is removed', [edit(1, 3, '')], 'adef'],
  ['what is inserted', [edit(3, 3, 'X')], 'abcXdef'],
  ['edits that are not in their order', [edit(4, 5, 'Y'), edit(1, 2, 'X')], 'aXcdYf'],
  ['insertions at one place, in the order that they are given', [edit(2, 2, 'X'), edit(2, 2, 'Y')], 'abXYcdef'],
  ['an insertion before what replaces the text there', [edit(2, 4, 'Y'), edit(2, 2, 'X')], 'abXYef'],
  ['an insertion before what is removed', [edit(2, 4, ''), edit(2, 2, 'X')], 'abXef'],
  ['an insertion behind what is removed', [edit(2, 4, ''), edit(4, 4, 'X')], 'abXef'],
  ['an insertion behind what is removed, whichever is given first', [edit(4, 4, 'X'), edit(2, 4, '')], 'abXef'],
  ['an insertion behind what is replaced, whichever is given first', [edit(4, 4, 'X'), edit(2, 4, 'Y')], 'abYXef'],
  ['the whole text', [edit(0, 6, 'X')], 'X'],
  ['the end of the text', [edit(6, 6, 'X')], 'abcdefX'],
] as const)('makes %s', (_name, edits, made) => {
  expect(applyEdits('abcdef', edits)).toBe(made);
});

it('makes edits of a file in a part of it', () => {
  const edits = [edit(11, 12, 'X'), edit(13, 14, ''), edit(15, 15, 'Y')];
  expect(applyEdits('abcdef', edits, 10)).toBe('aXceYf');
});
