import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const STUDENTS = 'https://api.clever.com/v1.1/students';

const NAMES = 'rows.map(({ data }) => data.name.first).join()';

/** A program that lists students, with what its functions need in front. */
const lister = (before: string, rows: string): string =>
  `${before}\nexport async function main(token) {\n  const headers = { authorization: 'Bearer district-token' };\n${rows}\n  console.log(${NAMES});\n}\n`;

/** Clients that send their own query in place of that of the URL, or refuse both, and the ways to give them one. */
const OTHER_QUERY: Readonly<Record<string, string>> = {
  'got, whose options get one later': lister(
    "import got from 'got';",
    `  const options = { headers };\n  options.searchParams = { limit: 100 };\n  const { data: rows } = await got('${STUDENTS}', options).json();`,
  ),
  'got, whose options get one by a key': lister(
    "import got from 'got';\nconst KEY = process.env.PAGE_BY ?? 'searchParams';",
    `  const options = { headers };\n  options[KEY] = { limit: 100 };\n  const { data: rows } = await got('${STUDENTS}', options).json();`,
  ),
  'got, of whose options there is one object': lister(
    "import got from 'got';",
    `  const { data: rows } = await got({ url: '${STUDENTS}', searchParams: { limit: 100 }, headers }).json();`,
  ),
  'got, of an instance of an instance': lister(
    "import got from 'got';\nconst clever = got.extend({ prefixUrl: 'https://api.clever.com/v1.1' }).extend({ searchParams: { limit: 100 } });",
    "  const { data: rows } = await clever('students', { headers }).json();",
  ),
  'got, of a field of a class': `import got from 'got';
class Clever {
  #http;
  constructor(token) {
    this.#http = got.extend({ prefixUrl: 'https://api.clever.com/v1.1', searchParams: { limit: 100 }, headers: { authorization: 'Bearer district-token' } });
  }
  async students() {
    const { data } = await this.#http.get('students').json();
    return data;
  }
}
export async function main(token) {
  const rows = await new Clever(token).students();
  console.log(${NAMES});
}
`,
  'got, that is handed options': lister(
    `import got from 'got';\nconst list = (headers, more) => got('${STUDENTS}', { headers, ...more }).json();`,
    "  const { data: rows } = await list(headers, { searchParams: 'limit=100' });",
  ),
  'ky, of an instance': lister(
    "import ky from 'ky';\nconst clever = ky.create({ prefixUrl: 'https://api.clever.com/v1.1', searchParams: { limit: 100 } });",
    "  const { data: rows } = await clever('students', { headers }).json();",
  ),
  'undici, whose options are filled': lister(
    "import { request } from 'undici';",
    `  const options = Object.assign({ headers }, process.env.ALL ? {} : { query: { limit: 100 } });\n  const { body } = await request('${STUDENTS}', options);\n  const { data: rows } = await body.json();`,
  ),
  'needle, which takes data': lister(
    "import needle from 'needle';",
    `  const { body } = await needle('get', '${STUDENTS}', { limit: 100 }, { headers });\n  const rows = body.data;`,
  ),
  'needle, whose options have it': lister(
    "import needle from 'needle';",
    `  const options = { headers, query: { limit: 100 } };\n  const rows = await new Promise((done) => {\n    needle.get('${STUDENTS}', options, (error, response) => done(response.body.data));\n  });`,
  ),
};

/** The same clients without another query, and others, which send both. */
const BOTH_SENT: Readonly<Record<string, string>> = {
  'got, whose options get something else': lister(
    "import got from 'got';",
    `  const options = { headers };\n  options.retry = { limit: 0 };\n  const { data: rows } = await got('${STUDENTS}', options).json();`,
  ),
  'got, whose options are spread': lister(
    "import got from 'got';\nconst SHARED = { retry: { limit: 0 } };",
    `  const { data: rows } = await got('${STUDENTS}', { ...SHARED, headers }).json();`,
  ),
  'needle, which takes no data': lister(
    "import needle from 'needle';",
    `  const { body } = await needle('get', '${STUDENTS}', { headers });\n  const rows = body.data;`,
  ),
  'axios, whose parameters are set later': lister(
    "import axios from 'axios';",
    `  const options = { headers };\n  options.params = { limit: 100 };\n  const { data: answer } = await axios.get('${STUDENTS}', options);\n  const rows = answer.data;`,
  ),
  'ofetch, of an instance': lister(
    "import { ofetch } from 'ofetch';\nconst clever = ofetch.create({ baseURL: 'https://api.clever.com/v1.1', query: { limit: 100 } });",
    "  const { data: rows } = await clever('/students', { headers });",
  ),
};

/** What completes the path of a request after its options were written. */
const COMPLETED: Readonly<Record<string, string>> = {
  'a query behind it': "options.path += '?limit=100';",
  'a query behind it, by its name': "options['path'] += '?limit=100';",
  'more of its segments': "options.path += '/58da8c58155b940248000007/students';",
  'what a function adds': 'more(options);',
  'what a loop adds': "for (const part of ['?limit=', '100']) options.path += part;",
  'what is made of it': "options.path = options.path + '?limit=100';",
};

const overHttps = (path: string, completes: string): string => `import https from 'node:https';
const more = (given) => {
  given.path += '?limit=100';
};
const ask = (options) =>
  new Promise((done, fail) => {
    https
      .get(options, (response) => {
        let raw = '';
        response.on('data', (chunk) => (raw += chunk));
        response.on('end', () => done(JSON.parse(raw).data ?? []));
      })
      .on('error', fail);
  });
export async function main(token) {
  const options = { hostname: 'api.clever.com', path: '${path}', headers: { authorization: 'Bearer district-token' } };
  ${completes}
  const rows = await ask(options);
  console.log(rows.length, rows.map(({ data }) => data.name?.first ?? data.name).join());
}
`;

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

const outcomeOf = async (text: string): Promise<string> => (await checkFix(runner, { 'index.js': text })).outcome;

describe('a query that a change would write into the URL', () => {
  it.each(Object.entries(OTHER_QUERY))('holds it back beside a query of %s', async (_name, text) => {
    expect(await outcomeOf(text)).toBe('left');
  });

  it.each(Object.entries(BOTH_SENT))('is sent by %s', async (_name, text) => {
    expect(await outcomeOf(text)).toBe('migrated');
  });

  it.each(Object.entries(COMPLETED).filter(([name]) => name !== 'more of its segments'))(
    'holds it back where options get %s',
    async (_name, completes) => {
      expect(await outcomeOf(overHttps('/v1.1/students', completes))).toBe('left');
    },
  );

  it('is written where the options get the path before it', () => {
    const text = overHttps('/v1.1/schools', COMPLETED['more of its segments'] ?? '');
    const folder = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'index.js': text });
    const [change] = fixFolder(folder).changes;
    expect(change?.after).toContain("path: '/v3.0/schools'");
    expect(change?.after).toContain("options.path += '/58da8c58155b940248000007/users?role=student&primary=true'");
  });

  it('moves the version alone where the options get a query behind the path', async () => {
    expect(await outcomeOf(overHttps('/v1.1/schools', COMPLETED['a query behind it'] ?? ''))).toBe('migrated');
  });

  it.each(["url.pathname += '/students';", "url.pathname = '/v1.1/students';"])(
    'holds it back where it would be part of a path: %s',
    async (sets) => {
      const text = lister(
        '',
        `  const url = new URL('https://api.clever.com/v1.1');\n  ${sets}\n  const { data: rows } = await (await fetch(url, { headers })).json();`,
      );
      expect(await outcomeOf(text)).toBe('left');
    },
  );
});
