import { expect, test } from 'vitest';

import { wantsColours } from '../../src/cli/surroundings.js';

const write = () => true;

test.each([
  ['a terminal', true, {}, true],
  ['a pipe', false, {}, false],
  ['a terminal that can do nothing', true, { TERM: 'dumb' }, false],
  ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
  ['a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
  ['a terminal with FORCE_COLOR=false', true, { FORCE_COLOR: 'false' }, false],
  ['a pipe with both, where the refusal wins', false, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
])('%s', (_name, isTTY, environment, expected) => {
  expect(wantsColours({ isTTY, write }, environment)).toBe(expected);
});

test('a stream that does not say what it is gets no colours', () => {
  expect(wantsColours({ write }, {})).toBe(false);
});
