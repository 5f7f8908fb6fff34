import { expect, test } from 'vitest';

import { hashLines } from '../../src/reporters/line-hashes.js';

/** What GitHub's own action computes. */
test.each([
  ['an empty file', '', ['c129715d7a2bc9a3:1']],
  [
    'blanks before and behind',
    ' a\nb\n  \t\tc\n d',
    ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
  ],
  [
    'empty lines',
    ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End',
    [
      '8b7cf3e952e7aeb2:1',
      'b1ae1287ec4718d9:1',
      'bff680108adb0fcc:1',
      'c6805c5e1288b612:1',
      'b86d3392aea1be30:1',
      'e6ceba753e1a442:1',
    ],
  ],
  [
    'a last line that ends',
    ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n',
    [
      'e9496ae3ebfced30:1',
      'fb7c023a8b9ccb3f:1',
      'ce8ba1a563dcdaca:1',
      'e20e36e16fcb0cc8:1',
      'b3edc88f2938467e:1',
      'c8e28b0b4002a3a0:1',
      'c129715d7a2bc9a3:1',
    ],
  ],
])('the hashes of %s', (_name, text, hashes) => {
  expect(hashLines(text)).toEqual(hashes);
});

test('ends of lines make no difference, and equal lines are numbered', () => {
  expect(hashLines('a\r\nb\rc\n')).toEqual(hashLines('a\nb\nc\n'));
  const long = `${'x'.repeat(200)}\n`;
  const [first = '', second = ''] = hashLines(long.repeat(3));
  expect([first.split(':')[1], second.split(':')[1]]).toEqual(['1', '2']);
  expect(first.split(':')[0]).toBe(second.split(':')[0]);
});
