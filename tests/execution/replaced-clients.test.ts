import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { describeChange } from '../../src/model/finding.js';
import { fix } from '../../src/run/fix.js';
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
  return fix({ cwd, paths: ['.'], rules, preset: 'recommended', target: 'v3.0', suggestions: false });
}

describe('a client that a test replaces', () => {
  it.each(Object.entries(REPLACED))('holds the fix back: %s', (_name, [login, body]) => {
    const test = `${HEAD}test('greets', async () => {\n  ${body}\n  assert.equal(await greeting('t'), 'Bee');\n});\n`;
    const folder = projectOf({ 'login.js': login, 'test/login.test.js': test });
    expect(run(folder, ['node', '--test', 'test/']).code).toBe(0);
    const { before, changes } = fixIn(folder);
    expect(changes).toEqual([]);
    const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
    expect(suggestions).not.toEqual([]);
    for (const each of suggestions)
      expect(each).toContain('Move the stand-in for the client in test/login.test.js too.');
  });

  it('holds it back where a file that runs before all tests does it', () => {
    const setUp = `import { vi } from 'vitest';\nvi.stubGlobal('fetch', vi.fn(async () => (${RESPONSE})));\n`;
    expect(fixIn(projectOf({ 'login.js': WITH_FETCH, 'test/setup.js': setUp })).changes).toEqual([]);
  });

  it.each([
    [
      'other code',
      `import { vi } from 'vitest';\nimport { other } from '../other.js';\nvi.spyOn(globalThis, 'fetch');\nother();\n`,
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
