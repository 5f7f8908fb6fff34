import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';
import { testRule } from '../support/rule-tester.js';

/** A program in one file, with wrappers that a configuration describes. */
function wrapped(wrapper: object, code: string): Readonly<Record<string, string>> {
  return { 'src/code.js': code, 'clever-audit.config.json': JSON.stringify({ wrappers: [wrapper] }) };
}

const base = 'https://api.clever.com';
/** Sends requests in a way that nobody sees through. */
const opaque = `import native from '@acme/native';
export const get = (path, options) => native.dispatch(7, path, options);
export class Client {
  constructor(options) {
    this.handle = native.open(options);
  }
  get(path) {
    return this.handle.dispatch(7, path);
  }
}
export const create = (options) => new Client(options);
`;

testRule('no-unversioned-me', {
  valid: [
    {
      name: 'a function that nobody describes',
      files: wrapped({ module: '@acme/other', functions: ['get'] }, `import { get } from '@acme/http';\nget('/me');\n`),
    },
    {
      name: 'another function of the package',
      files: wrapped(
        { module: '@acme/http', functions: ['get'], base },
        `import { route, get } from '@acme/http';\nroute('/me', () => get('/v3.0/me'));\n`,
      ),
    },
    {
      name: 'a path of the application, in another argument',
      files: wrapped(
        { module: '@acme/http', functions: ['get'], base, url: 1 },
        `import { get } from '@acme/http';\nget('/me', '/v3.0/me');\n`,
      ),
    },
    {
      name: 'an instance with the base of somebody else',
      files: wrapped(
        { module: '@acme/http', functions: ['get'], instance: { of: 'create', base: 0 } },
        `import { create } from '@acme/http';\ncreate('https://api.example.com').get('/me');\n`,
      ),
    },
    {
      name: 'a function of the same name in another file',
      files: {
        'src/code.js': `import { get } from './other.js';\nget('/me');\n`,
        'src/other.js': `export const get = (path) => path;\n`,
        'src/http.js': opaque,
        'clever-audit.config.json': JSON.stringify({
          wrappers: [{ module: './src/http.js', functions: ['get'], base }],
        }),
      },
    },
  ],
  invalid: [
    {
      name: 'a function of a package, with a base of its own and an answer',
      files: wrapped(
        { module: '@acme/http', functions: ['get'], base, answer: { body: '' } },
        `import { get } from '@acme/http';
export async function idOf() {
  const body = await get('/me');
  console.log(body.data.id);
}
`,
      ),
      errors: [{ text: '/me' }],
      fixed: `import { get } from '@acme/http';
export async function idOf() {
  const body = await get('/v3.0/me');
  console.log(body.data.id);
}
`,
    },
    {
      name: 'a default export, and a member of the package',
      files: wrapped(
        { module: '@acme/http', functions: ['default', 'client.send'], base },
        `import http, { client } from '@acme/http';\nhttp('/me');\nclient.send('me');\n`,
      ),
      errors: [{ text: '/me' }, { text: 'me' }],
    },
    {
      name: 'CommonJS, the address in an option, the method in another',
      files: wrapped(
        {
          module: '@acme/http',
          functions: ['request'],
          url: { argument: 0, member: 'uri' },
          method: { argument: 0, member: 'verb' },
          base: { argument: 0, member: 'host' },
        },
        `const { request } = require('@acme/http');\nrequest({ verb: 'GET', host: 'https://api.clever.com', uri: '/me' });\n`,
      ),
      errors: [{ text: '/me' }],
    },
    {
      name: 'an instance of a class, and one that a function makes',
      files: wrapped(
        {
          module: '@acme/http',
          functions: ['get'],
          instance: { of: 'Client', base: { argument: 0, member: 'origin' } },
        },
        `import { Client } from '@acme/http';\nconst client = new Client({ origin: 'https://api.clever.com' });\nclient.get('/me');\n`,
      ),
      errors: [{ text: '/me' }],
    },
    {
      name: 'a callback that is handed the body',
      files: wrapped(
        { module: '@acme/http', functions: ['get'], base, answer: { callback: { argument: 'last' }, body: 'body' } },
        `import { get } from '@acme/http';
get('/me', {}, (error, response) => {
  if (!error) console.log(response.body.data.id);
});
`,
      ),
      errors: [{ text: '/me' }],
      fixed: `import { get } from '@acme/http';
get('/v3.0/me', {}, (error, response) => {
  if (!error) console.log(response.body.data.id);
});
`,
    },
    {
      name: 'a function of the project’s own',
      files: {
        'src/code.js': `import { get } from './http.js';\nget('/me');\n`,
        'src/http.js': opaque,
        'clever-audit.config.json': JSON.stringify({
          wrappers: [{ module: './src/http.js', functions: ['get'], base }],
        }),
      },
      errors: [{ text: '/me' }],
    },
    {
      name: 'methods of the project’s own class, made in two ways',
      files: {
        'src/code.js': `import { Client, create } from './lib/index.js';
new Client('https://api.clever.com').get('/me');
create('https://api.clever.com').get('/me');
new Client('https://api.example.com').get('/me');
`,
        'src/lib/index.js': `export * from './http.js';\n`,
        'src/lib/http.js': opaque,
        'clever-audit.config.json': JSON.stringify({
          wrappers: [{ module: './src/lib/http.js', functions: ['get'], instance: { of: 'Client', base: 0 } }],
        }),
      },
      errors: [
        { text: '/me', line: 2 },
        { text: '/me', line: 3 },
      ],
    },
    {
      name: 'a member of the workspace',
      files: {
        'packages/app/index.js': `import { get } from '@sample/http';\nget('/me');\n`,
        'packages/http/index.js': opaque,
        'packages/app/package.json': '{ "name": "@sample/app" }',
        'packages/http/package.json': '{ "name": "@sample/http", "main": "index.js" }',
        'package.json': JSON.stringify({
          private: true,
          workspaces: ['packages/*'],
          'clever-audit': { wrappers: [{ module: '@sample/http', functions: ['get'], base }] },
        }),
      },
      errors: [{ text: '/me' }],
    },
  ],
});

testRule('no-removed-me-field', {
  valid: [
    {
      name: 'an answer of which nobody says how it is read',
      files: wrapped(
        { module: '@acme/http', functions: ['get'], base },
        `import { get } from '@acme/http';\nget('/v3.0/me').then((answer) => console.log(answer.data.name));\n`,
      ),
    },
  ],
  invalid: [
    {
      name: 'the body behind a method and a member',
      files: wrapped(
        { module: '@acme/http', functions: ['get'], base, answer: { body: 'response.json()' } },
        `import { get } from '@acme/http';
export async function nameOf() {
  const answer = await get('/v3.0/me');
  const { data } = await answer.response.json();
  console.log(data.name);
}
`,
      ),
      errors: [{ text: 'name' }],
    },
    {
      name: 'an answer that is no promise',
      files: wrapped(
        { module: '@acme/http', functions: ['getSync'], base, answer: { promise: false, body: 'body' } },
        `import { getSync } from '@acme/http';\nconsole.log(getSync('/v3.0/me').body.data.email);\n`,
      ),
      errors: [{ text: 'email' }],
    },
  ],
});

describe('a wrapper that cannot be right', () => {
  const errorOf = (wrapper: object): unknown => {
    const files = { 'package.json': '{ "private": true }', ...wrapped(wrapper, 'export {};\n') };
    try {
      return audit({ cwd: temporaryFolder(files) });
    } catch (error) {
      return error;
    }
  };

  test('names a file that is not there', () => {
    expect(errorOf({ module: './src/htpp.js', functions: ['get'] })).toMatchObject({
      message: 'clever-audit.config.json:1:24: wrappers[0].module names no file of the project: "./src/htpp.js"',
    });
  });

  test.each(['src/code.js', 'src/code'])('names a file without a "./" before it: %s', (module) => {
    expect(errorOf({ module, functions: ['get'] })).toMatchObject({
      message: `clever-audit.config.json:1:24: wrappers[0].module names a file, so it must begin with "./": "./${module}"`,
    });
  });

  test.each(['@acme/http', 'acme/http', 'acme/http.js', 'src'])('may be a package: %s', (module) => {
    expect(errorOf({ module, functions: ['get'] })).toHaveProperty('findings');
  });

  test.each([
    [{ module: 'a' }, 'wrappers[0] needs the key "functions"'],
    [{ module: 'a', functions: [] }, 'wrappers[0].functions must be a list of names of functions, not []'],
    [{ module: 'a', functions: ['b'], uri: 0 }, 'wrappers[0].uri does not exist; did you mean "url"?'],
    [
      { module: 'a', functions: ['b'], method: 'get' },
      'wrappers[0].method must be an HTTP method in capitals, or the place of one in the call, not "get"',
    ],
    [
      { module: 'a', functions: ['b'], join: 'slash' },
      'wrappers[0].join must be "one slash", "as written" or "resolution", not "slash"',
    ],
    [
      { module: 'a', functions: ['b'], answer: { body: 'data..x' } },
      'wrappers[0].answer.body must be the way from the answer to the body ("data", "response.json()"), empty for the answer itself, not "data..x"',
    ],
  ])('%j', (wrapper, message) => {
    expect(errorOf(wrapper)).toMatchObject({ message: expect.stringContaining(`: ${message}`) as string });
  });
});
