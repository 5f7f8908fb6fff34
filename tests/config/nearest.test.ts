import { expect, test } from 'vitest';
import { nearest } from '../../src/config/nearest.js';

const keys = ['target', 'preset', 'rules', 'hosts', 'env', 'wrappers'];

test.each([
  ['host', 'hosts'],
  ['Targets', 'target'],
  ['wraper', 'wrappers'],
  ['ENV', 'env'],
  ['rule', 'rules'],
])('%s was probably meant as %s', (word, expected) => {
  expect(nearest(word, keys)).toBe(expected);
});

test.each(['proxies', 'x', '', 'constructor'])('%o looks like none of the keys', (word) => {
  expect(nearest(word, keys)).toBeNull();
});
