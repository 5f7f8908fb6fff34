import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';
import { run } from '../support/programs.js';

const BODY = `const BODY = { type: 'teacher', data: { id: '1', name: { last: 'Bee' } } };`;

/** A program that signs in, and what its mocks are written with. */
interface Library {
  readonly client: string;
  readonly head: string;
  /** Mocks that answer its `/me` without naming it. */
  readonly answering: readonly string[];
  /** Mocks that do not answer it. */
  readonly others: readonly string[];
}

const FETCH = `(url) => fetch(url).then((response) => response.json())`;
const AXIOS = `(url) => clever.get(url).then((response) => response.data)`;

const LIBRARIES: Readonly<Record<string, Library>> = {
  nock: {
    client: FETCH,
    head: `import nock from 'nock';\nnock.disableNetConnect();\nconst PATTERN = /me$/;`,
    answering: [
      `nock('https://api.clever.com').get(/\\/me$/).reply(200, BODY);`,
      `nock('https://api.clever.com').get((uri) => uri.includes('me')).reply(200, BODY);`,
      `nock(/clever/).get('/me').reply(200, BODY);`,
      `nock('https://api.clever.com').persist().get(/.*/).reply(200, BODY);`,
      `nock('https://api.clever.com').get(PATTERN).reply(200, BODY);`,
      `nock('https://api.clever.com').get(new RegExp('^/m')).reply(200, BODY);`,
      `nock('https://api.clever.com').intercept(/^\\/me/, 'GET').reply(200, BODY);`,
    ],
    others: [
      `nock('https://example.com').get(/me$/).reply(200, BODY);`,
      `nock('https://example.com').get(() => true).reply(200, BODY);`,
      `nock('https://api.clever.com').get(/\\/users$/).reply(200, BODY);`,
      `nock('https://api.clever.com').get(/^\\/v1\\.\\d\\/me/).reply(200, BODY);`,
      `nock('https://api.clever.com').post(/me$/).reply(200, BODY);`,
    ],
  },
  'axios-mock-adapter': {
    client: AXIOS,
    head: `import MockAdapter from 'axios-mock-adapter';\nconst PATTERN = /me$/;
const mock = new MockAdapter(clever), other = new MockAdapter(axios.create({ baseURL: 'https://example.com' }));`,
    answering: [
      `mock.onGet(/\\/me/).reply(200, BODY);`,
      `mock.onAny().reply(200, BODY);`,
      `mock.onGet().reply(200, BODY);`,
      `mock.onAny(/^me$|^\\/me$/).reply(200, BODY);`,
      `mock.onGet(PATTERN).reply(200, BODY);`,
      `mock.onGet(new RegExp('/me')).reply(200, BODY);`,
    ],
    others: [
      `mock.onGet(/\\/users/).reply(200, BODY);`,
      `mock.onPost().reply(200, BODY);`,
      `mock.onAny().reply(404);`,
      `mock.onGet(/./).networkError();`,
      `other.onAny().reply(200, BODY);`,
    ],
  },
  undici: {
    client: FETCH,
    head: `import { MockAgent, setGlobalDispatcher } from 'undici';\nconst PATTERN = /me$/;
const agent = new MockAgent();\nagent.disableNetConnect();\nsetGlobalDispatcher(agent);`,
    answering: [
      `agent.get('https://api.clever.com').intercept({ path: /me$/ }).reply(200, BODY);`,
      `agent.get('https://api.clever.com').intercept({ path: (path) => path.endsWith('/me') }).reply(200, BODY);`,
      `agent.get(/clever/).intercept({ path: '/me' }).reply(200, BODY);`,
      `agent.get((origin) => origin.includes('clever')).intercept({ path: '/me' }).reply(200, BODY);`,
      `agent.get('https://api.clever.com').intercept({ path: PATTERN, method: 'GET' }).reply(200, BODY);`,
    ],
    others: [
      `agent.get('https://api.clever.com').intercept({ path: /users/ }).reply(200, BODY);`,
      `agent.get('https://api.clever.com').intercept({ path: /me$/, method: 'POST' }).reply(200, BODY);`,
      `agent.get('https://example.com').intercept({ path: () => true }).reply(200, BODY);`,
    ],
  },
};

/** The same, of a library that is not installed here: msw 2.15 was asked what answers. */
const MSW = {
  answering: [
    `http.get('*/me', () => HttpResponse.json(BODY))`,
    `http.get(\`\${process.env.CLEVER_BASE ?? 'https://api.clever.com'}/:path\`, () => HttpResponse.json(BODY))`,
    `http.get(/\\/me$/, () => HttpResponse.json(BODY))`,
    `http.all('*', () => HttpResponse.json(BODY))`,
    `http.get('https://*.clever.com/me', () => HttpResponse.json(BODY))`,
    `http.get('https://:host/me', () => HttpResponse.json(BODY))`,
    `http.get(\`\${process.env.ORIGIN}/me\`, () => HttpResponse.json(BODY))`,
    `rest.get(/.*\\/me/, (request, response, context) => response(context.json(BODY)))`,
  ],
  others: [
    `http.get('*/users', () => HttpResponse.json([]))`,
    `http.get('https://other.example/*', () => HttpResponse.json([]))`,
    `http.get('/me', () => HttpResponse.json([]))`,
    `http.get('*/api/me', () => HttpResponse.json([]))`,
    `http.get('https://api.clever.com/:path/:id', () => HttpResponse.json([]))`,
    `http.post('*', () => HttpResponse.json([]))`,
    `http.get(/\\/users$/, () => HttpResponse.json([]))`,
  ],
};

const HANDLERS = (handler: string): string =>
  `import { http, rest, HttpResponse } from 'msw';\n${BODY}\nexport const handlers = [${handler}];\n`;

function projectOf(client: string, files: Record<string, string>): string {
  const login = `import axios from 'axios';
export const clever = axios.create({ baseURL: 'https://api.clever.com' });
const get = ${client};
export async function greeting() {
  const me = await get('${client === AXIOS ? '/me' : 'https://api.clever.com/me'}');
  return me.data.name.last;
}
`;
  return temporaryFolder({ 'package.json': '{ "type": "module" }', 'login.js': login, ...files });
}

/** The files that a fix changes, and what the suggestions say where it changes none. */
function fixed(folder: string) {
  const { before, changes } = fixFolder(folder, { preset: 'recommended' });
  return {
    files: changes.map(({ file }) => file),
    suggestions: before.findings.flatMap(({ suggestions }) => suggestions.map(describeChange)),
  };
}

function expectHeld(folder: string, file: string): void {
  const { files, suggestions } = fixed(folder);
  expect(files).toEqual([]);
  expect(suggestions).not.toEqual([]);
  for (const each of suggestions) expect(each).toContain(`Change the mock of the client in ${file} too.`);
}

describe.each(Object.entries(LIBRARIES))('%s', (_name, { client, head, answering, others }) => {
  const testOf = (body: string): string => `import axios from 'axios';
import { clever, greeting } from './login.js';
${BODY}
${head}
${body}
console.log(await greeting().catch(() => 'nobody'));
`;
  const rows = [...answering.map((mock) => [mock, true] as const), ...others.map((mock) => [mock, false] as const)];

  it.each(rows)('%s', (mock, isAnswer) => {
    const folder = projectOf(client, { 'login.test.js': testOf(mock) });
    if (isAnswer) expectHeld(folder, 'login.test.js');
    else expect(fixed(folder).files).toEqual(['login.js']);
  });

  it('answers what the table says', () => {
    const files = Object.fromEntries(rows.map(([mock], index) => [`test${index}.js`, testOf(mock)]));
    const folder = projectOf(client, files);
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    const said = Object.keys(files).map((file) => run(folder, ['node', file]).output.trim());
    expect(said).toEqual(rows.map(([, isAnswer]) => (isAnswer ? 'Bee' : 'nobody')));
  });
});

/** What answers everything, and refuses it, or lets it go to the server: it does so for the new addresses, too. */
const REFUSING = [
  `http.all('*', () => HttpResponse.error())`,
  `http.all('https://api.clever.com/*', () => passthrough())`,
  `http.all(/.*/, ({ request }) => {\n  console.warn(request.url);\n  return new HttpResponse(null, { status: 404 });\n})`,
  `http.get('*', ({ request }) => {\n  throw new Error(\`Not mocked: \${request.url}\`);\n})`,
  `rest.get('*', (request) => request.passthrough())`,
];

/** What answers everything, but not always so, or refuses only what is asked today. */
const CHOOSING = [
  `http.all('*', ({ request }) => {\n  if (refuses(request)) return HttpResponse.error();\n})`,
  `http.all('*', ({ request }) => {\n  if (!refuses(request)) return;\n  throw new Error();\n})`,
  `http.get('*/me', () => HttpResponse.error())`,
];

describe('msw', () => {
  it.each(REFUSING)('holds nothing back where it refuses everything: %s', (handler) => {
    const folder = projectOf(FETCH, { 'mocks/handlers.js': HANDLERS(handler) });
    expect(fixed(folder).files).toEqual(['login.js']);
  });

  it.each(CHOOSING)('holds a fix back where it may refuse today alone: %s', (handler) => {
    expectHeld(projectOf(FETCH, { 'mocks/handlers.js': HANDLERS(handler) }), 'mocks/handlers.js');
  });

  it.each([
    ['that tests import', { 'app/login.test.js': `import '../login.js';\nimport '../mocks/handlers.js';\n` }],
    ['that tests the program', { 'mocks/login.test.js': `import '../login.js';\n` }],
  ])('looks for handlers in a package %s', (_name, test) => {
    const handlers = HANDLERS(`http.get('*/me', () => HttpResponse.json(BODY))`);
    const packages = {
      'app/package.json': '{ "name": "app" }',
      'mocks/package.json': '{ "name": "mocks" }',
      'mocks/handlers.js': handlers,
    };
    expectHeld(projectOf(FETCH, { ...packages, ...test }), 'mocks/handlers.js');
  });

  it('does not look into a package that has nothing to do with it', () => {
    const handlers = HANDLERS(`http.get('*/me', () => HttpResponse.json(BODY))`);
    const folder = projectOf(FETCH, { 'mocks/package.json': '{ "name": "mocks" }', 'mocks/handlers.js': handlers });
    expect(fixed(folder).files).toEqual(['login.js']);
  });

  it.each(MSW.answering)('holds a fix back, in a file that does not name Clever: %s', (handler) => {
    expectHeld(projectOf(FETCH, { 'mocks/handlers.js': HANDLERS(handler) }), 'mocks/handlers.js');
  });

  it.each(MSW.others)('holds nothing back: %s', (handler) => {
    const folder = projectOf(FETCH, { 'mocks/handlers.js': HANDLERS(handler) });
    expect(fixed(folder).files).toEqual(['login.js']);
  });
});
