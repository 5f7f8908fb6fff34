import { expect, test } from 'vitest';
import { meLinks, versionedPaths, words } from '../../src/clever-api/vocabulary.js';
import { isCleversPath } from '../../src/requests/url.js';

test('a text is compared with paths that were taken apart once', () => {
  let reads = 0;
  const paths = new Proxy(versionedPaths, { get: (list, key) => (reads += 1) && Reflect.get(list, key) });
  const vocabulary = { hosts: [], packages: [], links: meLinks, words: new Set(words), paths };
  for (let index = 0; index < 1000; index += 1) expect(isCleversPath(`/v1.1/x${index}`, vocabulary)).toBe(false);
  expect(isCleversPath('/v1.1/students/1', vocabulary)).toBe(true);
  expect(reads).toBeLessThan(3 * versionedPaths.length);
});
