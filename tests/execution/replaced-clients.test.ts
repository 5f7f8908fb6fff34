import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';
import { run } from '../support/programs.js';

const WITH_FETCH = `export async function greeting(token) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
  const me = await response.json();
  return me.data.name.last;
}
`;

const WITH_AXIOS = `import axios from 'axios';

export async function greeting(token) {
  const { data: me } = await axios.get('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
  return me.data.name.last;
}
`;

const BODY = `{ type: 'teacher', data: { id: '1', name: { last: 'Bee' } } }`;
const RESPONSE = `{ ok: true, json: async () => (${BODY}) }`;
const HEAD = `import { mock, test } from 'node:test';
import assert from 'node:assert/strict';
import axios from 'axios';
import { greeting } from '../login.js';
`;

/** Tests that put something in the place of the client, for one request. */
const REPLACED = {
  'a method of the globals': [WITH_FETCH, `mock.method(globalThis, 'fetch', async () => (${RESPONSE}), { times: 1 });`],
  'a global that is assigned': [
    WITH_FETCH,
    `const answers = [${RESPONSE}]; global.fetch = async () => answers.shift();`,
  ],
  'a count of calls': [
    WITH_FETCH,
    `const fetched = mock.method(globalThis, 'fetch', async () => (${RESPONSE}));
  process.on('exit', () => assert.equal(fetched.mock.callCount(), 1));`,
  ],
  'a method of the package': [WITH_AXIOS, `mock.method(axios, 'get', async () => ({ data: ${BODY} }), { times: 1 });`],
  'a method that is assigned': [
    WITH_AXIOS,
    `const answers = [{ data: ${BODY} }]; axios.get = async () => answers.shift();`,
  ],
} as const;

function projectOf(texts: Record<string, string>): string {
  const folder = temporaryFolder({ 'package.json': '{ "type": "module" }', ...texts });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

function fixIn(cwd: string) {
  return fixFolder(cwd, { preset: 'recommended' });
}

/** Code whose address comes from the environment, with Clever's as its default. */
const WITH_BASE = `const BASE = process.env.CLEVER_BASE ?? 'https://api.clever.com';
${WITH_FETCH.replace("'https://api.clever.com/v1.1/me'", '`${BASE}/v1.1/me`')}`;

/** Tests that run a server of their own in the place of Clever. */
const SERVED = {
  'a variable that is assigned': 'process.env.CLEVER_BASE = origin;',
  'a variable under its text': "process.env['CLEVER_BASE'] = origin;",
  'a variable of a package': 'env.CLEVER_BASE = origin;',
  'a variable that is stubbed': "vi.stubEnv('CLEVER_BASE', origin);",
  'a variable of a mock':
    "mock.property(process.env, 'CLEVER_BASE', origin); t.replaceProperty(process.env, 'CLEVER_BASE', origin);",
};

describe('an address that a test replaces', () => {
  const testOf = (body: string): string => `import { env } from 'node:process';
import { mock, test } from 'node:test';
import { vi } from 'vitest';
test('greets', async (t) => {
  const origin = 'http://127.0.0.1:8080';
  ${body}
  await (await import('../login.js')).greeting('t');
});
`;

  it.each(Object.entries(SERVED))('holds the fix back: %s', (_name, body) => {
    for (const base of [{}, { '.env': 'CLEVER_BASE=https://api.clever.com\n' }]) {
      const folder = projectOf({ 'login.js': WITH_BASE, 'test/login.test.js': testOf(body), ...base });
      expect(fixIn(folder).changes).toEqual([]);
    }
  });

  it.each([
    ['of something else', 'process.env.OTHER_BASE = origin;'],
    ['where it is not set yet', "process.env.CLEVER_BASE ??= 'https://api.clever.com';"],
  ])('holds nothing back where a variable is set %s', (_name, body) => {
    const folder = projectOf({ 'login.js': WITH_BASE, 'test/login.test.js': testOf(body) });
    expect(fixIn(folder).changes.map(({ file }) => file)).toEqual(['login.js']);
  });
});

describe('a client that a test replaces', () => {
  it.each(Object.entries(REPLACED))('holds the fix back: %s', (_name, [login, body]) => {
    const test = `${HEAD}test('greets', async () => {\n  ${body}\n  assert.equal(await greeting('t'), 'Bee');\n});\n`;
    const folder = projectOf({ 'login.js': login, 'test/login.test.js': test });
    expect(run(folder, ['node', '--test', 'test/']).code).toBe(0);
    const { before, changes } = fixIn(folder);
    expect(changes).toEqual([]);
    const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
    expect(suggestions).not.toEqual([]);
    for (const each of suggestions) expect(each).toContain('Change the mock of the client in test/login.test.js too.');
  });

  it('holds it back where a file that runs before all tests does it', () => {
    const setUp = `import { vi } from 'vitest';\nvi.stubGlobal('fetch', vi.fn(async () => (${RESPONSE})));\n`;
    expect(fixIn(projectOf({ 'login.js': WITH_FETCH, 'test/setup.js': setUp })).changes).toEqual([]);
  });

  it.each([
    [
      'a test imports beside the code',
      { 'test/login.test.js': "import './mocks.js';\nimport { greeting } from '../login.js';\nvoid greeting('t');\n" },
    ],
    ['runs before all tests', {}],
  ])('holds it back where a file with a fixture does it that %s', (_name, files) => {
    const mocks = `import body from './me.json';\nimport { vi } from 'vitest';
vi.stubGlobal('fetch', vi.fn(async () => ({ ok: true, json: async () => body })));\n`;
    const folder = projectOf({ 'login.js': WITH_FETCH, 'test/me.json': '{}', 'test/mocks.js': mocks, ...files });
    const { before, changes } = fixIn(folder);
    expect(changes).toEqual([]);
    const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
    expect(suggestions.join()).toContain('Change the mock of the client in test/mocks.js too.');
  });

  it('holds it back where Jest takes another module for the package by itself', () => {
    const manual = `module.exports = { get: async () => ({ data: ${BODY} }) };\n`;
    const mocked = projectOf({ 'login.js': WITH_AXIOS, '__mocks__/axios.js': manual });
    expect(fixIn(mocked).changes).toEqual([]);
    const unlike = projectOf({ 'login.js': WITH_AXIOS, '__mocks__/got.js': manual });
    expect(fixIn(unlike).changes.map(({ file }) => file)).toEqual(['login.js']);
  });

  it.each([
    [
      'other code',
      `import { vi } from 'vitest';\nimport { other } from '../other.js';\nvi.spyOn(globalThis, 'fetch');\nother();\n`,
    ],
    [
      'other code with a fixture',
      `import { it, vi } from 'vitest';\nimport { other } from '../other.js';\nit('asks', () => {\n  vi.spyOn(globalThis, 'fetch');\n  other();\n});\n`,
    ],
    [
      'another function',
      `import { vi } from 'vitest';\nimport { greeting } from '../login.js';\nvi.spyOn(console, 'log');\nfetch(greeting);\n`,
    ],
  ])('holds nothing back where the test is about %s', (_name, test) => {
    const other = 'export const other = () => 1;\n';
    const folder = projectOf({ 'login.js': WITH_FETCH, 'other.js': other, 'test/other.test.js': test });
    expect(fixIn(folder).changes.map(({ file }) => file)).toEqual(['login.js']);
  });
});
