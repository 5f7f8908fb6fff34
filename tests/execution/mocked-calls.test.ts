import { describeChange, PREVENTS_CHANGE } from '../../src/model/finding.js';
import { readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { run } from '../support/programs.js';

const LOGIN = `import axios from 'axios';

export const clever = axios.create({ baseURL: 'https://api.clever.com' });

export async function greeting() {
  const { data: me } = await clever.get('/v1.1/me');
  return me.type === 'teacher' ? \`Teacher \${me.data.name.last}\` : me.data.name.last;
}
`;

const DISTRICT = `import { clever } from './login.js';

export async function district() {
  const { data: me } = await clever.get('/v1.1/me');
  return me.data.district;
}
`;

const HEAD = `import { test } from 'node:test';
import assert from 'node:assert/strict';
import axios from 'axios';
import MockAdapter from 'axios-mock-adapter';
import nock from 'nock';
import { clever, greeting } from '../login.js';
`;

const ANSWER = `{
    type: 'teacher',
    data: { id: '58d', district: 'd1', name: { first: 'Ann', last: 'Bee' }, sis_id: '7' },
    links: [{ rel: 'canonical', uri: '/v1.1/teachers/58d' }],
  }`;

/** Mocks whose answers are in sight: they are made to answer twice. */
const SPLIT = {
  'nock, path by path': `nock('https://api.clever.com')
    .get('/v1.1/me')
    .matchHeader('accept', /json/)
    .reply(200, ${ANSWER});
  assert.equal(await greeting(), 'Teacher Bee');`,
  'nock, version in the base': `const scope = nock('https://api.clever.com/v1.1');
  scope.get('/me').reply(200, ${ANSWER});
  assert.equal(await greeting(), 'Teacher Bee');
  scope.done();`,
  'nock, several in a chain': `nock('https://api.clever.com')
    .get('/v1.1/me').reply(200, { type: 'student', data: { id: '1', name: { last: 'Cee' }, grade: '4' } })
    .get('/v1.1/me').reply(401, { error: 'expired' });
  assert.equal(await greeting(), 'Cee');
  await assert.rejects(greeting());`,
  'nock, beside a pattern for another server': `nock('https://example.com').get(/me$/).reply(200, {});
  nock('https://api.clever.com').get('/v1.1/me').reply(200, ${ANSWER});
  assert.equal(await greeting(), 'Teacher Bee');`,
  'nock, an answer in a constant': `const ANSWER = ${ANSWER};
  nock('https://api.clever.com').get('/v1.1/me').reply(200, ANSWER);
  assert.equal(await greeting(), 'Teacher Bee');`,
  'axios-mock-adapter': `const mock = new MockAdapter(clever);
  mock.onGet('/v1.1/me').replyOnce(200, ${ANSWER}).onGet('/v1.1/me').networkError();
  assert.equal(await greeting(), 'Teacher Bee');
  await assert.rejects(greeting());
  mock.restore();`,
};

/** Tests that would break, or whose mocks cannot be made to answer twice. */
const HELD_BACK = {
  'an answer out of sight': `const answer = JSON.parse('{"type":"student","data":{"id":"1","name":{"last":"Cee"}}}');
  nock('https://api.clever.com').get('/v1.1/me').reply(200, answer);
  assert.equal(await greeting(), 'Cee');`,
  'an answer with a comment': `nock('https://api.clever.com').get('/v1.1/me').reply(200, {
    type: 'student', // the role
    data: { id: '1', name: { last: 'Cee' } },
  });
  assert.equal(await greeting(), 'Cee');`,
  'a constant that is compared with, too': `const answer = ${ANSWER};
  nock('https://api.clever.com').get('/v1.1/me').reply(200, answer);
  assert.equal(await greeting(), 'Teacher ' + answer.data.name.last);`,
  'an id of run time': `const id = String(7);
  nock('https://api.clever.com').get('/v1.1/me').reply(200, { type: 'student', data: { id, name: { last: 'Cee' } } });
  assert.equal(await greeting(), 'Cee');`,
  'a path that is a pattern': `nock('https://api.clever.com')
    .get(/\\/v1\\.1\\/me$/)
    .reply(200, ${ANSWER});
  assert.equal(await greeting(), 'Teacher Bee');`,
  'a path that is a function': `nock('https://api.clever.com')
    .get((uri) => uri === '/v1.1/me')
    .reply(200, ${ANSWER});
  assert.equal(await greeting(), 'Teacher Bee');`,
  'a path that is a constant pattern': `const ME = /me$/;
  const scope = nock('https://api.clever.com').get(ME).reply(200, ${ANSWER});
  assert.equal(await greeting(), 'Teacher Bee');
  scope.done();`,
  'an adapter with a pattern': `const mock = new MockAdapter(clever);
  mock.onGet(/\\/me$/).replyOnce(200, ${ANSWER});
  assert.equal(await greeting(), 'Teacher Bee');`,
  'an adapter that answers whatever is asked': `const mock = new MockAdapter(clever);
  mock.onAny().replyOnce(200, ${ANSWER});
  assert.equal(await greeting(), 'Teacher Bee');`,
  'a count of requests': `const mock = new MockAdapter(clever);
  mock.onGet('/v1.1/me').reply(200, ${ANSWER});
  assert.equal(await greeting(), 'Teacher Bee');
  assert.equal(mock.history.get.length, 1);`,
};

/** The same program, which gives up after a while, or does not say how long it waits. */
const PATIENT = LOGIN;
const IMPATIENT = LOGIN.replace("'https://api.clever.com' }", "'https://api.clever.com', timeout: 300 }");

/** Mocks whose second answer may never be asked for, or whose requests are counted. */
const COUNTED = {
  'a delay': [IMPATIENT, `.get('/v1.1/me').delay(500).reply(200, ${ANSWER})`, ''],
  'a delay of the body': [IMPATIENT, `.get('/v1.1/me').delayBody(500).reply(200, ${ANSWER})`, ''],
  'a delay before a header': [
    IMPATIENT,
    `.get('/v1.1/me').delayConnection(500).matchHeader('accept', /json/).reply(200, ${ANSWER})`,
    '',
  ],
  'requests that a listener counts': [
    PATIENT,
    `.get('/v1.1/me').reply(200, ${ANSWER})`,
    "scope.on('request', () => {});",
  ],
  'answers that a listener counts': [
    PATIENT,
    `.get('/v1.1/me').reply(200, ${ANSWER})`,
    "scope.once('replied', () => {});",
  ],
} as const;

const NOT_COUNTED = {
  'a delay that the program waits for': [PATIENT, `.get('/v1.1/me').delay(5).reply(200, ${ANSWER})`, ''],
  'a program that may give up': [IMPATIENT, `.get('/v1.1/me').reply(200, ${ANSWER})`, ''],
  'a listener for something else': [
    PATIENT,
    `.get('/v1.1/me').reply(200, ${ANSWER})`,
    "process.once('exit', () => {});",
  ],
} as const;

function countedProject([login, mock, listens]: readonly [login: string, mock: string, listens: string]): string {
  const body = `const scope = nock('https://api.clever.com')${mock};\n  ${listens}\n  await greeting().catch(() => scope);`;
  return projectOf(body, { 'login.js': login });
}

/** Tests with the agent of undici, which answers one request a call. */
const SPLIT_BY_AGENT = {
  'in one chain': `agent.get('https://api.clever.com').intercept({ path: '/me' }).reply(200, ${ANSWER});`,
  'a pool in a constant': `const pool = agent.get('https://api.clever.com');
  pool.intercept({ path: '/me', method: 'GET' }).reply(200, ${ANSWER}).times(2);`,
  'one that fails, and one that does not': `const pool = agent.get('https://api.clever.com');
  pool.intercept({ path: '/me' }).reply(401, { error: 'expired' });
  await assert.rejects(greeting());
  pool.intercept({ path: '/me' }).replyWithError(new Error('down')).delay(1);
  await assert.rejects(greeting());
  agent.get('https://api.clever.com').intercept({ path: '/me' }).reply(200, ${ANSWER});`,
};

const HELD_BACK_BY_AGENT = {
  'options in a constant': `const me = { path: '/me', method: 'GET' };
  agent.get('https://api.clever.com').intercept(me).reply(200, ${ANSWER}).persist();`,
  'a helper of the test': `const mocked = (path, answer) => agent.get('https://api.clever.com').intercept({ path }).reply(200, answer);
  mocked('/me', ${ANSWER});`,
  'a path that is a pattern': `agent.get('https://api.clever.com').intercept({ path: /me$/ }).reply(200, ${ANSWER});`,
  'an agent made in place': `new MockAgent().get('https://api.clever.com').intercept({ path: '/me' }).reply(200, ${ANSWER});`,
  'an answer that is kept': `const said = agent.get('https://api.clever.com').intercept({ path: '/me' }).reply(200, ${ANSWER});
  said.persist();`,
  'a branch without braces': `if (agent) agent.get('https://api.clever.com').intercept({ path: '/me' }).reply(200, ${ANSWER});`,
  'an answer of a function': `agent.get('https://api.clever.com').intercept({ path: '/me' }).reply(() => ({ statusCode: 200, data: ${ANSWER} }));`,
};

/** A project that signs in with `fetch`, whose test has an agent. */
function withAgent(body: string, path = '/me', read = 'me.data.name.last'): string {
  return temporaryFolder({
    'package.json': '{ "type": "module" }',
    'login.js': `export async function greeting() {
  const response = await fetch('https://api.clever.com${path}');
  if (!response.ok) throw new Error('refused');
  const me = await response.json();
  return ${read};
}
`,
    'login.test.js': `import { test } from 'node:test';
import assert from 'node:assert/strict';
import { MockAgent, MockPool, setGlobalDispatcher } from 'undici';
import { greeting } from './login.js';
test('signs in', async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  setGlobalDispatcher(agent);
  ${body}
  await greeting();
});
`,
  });
}

function projectOf(body: string, files: Record<string, string> = {}): string {
  const folder = temporaryFolder({
    'package.json': '{ "type": "module" }',
    'login.js': LOGIN,
    'test/login.test.js': `${HEAD}\ntest('signs in', async () => {\n  ${body}\n});\n`,
    ...files,
  });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Fixes a project in its folder, and answers which files have changed. */
function fixIn(folder: string): readonly string[] {
  const { changes } = fixFolder(folder, { preset: 'recommended' });
  writeFiles(folder, Object.fromEntries(changes.map(({ file, after }) => [file, after])));
  return changes.map(({ file }) => file).sort();
}

/** What the project's own tests say: nothing where they pass. */
function complaintsOf(folder: string): string {
  const { code, output } = run(folder, ['node', '--test']);
  return code === 0 ? '' : output;
}

describe('a call and the mocks of it', () => {
  it.each(Object.entries(SPLIT))('move in one fix: %s', (_name, body) => {
    const folder = projectOf(body);
    expect(complaintsOf(folder)).toBe('');
    expect(fixIn(folder)).toEqual(['login.js', 'test/login.test.js']);
    expect(complaintsOf(folder)).toBe('');
    expect(fixIn(folder)).toEqual([]);
  });

  it.each(Object.entries(HELD_BACK))('wait for the reader: %s', (_name, body) => {
    const folder = projectOf(body);
    expect(complaintsOf(folder)).toBe('');
    expect(fixIn(folder)).toEqual([]);
    expect(complaintsOf(folder)).toBe('');
  });

  it.each(Object.entries(COUNTED))('wait for the reader, with %s', (_name, project) => {
    expect(fixIn(countedProject(project))).toEqual([]);
  });

  it.each(Object.entries(NOT_COUNTED))('move in one fix, with %s', (_name, project) => {
    expect(fixIn(countedProject(project))).toEqual(['login.js', 'test/login.test.js']);
  });

  it.each(Object.entries(SPLIT_BY_AGENT))('move in one fix, with an agent of undici: %s', (_name, body) => {
    const folder = withAgent(body);
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    expect(complaintsOf(folder)).toBe('');
    expect(fixIn(folder)).toEqual(['login.js', 'login.test.js']);
    expect(complaintsOf(folder)).toBe('');
    expect(fixIn(folder)).toEqual([]);
  });

  it.each(Object.entries(HELD_BACK_BY_AGENT))('wait for the reader, with an agent of undici: %s', (_name, body) => {
    expect(fixIn(withAgent(body))).toEqual([]);
  });

  it('moves a pool of its own', () => {
    const body = `const pool = new MockPool('https://api.clever.com', { agent });
  pool.intercept({ path: '/me' }).reply(200, ${ANSWER});`;
    expect(fixIn(withAgent(body))).toEqual(['login.js', 'login.test.js']);
  });

  it('moves a call that an agent answers for another server', () => {
    const body = `agent.get('https://example.com').intercept({ path: '/me' }).reply(200, {});`;
    expect(fixIn(withAgent(body))).toEqual(['login.js']);
  });

  it('moves an agent with a call that needs no second request', () => {
    const body = `agent.get('https://api.clever.com').intercept({ path: '/v1.1/districts' }).reply(200, { data: [] });`;
    expect(fixIn(withAgent(body, '/v1.1/districts', 'me.data.length'))).toEqual(['login.js', 'login.test.js']);
  });

  it('move by their address alone where the program asks for no record', () => {
    const body = `nock('https://api.clever.com').get('/v1.1/me').reply(200, ${ANSWER});
  const { district } = await import('../login.js');
  assert.equal(await district(), 'd1');`;
    const login = `import axios from 'axios';
export const clever = axios.create({ baseURL: 'https://api.clever.com' });
export const greeting = null;
${DISTRICT.replace(/import.*\n\n/, '')}`;
    const folder = projectOf(body, { 'login.js': login });
    expect(complaintsOf(folder)).toBe('');
    expect(fixIn(folder)).toEqual(['login.js', 'test/login.test.js']);
    expect(complaintsOf(folder)).toBe('');
  });

  it('move together with all other calls that the mock answers', () => {
    const body = `nock('https://api.clever.com').get('/v1.1/me').times(2).reply(200, ${ANSWER});
  const { district } = await import('../district.js');
  assert.equal(await greeting(), 'Teacher Bee');
  assert.equal(await district(), 'd1');`;
    const folder = projectOf(body, { 'district.js': DISTRICT });
    expect(complaintsOf(folder)).toBe('');
    expect(fixIn(folder)).toEqual(['district.js', 'login.js', 'test/login.test.js']);
    expect(complaintsOf(folder)).toBe('');
  });

  it('says the handlers of msw twice', () => {
    const folder = temporaryFolder({
      'login.js': LOGIN,
      'handlers.js': `import { http, HttpResponse } from 'msw';

export const handlers = [
  http.get('https://api.clever.com/v1.1/me', () =>
    HttpResponse.json({ type: 'school_admin', data: { id: '58d', email: 'ann@example.org', title: 'Head' } }),
  ),
];
`,
    });
    expect(fixIn(folder)).toEqual(['handlers.js', 'login.js']);
    expect(readFileSync(join(folder, 'handlers.js'), 'utf8')).toBe(`import { http, HttpResponse } from 'msw';

export const handlers = [
  http.get('https://api.clever.com/v3.0/me', () =>
    HttpResponse.json({ type: 'user', data: { id: '58d', authorized_by: 'district' } }),
  ),
  http.get('https://api.clever.com/v3.0/users/58d', () =>
    HttpResponse.json({
      data: { id: '58d', email: 'ann@example.org', roles: { staff: { legacy_id: '58d', title: 'Head' } } },
    }),
  ),
];
`);
  });

  it('names the mocks that must move where it cannot move them', () => {
    const folder = projectOf(HELD_BACK['an answer out of sight']);
    const { findings } = audit({ cwd: folder, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' });
    const descriptions = findings.flatMap(({ suggestions }) => suggestions.map(describeChange));
    expect(descriptions).not.toEqual([]);
    for (const each of descriptions) expect(each).toContain('Change the mocks of `/me` in test/login.test.js too.');
  });

  it.each([
    ['the one that moves', `.reply(200, ${ANSWER})`, ['this tool cannot change every mock of the call: 12']],
    ['the one that stays', '.reply(200, answer)', ['this tool cannot change this mock: ']],
  ])('names the mock that keeps the others from moving: %s', (_name, reply, reasons) => {
    const folder = projectOf(`
  const answer = JSON.parse(process.env.ANSWER ?? 'null');
  nock('https://api.clever.com').get('/v1.1/me')${reply.replaceAll(/\s+/g, ' ')};
  nock('https://api.clever.com').get('/v1.1/me').reply(200, answer);`);
    const { findings } = audit({ cwd: folder, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' });
    const [mock] = findings.filter(({ span }) => span.file === 'test/login.test.js');
    const lines = mock?.related
      .filter(({ message }) => message === PREVENTS_CHANGE)
      .map(({ span }) => readFileSync(join(folder, span.file), 'utf8').slice(0, span.start).split('\n').length);
    expect([`${mock?.refusal}: ${lines?.join() ?? ''}`]).toEqual(reasons);
  });

  it('wait for the reader where the records are others on v3', () => {
    const folder = temporaryFolder({
      'schools.js': `import axios from 'axios';

export async function studentsOf(school) {
  const { data } = await axios.get(\`https://api.clever.com/v1.1/schools/\${school}/students\`);
  return data.data.map((student) => student.data.name.first);
}
`,
      'test/schools.test.js': `import nock from 'nock';
nock('https://api.clever.com').get('/v1.1/schools/1/students').reply(200, { data: [] });
`,
    });
    const { findings } = audit({
      cwd: folder,
      paths: ['schools.js', 'test'],
      rules,
      preset: 'recommended',
      target: 'v3.0',
    });
    const [finding] = findings.filter(({ span }) => span.file === 'schools.js');
    expect(finding?.fix).toBeNull();
    expect(finding?.suggestions.slice(0, 1).map(describeChange)).toEqual([
      expect.stringMatching(/Change the mocks of .* in test\/schools\.test\.js too\./),
    ]);
  });
});
