import { expect, test } from 'vitest';
import { urlPart } from '../../src/values/url-text.js';
import { concatenate, impliedText, type Piece } from '../../src/values/value.js';

/** How often anybody looks at what pieces rest on, or what they spell, while something is done with them. */
function looksAt(property: 'choices' | 'text', use: (piece: (text: string) => Piece) => void): number {
  let looks = 0;
  use((text) => {
    const [piece] = impliedText(text).pieces;
    const get = (): unknown => {
      looks += 1;
      return property === 'text' ? text : undefined;
    };
    return Object.defineProperty({ ...piece }, property, { get }) as Piece;
  });
  return looks;
}

/** A text that is made longer so many times, piece by piece. */
function lengthened(times: number): number {
  return looksAt('choices', (piece) => {
    let texts: readonly (readonly Piece[])[] = [[piece('a')]];
    for (let time = 0; time < times; time += 1)
      texts = concatenate([texts, [[piece('b')]]]).map(({ pieces }) => pieces);
    expect(texts).toHaveLength(1);
  });
}

test('what a text rests on is not looked for again where the text is made longer', () => {
  expect(lengthened(400)).toBeLessThanOrEqual(5 * lengthened(100));
});

test('a text that was cut is not made longer, and still says so', () => {
  let texts: readonly (readonly Piece[])[] = [impliedText('a').pieces];
  for (let time = 0; time < 1000; time += 1)
    texts = concatenate([texts, [impliedText('b').pieces]]).map(({ pieces }) => pieces);
  expect(texts.map((pieces) => [pieces.length, pieces.at(-1)?.missing])).toEqual([
    [500, 'a string with too many pieces'],
  ]);
  expect(concatenate([texts, [impliedText('c').pieces]]).map(({ pieces }) => pieces)).toEqual(texts);
  expect(concatenate([texts, [impliedText('c').pieces]])[0]?.pieces).toBe(texts[0]);
});

test('a member that is no part of a URL is told without a look at the text', () => {
  const looks = looksAt('text', (piece) =>
    expect(urlPart({ kind: 'text', pieces: [piece('https://a')] }, 'replace')).toEqual([]),
  );
  expect(looks).toBe(0);
});
