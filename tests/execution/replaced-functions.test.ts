import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const CLEVER = `export async function getMe(token) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();
}
export const logOut = (token) => console.log(token);
`;

/** What reads who is signed in. */
const LANDING = `import { getMe } from './clever.js';
export async function landing(token) {
  const me = await getMe(token);
  return me.type === 'student' ? '/learn' : \`/teach/\${me.data.email}\`;
}
`;

/** The same with CommonJS. */
const CLEVER_COMMON = `exports.getMe = async (token) => {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();
};
exports.logOut = (token) => console.log(token);
`;
const LANDING_COMMON = `const clever = require('./clever');
exports.landing = async (token) => {
  const me = await clever.getMe(token);
  return me.type === 'student' ? '/learn' : '/teach';
};
`;

/** The same with an object of a client. */
const LANDING_WITH_CLIENT = `const http = require('./http');
exports.landing = async (token) => {
  const { data: me } = await http.get('/v1.1/me', { headers: { Authorization: token } });
  return me.type === 'student' ? '/learn' : '/teach';
};
`;

const MODULES = { 'src/clever.js': CLEVER, 'src/landing.js': LANDING };
const COMMON = { 'src/clever.js': CLEVER_COMMON, 'src/landing.js': LANDING_COMMON };

/** A class, and what reads what its method answers. */
const CLASSES = {
  'src/clever.js': `export class CleverClient {
  async me(token) {
    const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
    if (!response.ok) throw new Error('refused');
    return response.json();
  }
}
`,
  'src/landing.js': `import { CleverClient } from './clever.js';
const client = new CleverClient();
export async function landing(token) {
  const me = await client.me(token);
  return me.type === 'student' ? '/learn' : '/teach';
}
`,
};

/** A function that asks whatever it is told, in a module of its own. */
const GENERAL = {
  'src/http.js': `export async function getJson(url, token) {
  const response = await fetch(url, { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();
}
`,
  'src/landing.js': `import { getJson } from './http.js';
export async function landing(token) {
  const me = await getJson('https://api.clever.com/v1.1/me', token);
  return me.data.email;
}
`,
};

const OLD = "{ type: 'student', data: { id: '1', email: 'a@b.c' } }";
const HEAD = "import { expect, it, vi } from 'vitest';\nimport { landing } from '../src/landing.js';\n";
const EXPECTED = "it('greets', async () => expect(await landing('t')).toBe('/learn'));\n";

/** A test of the landing page. */
function tested(above: string): string {
  return `${HEAD}${above}\n${EXPECTED}`;
}

function testedCommon(above: string): string {
  return `const { it } = require('node:test');
const assert = require('node:assert');
const { landing } = require('../src/landing');
it('greets', async (t) => {
  ${above}
  assert.equal(await landing('t'), '/learn');
});
`;
}

type Files = Readonly<Record<string, string>>;

/** Files beside a program, of which the last puts something in the place of a part that hands its answer to changed code. */
const REPLACED: Readonly<Record<string, readonly [Files, Files]>> = {
  'a module that is mocked as it is': [
    MODULES,
    {
      'test/a.test.js': tested("vi.mock('../src/clever.js');").replace(
        'import { land',
        "import { getMe } from '../src/clever.js';\ngetMe.mockResolvedValue(" + OLD + ');\nimport { land',
      ),
    },
  ],
  'a module with a factory': [
    MODULES,
    { 'test/a.test.js': tested(`vi.mock('../src/clever.js', () => ({ getMe: async () => (${OLD}) }));`) },
  ],
  'a factory with a body': [
    MODULES,
    { 'test/a.test.js': tested(`vi.mock('../src/clever.js', () => {\n  return { getMe: async () => (${OLD}) };\n});`) },
  ],
  'a factory that is held elsewhere': [
    MODULES,
    {
      'test/a.test.js': tested(
        `const made = vi.hoisted(() => ({ getMe: vi.fn() }));\nvi.mock('../src/clever.js', () => made);\nmade.getMe.mockResolvedValue(${OLD});`,
      ),
    },
  ],
  'one function of a module': [
    MODULES,
    {
      'test/a.test.js': tested(
        `vi.mock('../src/clever.js', async (importOriginal) => ({ ...(await importOriginal()), getMe: async () => (${OLD}) }));`,
      ),
    },
  ],
  'a module by an import': [MODULES, { 'test/a.test.js': tested("vi.mock(import('../src/clever.js'));") }],
  'a module of Jest': [
    MODULES,
    { 'test/a.test.js': tested(`jest.mock('../src/clever', () => ({ getMe: jest.fn() }));`) },
  ],
  'a module that is mocked before all tests': [
    MODULES,
    {
      'test/a.test.js': tested(''),
      'vitest.setup.js': `vi.mock('./src/clever.js', () => ({ getMe: async () => (${OLD}) }));\n`,
    },
  ],
  'a module that exports it again': [
    {
      ...MODULES,
      'src/index.js': "export { getMe } from './clever.js';\n",
      'src/landing.js': LANDING.replace('./clever.js', './index.js'),
    },
    { 'test/a.test.js': tested(`vi.mock('../src/index.js', () => ({ getMe: async () => (${OLD}) }));`) },
  ],
  'a spy on a module': [
    MODULES,
    {
      'test/a.test.js': tested(
        `import * as clever from '../src/clever.js';\nvi.spyOn(clever, 'getMe').mockResolvedValue(${OLD});`,
      ),
    },
  ],
  'a spy of Jasmine': [
    MODULES,
    {
      'test/a.test.js': tested(
        `import * as clever from '../src/clever.js';\nspyOn(clever, 'getMe').and.resolveTo(${OLD});`,
      ),
    },
  ],
  'a stub of sinon': [
    COMMON,
    {
      'test/a.test.js': testedCommon(`require('sinon').stub(require('../src/clever'), 'getMe').resolves(${OLD});`),
    },
  ],
  'a whole module as a stub': [
    COMMON,
    {
      'test/a.test.js': testedCommon(
        `const clever = require('../src/clever'); require('sinon').stub(clever); clever.getMe.resolves(${OLD});`,
      ),
    },
  ],
  'a method of the runner of Node': [
    COMMON,
    {
      'test/a.test.js': testedCommon(
        `const clever = require('../src/clever'); t.mock.method(clever, 'getMe', async () => (${OLD}));`,
      ),
    },
  ],
  'a module of the runner of Node': [
    COMMON,
    {
      'test/a.test.js': testedCommon(
        `t.mock.module('../src/clever', { namedExports: { getMe: async () => (${OLD}) } });`,
      ),
    },
  ],
  'a member that is assigned': [
    COMMON,
    {
      'test/a.test.js': testedCommon(
        `const getMe = async () => (${OLD}); const clever = require('../src/clever'); clever.getMe = getMe;`,
      ),
    },
  ],
  proxyquire: [
    COMMON,
    {
      'test/a.test.js': `const proxyquire = require('proxyquire');\nconst { landing } = proxyquire('../src/landing', { './clever': { getMe: async () => (${OLD}) } });\nlanding('t').then(console.log);\n`,
    },
  ],
  esmock: [
    MODULES,
    {
      'test/a.test.js': `import esmock from 'esmock';\nconst { landing } = await esmock('../src/landing.js', { '../src/clever.js': { getMe: async () => (${OLD}) } });\nconsole.log(await landing('t'));\n`,
    },
  ],
  testdouble: [
    MODULES,
    {
      'test/a.test.js': `import * as td from 'testdouble';\nawait td.replaceEsm('../src/clever.js', { getMe: async () => (${OLD}) });\nconst { landing } = await import('../src/landing.js');\nconsole.log(await landing('t'));\n`,
    },
  ],
  'a method of a class': [
    CLASSES,
    {
      'test/a.test.js': tested(
        `import { CleverClient } from '../src/clever.js';\nvi.spyOn(CleverClient.prototype, 'me').mockResolvedValue(${OLD});`,
      ),
    },
  ],
  'a class that a container provides': [
    CLASSES,
    {
      'test/a.test.js': tested(
        `import { CleverClient } from '../src/clever.js';\nconst providers = [{ provide: CleverClient, useValue: { me: async () => (${OLD}) } }];`,
      ),
    },
  ],
  'a function that asks anything': [
    GENERAL,
    { 'test/a.test.js': tested(`vi.mock('../src/http.js', () => ({ getJson: vi.fn(async () => (${OLD})) }));`) },
  ],
  'the object of a client': [
    {
      'src/landing.js': `import axios from 'axios';
export const http = axios.create({ baseURL: 'https://api.clever.com' });
export async function landing(token) {
  const { data: me } = await http.get('/v1.1/me', { headers: { Authorization: token } });
  return me.type === 'student' ? '/learn' : '/teach';
}
`,
    },
    {
      'test/a.test.js': tested(
        `import { http } from '../src/landing.js';\nvi.spyOn(http, 'get').mockResolvedValue({ data: ${OLD} });`,
      ),
    },
  ],
  'the object of a client that is a module': [
    {
      'src/http.js': `const axios = require('axios');
module.exports = axios.create({ baseURL: 'https://api.clever.com' });
`,
      'src/landing.js': LANDING_WITH_CLIENT,
    },
    {
      'test/a.test.js': testedCommon(
        `const http = require('../src/http'); require('sinon').stub(http, 'get').resolves({ data: ${OLD} });`,
      ),
    },
  ],
  'the object of a client that a module exports': [
    {
      'src/http.js': `const axios = require('axios');
exports.http = axios.create({ baseURL: 'https://api.clever.com' });
`,
      'src/landing.js': LANDING_WITH_CLIENT.replace('const http', 'const { http }'),
    },
    {
      'test/a.test.js': testedCommon(
        `const { http } = require('../src/http'); t.mock.method(http, 'get', async () => ({ data: ${OLD} }));`,
      ),
    },
  ],
  'the object of a client by default': [
    {
      'src/http.js': `import axios from 'axios';
export default axios.create({ baseURL: 'https://api.clever.com' });
`,
      'src/landing.js': `import http from './http.js';
export async function landing(token) {
  const { data: me } = await http.get('/v1.1/me', { headers: { Authorization: token } });
  return me.type === 'student' ? '/learn' : '/teach';
}
`,
    },
    {
      'test/a.test.js': tested(
        `vi.mock('../src/http.js', () => ({ default: { get: async () => ({ data: ${OLD} }) } }));`,
      ),
    },
  ],
  'a function that calls back': [
    {
      'src/clever.js': `export function getMe(token, done) {
  fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } })
    .then((response) => response.json())
    .then((me) => done(me));
}
`,
      'src/landing.js': `import { getMe } from './clever.js';
export function landing(token, go) {
  getMe(token, (me) => go(me.type === 'student' ? '/learn' : '/teach'));
}
`,
    },
    { 'test/a.test.js': tested(`vi.mock('../src/clever.js', () => ({ getMe: (_token, done) => done(${OLD}) }));`) },
  ],
};

/** Files beside a program that replace nothing whose answer changed code reads. */
const NOT_REPLACED: Readonly<Record<string, readonly [Files, Files]>> = {
  'no test': [MODULES, {}],
  'a test without mocks': [MODULES, { 'test/a.test.js': tested('') }],
  'another module': [
    { ...MODULES, 'src/log.js': 'export const getLog = () => console.log(1);\n' },
    { 'test/a.test.js': tested("vi.mock('../src/log.js');") },
  ],
  'another function of the module': [
    MODULES,
    {
      'test/a.test.js': tested(
        "vi.mock('../src/clever.js', async (importOriginal) => ({ ...(await importOriginal()), logOut: vi.fn() }));",
      ),
    },
  ],
  'a spy on another function of the module': [
    MODULES,
    { 'test/a.test.js': tested("import * as clever from '../src/clever.js';\nvi.spyOn(clever, 'logOut');") },
  ],
  'a function of the same name of another module': [
    { ...MODULES, 'src/store.js': 'export const store = { getMe: () => null };\n' },
    { 'test/a.test.js': tested("import { store } from '../src/store.js';\nvi.spyOn(store, 'getMe');") },
  ],
  'what only gets what is made of it': [
    {
      ...MODULES,
      'src/page.js':
        'import { landing } from \'./landing.js\';\nexport const page = async (token) => `<a href="${await landing(token)}">`;\n',
    },
    {
      'test/page.test.js':
        "import { vi } from 'vitest';\nimport { page } from '../src/page.js';\nvi.mock('../src/landing.js', () => ({ landing: async () => '/learn' }));\nconsole.log(await page('t'));\n",
    },
  ],
  'a function that answers an object of its own': [
    {
      'src/clever.js': CLEVER.replace(
        'return response.json();',
        "const me = await response.json();\n  return { email: me.data.email, isStudent: me.type === 'student' };",
      ),
      'src/landing.js': LANDING.replace("me.type === 'student'", 'me.isStudent').replace('me.data.email', 'me.email'),
    },
    {
      'test/a.test.js': tested(
        "vi.mock('../src/clever.js', () => ({ getMe: async () => ({ email: 'a@b.c', isStudent: true }) }));",
      ),
    },
  ],
  'an answer of which nothing moves behind it': [
    { ...MODULES, 'src/landing.js': LANDING.replace("me.type === 'student' ? '/learn' : ", '') },
    { 'test/a.test.js': tested(`vi.mock('../src/clever.js', () => ({ getMe: async () => (${OLD}) }));`) },
  ],
  'a request that hands the function on': [
    {
      ...MODULES,
      'src/server.js':
        "import { getMe } from './clever.js';\nexport const use = (request) => { request.getMe = getMe; };\n",
    },
    {},
  ],
  'a container that makes the class itself': [
    CLASSES,
    {
      'src/module.js':
        "import { CleverClient } from './clever.js';\nexport const providers = [{ provide: CleverClient, useFactory: () => new CleverClient() }];\n",
    },
  ],
};

function fixed(program: Files, beside: Files) {
  const cwd = temporaryFolder({
    'package.json': '{ "private": true }',
    ...program,
    'main.js': "import { landing } from './src/landing.js';\nlanding(process.env.TOKEN, console.log);\n",
    ...beside,
  });
  return fixFolder(cwd, { preset: 'recommended' });
}

describe('code that reads what a test puts in the place of a part of the program', () => {
  it.each(Object.entries(REPLACED))('waits for a person: %s', (_name, [program, beside]) => {
    const { before, changes } = fixed(program, beside);
    expect(changes).toEqual([]);
    const file = Object.keys(beside).at(-1) ?? '';
    const offered = before.findings.flatMap(({ suggestions }) => suggestions.map(describeChange));
    expect(offered.join('\n')).toMatch(new RegExp(`Change the mock of \`\\w+\` in ${file} too`));
    // The program itself would have moved.
    expect(fixed(program, {}).changes).not.toEqual([]);
  });

  it.each(Object.entries(NOT_REPLACED))('moves: %s', (_name, [program, beside]) => {
    expect(fixed(program, beside).changes).not.toEqual([]);
  });
});
