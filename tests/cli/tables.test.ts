import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mappings } from '../../src/clever-api/mapping.js';
import { runCommand } from '../support/command.js';

async function tables(words: string): Promise<string> {
  const { code, stdout, stderr } = await runCommand(`tables ${words}`, {});
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

interface Row {
  readonly version: string;
  readonly path: string;
  readonly target: string | null;
  readonly source: readonly string[];
  readonly lostParameters: readonly { readonly name: string }[];
  readonly lostParts: readonly { readonly name: string }[];
}

async function rows(words: string): Promise<readonly Row[]> {
  return (JSON.parse(await tables(`${words} --format json`)) as { readonly endpoints: readonly Row[] }).endpoints;
}

test('the rows of a path are told with their dates, and with what is lost', async () => {
  const text = await tables('--version v1.1 --path /students/{id}/school');
  expect(text).toBe(`API v1.1, published August 12, 2012, deprecated June 2022, switched off December 2022

GET /v1.1/students/{id}/school  ->  /v3.0/users/{id}/schools?primary=true
  change: the path, the code that reads the answer, or both
  fix: if the tool can also change the code that reads the answer, and that code uses no id that changes
  answer: one record before, a list now
  sign-in token: cannot read it; use a district token
  note: Returns a list with one school, the primary one. The id of this school is also in roles.student.school of the user record.
`);
});

test('an endpoint that nothing replaces says what to do', async () => {
  const text = await tables('--version v1.1 --path /students/{id}/events');
  expect(text).toContain('/v1.1/students/{id}/events  ->  nothing');
  expect(text).toContain('fix: none');
  expect(text).toContain('instead: Read the events of');
});

test('contacts of v2 have a date of their own', async () => {
  expect(await tables('--version v2.1 --path /contacts/{id}')).toContain('  deprecated: July 31, 2025\n');
  expect(await tables('--version v2.1 --path /students/{id}/school')).not.toContain('deprecated');
});

test.each([
  ['/schools', 'v2.1'],
  ['/me', 'v2.0'],
  ['/contacts', 'v1.2'],
  ['/students/{id}/contacts', 'v2.1'],
])('no change of %s in %s is called a fix', async (path, version) => {
  const [row] = await rows(`--version ${version} --path ${path}`);
  expect(row).toMatchObject({ path, autoFix: 'never' });
  expect(await tables(`--version ${version} --path ${path}`)).toContain('  fix: never; there is at most a suggestion');
});

test('JSON holds every row of the tables once', async () => {
  const all = await rows('');
  const keys = all.map(({ version, path }) => `${version} ${path}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(keys)).toEqual(
    new Set(mappings.flatMap(({ versions, path }) => versions.map((version) => `${version} ${path}`))),
  );
});

test('a row of JSON says all that is known', async () => {
  const [row] = await rows('--version v1.2 --path /sections');
  expect(row).toMatchObject({
    version: 'v1.2',
    method: 'GET',
    path: '/sections',
    target: '/v3.0/sections',
    since: '2017-03-15',
    deprecated: '2022-06',
    until: '2022-12',
    autoFix: 'guarded',
    lostFields: expect.arrayContaining(['course_name', 'term.name']),
    lostParameters: [
      { name: 'where', instead: expect.stringContaining('filter') },
      { name: 'page', instead: 'follow the `next` link in `links`' },
    ],
    lostParts: expect.arrayContaining([{ name: 'paging', instead: 'follow the `next` link in `links`' }]),
    source: expect.arrayContaining(['spec: v3.0.yml']),
  });
});

test('a list says what it lost of paging, as a report does; a single record has none of it', async () => {
  const lists = await rows('--version v1.1 --path /students');
  const lost = (path: string) => lists.find((row) => row.path === path);
  expect(lost('/students')?.lostParameters.map(({ name }) => name)).toEqual(['where', 'page', 'sort', 'distinct']);
  expect(lost('/students')?.lostParts.map(({ name }) => name)).toEqual(['paging', 'count', 'data[].uri']);
  expect(lost('/students/{id}')).toMatchObject({ lostParts: [], lostParameters: [{ name: 'include' }] });
  expect(await tables('--version v1.1 --path /students')).toContain(
    '  removed list fields: paging (follow the `next` link in `links`), ',
  );
});

test('the terms that are explained are those of the rows', async () => {
  const page = await tables('--version v1.1 --path /events --format markdown');
  const terms = [...page.matchAll(/^- `([a-z-]+)`:/gm)].map(([, term = '']) => term);
  const used = new Set([...page.matchAll(/\(`([a-z-]+)`, `([a-z-]+)`\)/g)].flatMap(([, kind, fix]) => [kind, fix]));
  expect(terms.filter((term) => !['paging', 'count'].includes(term)).sort()).toEqual([...used].sort());
});

test('the target version is in the paths', async () => {
  expect((await rows('--version unversioned --target v3.1')).map(({ target }) => target)).toEqual(['/v3.1/me']);
});

test.each([
  ['/students', ['/students', '/students/{id}', '/students/{id}/contacts']],
  ['/students/', ['/students', '/students/{id}', '/students/{id}/contacts']],
  ['/students/530e5960049e75a9262cff1d/contacts', ['/students/{id}/contacts']],
  ['/me', ['/me']],
])('--path %s chooses that path and what is below it', async (path, expected) => {
  const paths = (await rows(`--version v1.1 --path ${path}`)).map((row) => row.path);
  expect(paths).toEqual(expect.arrayContaining(expected));
  expect(paths.every((each) => each.startsWith(expected[0] ?? ''))).toBe(true);
});

describe('what the tables know nothing of is refused by name', () => {
  test.each([
    ['--version v9', "there is no table for version 'v9'; there are unversioned, v1.1, v1.2, v2.0, v2.1"],
    ['--version v3.0', "there is no table for version 'v3.0'"],
    ['--path /nothing', "no version before v3 has an endpoint '/nothing'"],
    ['--path /v1.1/students', "endpoint '/v1.1/students'; write the path with a leading slash and without a version"],
    ['--path /student', "endpoint '/student'"],
    ['--path students', "endpoint 'students'; write the path with a leading slash"],
    ['--version v1.1 --path /courses', "v1.1 has no endpoint '/courses'"],
    ['--target v4', "argument 'v4' is invalid"],
    ['--format csv', "argument 'csv' is invalid"],
    ['students', 'too many arguments'],
  ])('%s', async (words, reason) => {
    const { code, stdout, stderr } = await runCommand(`tables ${words}`, {});
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});

test('--help tells the options', async () => {
  expect(await tables('--help')).toContain('--path <path>');
});

test('the page of the documentation is up to date (npm run docs:mapping)', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/mapping.md'), 'utf8');
  expect(await tables('--format markdown')).toBe(page);
});
