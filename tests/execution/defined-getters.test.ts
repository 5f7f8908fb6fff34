import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

/** A program that reads its token off an object, and would read it again for a second request. */
function program(above: string, token = 'pool.token'): string {
  return `import needle from 'needle';

let left = [];
${above}
export function main(token) {
  left = [token, 'no-token'];
  return new Promise((resolve) => {
    needle.get('https://api.clever.com/me', { headers: { Authorization: 'Bearer ' + ${token} } }, (error, response, body) => {
      resolve(console.log(error || response.statusCode !== 200 ? 'refused' : body.data.email));
    });
  });
}
`;
}

/** Getters that answer something else each time. */
const left: Readonly<Record<string, string>> = {
  'a property that is defined': program(
    "const pool = {};\nObject.defineProperty(pool, 'token', { get() { return left.shift(); } });",
  ),
  'a property of a prototype, defined by Reflect': program(
    "class Pool {}\nconst next = () => left.shift();\nReflect.defineProperty(Pool.prototype, 'token', { enumerable: true, get: next });\nconst pool = new Pool();",
  ),
  'several properties': program(
    'const pool = Object.defineProperties({}, { token: { get: () => left.shift() }, name: { value: 1 } });',
  ),
  'descriptors in a variable': program(
    'const descriptors = { token: { get: () => left.shift() } };\nconst pool = Object.create(null, descriptors);',
    "pool['token']",
  ),
  'a name that is computed': program(
    "const pool = {};\nfor (const name of ['token']) Object.defineProperty(pool, name, { get: () => left.shift() });",
  ),
  __defineGetter__: program("const pool = {};\npool.__defineGetter__('token', () => left.shift());"),
  'a proxy': program(
    "const pool = new Proxy({}, { get: (target, name) => (name === 'token' ? left.shift() : undefined) });",
  ),
  'a proxy that a function makes': program(
    'const poolOf = () => new Proxy({}, { get: () => left.shift() });\nconst pool = poolOf();',
  ),
  'a pattern in a function': program(
    "const pool = {};\nObject.defineProperty(pool, 'token', { get() { return left.shift(); } });\nfunction bearer() {\n  const { token } = pool;\n  return token;\n}",
    'bearer()',
  ),
};

/** Properties that are as good the second time. */
const fixed: Readonly<Record<string, string>> = {
  'a getter that makes a text': program(
    "const pool = {};\nObject.defineProperty(pool, 'prefix', { get: () => 'il-' });",
    '(pool.prefix + token.slice(3))',
  ),
  'a property of another name': program(
    "const pool = { name: 'il-' };\nObject.defineProperty(pool, 'token', { get: () => left.shift() });",
    '(pool.name + token.slice(3))',
  ),
  'a proxy of something else': program(
    "const spare = new Proxy({}, { get: () => left.shift() });\nexport const next = () => spare.token;\nconst pool = { name: '' };",
    '(pool.name + token)',
  ),
};

describe('properties that calls define', () => {
  let runner: Runner;
  beforeAll(() => {
    runner = startRunner();
  });
  afterAll(() => runner.close());

  it.each(Object.entries(left))('left: %s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.mjs': text })).outcome).toBe('left');
  });

  it.each(Object.entries(fixed))('%s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.mjs': text })).outcome).toBe('migrated');
  });
});
