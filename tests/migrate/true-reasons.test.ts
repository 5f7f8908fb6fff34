import { expect, test } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

/** Why nothing moves in a file, and what a suggestion asks. */
function saidOf(text: string): { readonly refusals: readonly string[]; readonly asked: readonly string[] } {
  const { before } = fixFolder(temporaryFolder({ 'package.json': '{ "type": "module" }', 'index.js': text }));
  return {
    refusals: before.findings.flatMap(({ refusal }) => refusal ?? []),
    asked: before.findings.flatMap(({ suggestions }) => suggestions.flatMap(({ decisions }) => decisions ?? [])),
  };
}

const OPTIONS = '{ headers: { Authorization: `Bearer ${token}` } }';

test.each([
  ["http.get('https://api.clever.com/v1.2/schools/abc/admins').then(show);", '/schools/abc/admins'],
  ['fetch(`https://api.clever.com/v1.1/students/${id}/grade_levels`).then(show);', '/students/{id}/grade_levels'],
  ["unknownClient.fetchAll('https://api.clever.com/v1.1/students/grade_levels/all');", '/students/grade_levels/all'],
])('a path that no version had: %s', (text, path) => {
  const { refusals } = saidOf(`import http from 'axios';\nexport const load = (id, show) => ${text}\n`);
  expect(refusals).toEqual([`this tool does not know what replaces \`${path}\``]);
});

test.each([
  ['http://user:secret@api.clever.com', '`http:` must change to `https:` too, and the API key to a token, and'],
  ['https://KEY:@api.getclever.com', 'the host `api.getclever.com` must change too, and the API key to a token, and'],
])('the beginning of a URL that no edit can change: %s', (origin, reason) => {
  const { refusals } = saidOf(
    `fetch('${origin}/v1.2/schools').then((r) => r.json()).then((b) => console.log(b.data.length));\n`,
  );
  expect(refusals).toEqual([`${reason} this tool cannot change them here`]);
});

/** A program that stores who signs in. */
function storing(statement: string): string {
  return `import { db } from './db.js';
export async function signIn(token) {
  const response = await fetch('https://api.clever.com/v1.1/me', ${OPTIONS});
  const me = await response.json();
  ${statement}
}
`;
}

/** Why nothing moves in files. */
function refusalsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const { before } = fixFolder(temporaryFolder({ 'package.json': '{ "type": "module" }', ...files }));
  return before.findings.flatMap(({ refusal, span }) => (refusal === null ? [] : [`${span.file}: ${refusal}`]));
}

const SIGN_IN = `const r = await fetch('https://api.clever.com/me', ${OPTIONS});\nconsole.log((await r.json()).data.name);\n`;
const OF_TEST = 'a test uses this URL, so change it together with the call that it stands for';

test.each([
  ['tests/e2e.spec.ts', "await page.route('https://api.clever.com/me', (route) => route.fulfill({ json: {} }));"],
  ['cypress/login.cy.js', "cy.intercept('GET', 'https://api.clever.com/me', { type: 'teacher' });"],
  ['test/a.js', "const ME = 'https://api.clever.com/me';\nserver.answer(ME, {});"],
])('a test that only names a URL is changed with the call: %s', (file, text) => {
  expect(refusalsOf({ 'main.js': `export const token = 1;\n${SIGN_IN}`, [file]: `${text}\n` })).toContain(
    `${file}: ${OF_TEST}`,
  );
});

test.each([
  ['no call asks for it', 'test/a.js', 'export const token = 1;\n'],
  ['it is no test', 'lib/a.js', SIGN_IN],
])('near miss: %s', (_name, file, main) => {
  const text = "server.answer('https://api.clever.com/me', {});\n";
  expect(refusalsOf({ 'main.js': main, [file]: text }).join()).not.toContain(OF_TEST);
});

test('code that this tool does not know gets a URL', () => {
  const { refusals } = saidOf(
    "import http from 'k6/http';\nexport default function () { http.get('https://api.clever.com/v1.1/me'); }\n",
  );
  expect(refusals).toEqual([
    'this tool does not know the code that gets this URL, so it cannot see what happens to the answer',
  ]);
});

/** A program of RTK Query that asks for schools. */
function schoolsOf(query: string): string {
  return `import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query';
export const clever = createApi({
  baseQuery: fetchBaseQuery({ baseUrl: 'https://api.clever.com/v1.2/' }),
  endpoints: (b) => ({ schools: b.query({ query: ${query} }) }),
});
`;
}

test.each([
  ["() => 'schools'"],
  ["() => ({ url: 'schools' })"],
  ["() => ({ url: 'schools', params: { limit: 10 } })"],
  ["(limit) => ({ url: 'schools', params: { limit } })"],
  ["function () {\n  return { url: 'schools', method: 'GET', params: { starting_after: 'a' } };\n}"],
])('parameters in plain sight are not asked about: %s', (query) => {
  expect(saidOf(schoolsOf(query)).asked.join(' ')).not.toContain('where');
});

test.each([
  ["(params) => ({ url: 'schools', params })", 'Check that the request does not send `where`'],
  ["() => ({ url: 'schools', params: { where: '{}' } })", 'the parameter `where`'],
])('near miss: %s', (query, asked) => {
  expect(saidOf(schoolsOf(query)).asked.join(' ')).toContain(asked);
});

test.each([
  ["return db.from('accounts').insert({ clever_id: me.data.id });"],
  ['return db.accounts.create({ data: { cleverId: me.data.id } });'],
])('an object that gets the old id passes on no new one: %s', (statement) => {
  const { asked } = saidOf(storing(statement));
  expect(asked.join(' ')).toContain('keeps using the old id');
  expect(asked.join(' ')).not.toContain('Check the code that uses the id');
});

test('near miss: what else gets the id gets the new one', () => {
  const { asked } = saidOf(
    storing("await db.from('accounts').insert({ clever_id: me.data.id });\n  return show(me.data);"),
  );
  expect(asked.join(' ')).toContain('show');
});

test('what a suggestion left to do is told by the next run, in every file that takes comments', () => {
  const folder = temporaryFolder({
    'package.json': '{ "type": "module" }',
    'index.js':
      'load();\n  // TODO(clever-audit): Check the order of roles.\n  // TODO(clever-audit): no-v1-endpoint: old\n',
    '.env': '# TODO(clever-audit): Replace the API key.\nA=1\n',
    'notes.md': '// TODO(clever-audit): Check.\n',
  });
  const { openDecisions = [] } = fixFolder(folder).before;
  expect(openDecisions.map(({ file, start }) => `${file}:${start}`).sort()).toEqual(['.env:2', 'index.js:13']);
});

test('where a library sends the request, the reason says where the second can be sent', () => {
  const program = `import NextAuth from 'next-auth';
const clever = {
  id: 'clever',
  type: 'oauth',
  userinfo: 'https://api.clever.com/v1.1/me',
  profile: (profile) => ({ id: profile.data.email, name: profile.data.name.first }),
};
export const { handlers } = NextAuth({ providers: [clever] });`;
  expect(saidOf(program).refusals).toContain(
    'the code needs a second request, to `/users/{id}`, and Auth.js sends only the first; send the second in `profile`, which also gets the access token',
  );
});
