import { expect, test } from 'vitest';
import { toPrintableJson } from '../../src/reporters/printable.js';

test('JSON shows no character that moves the cursor or hides text, and says the same', () => {
  const value = { file: 'src/a\u009b31m\u202egnp\u2066.js', text: 'one\ntwo\u001b[31m', 'k\u0085ey': ['é', '😀'] };
  const written = toPrintableJson(value);
  expect(written).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
  expect(JSON.parse(written)).toEqual(value);
  expect(written.split('\n')[0]).toBe('{');
});
