import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** A sign-in through a function that a library makes of the one that asks. */
function findingsOf(made: string, imported = "import _ from 'lodash';") {
  const code = `${imported}
async function send(path, token) {
  const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();
}
const ask = ${made};
const me = await ask('/me', process.env.TOKEN);
if (me.data.name.first === 'Ines') console.log('welcome back');
`;
  const files = { 'package.json': '{ "private": true, "type": "module" }', 'main.js': code };
  return audit({ cwd: temporaryFolder(files) }).findings;
}

test.each([
  ['once', '_.once(send)'],
  ['at most every second', '_.throttle(send, 1000)'],
  ['when it is quiet', '_.debounce(send, 1000)'],
  ['once for each token', '_.memoize(send, (path, token) => token)'],
  [
    'once for each token, by a file of its own',
    'memoize(send, (path, token) => token)',
    "import memoize from 'lodash/memoize.js';",
  ],
  [
    'once for each token, by a package of its own',
    'pMemoize(send, { cacheKey: ([, token]) => token })',
    "import pMemoize from 'p-memoize';",
  ],
  ['once for each path, of which the answers are counted', '_.memoize(send);\nconsole.log(ask.cache.size)'],
  ['once, by its own name', 'once(send)', "import { once } from 'lodash';"],
  ['once, as a function around it', '_.once((path, token) => send(path, token))'],
])('a function that is called %s is not called for a second answer', (_name, made, imported?: string) => {
  const [finding] = findingsOf(made, imported);
  expect(finding?.fix).toBeNull();
  expect(finding?.suggestions).toEqual([]);
  expect(finding?.refusal).toContain('may return an answer without sending the request');
});

test.each([
  ['once for each path', '_.memoize(send)'],
  ['once for each path, by a file of its own', 'memoize(send)', "import memoize from 'lodash/memoize.js';"],
  ['once for each path, by a package of its own', 'pMemoize(send)', "import pMemoize from 'p-memoize';"],
  ['once for each path and token', 'cache(send)', "import { cache } from 'react';"],
  ['each time', '_.partial(send)'],
])('one that is called %s is', (_name, made, imported?: string) => {
  expect(findingsOf(made, imported).some(({ fix }) => fix !== null)).toBe(true);
});

/** A sign-in that is asked for with the token first. */
function refusalOf(made: string, called: string): string | null | undefined {
  const code = `import _ from 'lodash';
import CircuitBreaker from 'opossum';
import pMemoize from 'p-memoize';
const send = async (token, path) => {
  const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();
};
const ask = ${made};
const me = await ${called}(process.env.TOKEN, '/me');
if (me.data.name.first === 'Ines') console.log('welcome back');
`;
  const files = { 'package.json': '{ "private": true, "type": "module" }', 'main.js': code };
  const [finding] = audit({ cwd: temporaryFolder(files) }).findings;
  expect(finding?.fix).toBeNull();
  return finding?.refusal;
}

test.each([
  ['the first answer for a token', '_.memoize(send)', 'ask'],
  ['the first answer that a package keeps for a token', 'pMemoize(send)', 'ask'],
  ['the answer of its breaker', 'new CircuitBreaker(send, { timeout: 3000 })', 'ask.fire'],
  [
    'an answer that its breaker keeps',
    'new CircuitBreaker(send, { cache: true, cacheGetKey: (token) => token })',
    'ask.fire',
  ],
])('a call that may get %s is not made again', (_name, made, called) => {
  expect(refusalOf(made, called)).toContain(`\`${called}\` may return an answer without sending the request`);
});

test('what a breaker answers may be a thing of the program', () => {
  const code = `import CircuitBreaker from 'opossum';
const breaker = new CircuitBreaker(async (token) => {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();
});
breaker.fallback(() => ({ data: { type: 'guest' } }));
const me = await breaker.fire(process.env.TOKEN);
console.log(me.data.type === 'guest', me.data.type === 'teacher');
`;
  const files = { 'package.json': '{ "private": true, "type": "module" }', 'main.js': code };
  const { findings } = audit({ cwd: temporaryFolder(files) });
  expect(findings).not.toEqual([]);
  expect(findings.filter(({ fix }) => fix !== null)).toEqual([]);
});
