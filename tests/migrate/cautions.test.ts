import { describe, expect, test } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

const bearer = '{ headers: { Authorization: `Bearer ${token}` } }';
const key = "{ auth: { username: key, password: '' } }";

/** A program that asks `/me` with one client, and something about the same person with another. */
function program(setUp: string, then: string): string {
  return `import axios from 'axios';

const roster = axios.create({ baseURL: 'https://api.clever.com' });
${setUp}
export async function main(token, key) {
  const response = await fetch('https://api.clever.com/v1.1/me', ${bearer});
  if (!response.ok) throw new Error('no answer');
  const me = await response.json();
${then}}
`;
}

const hook = 'roster.interceptors.request.use((config) => ({ ...config, url: rewrite(config.url) }));\n';

const byId = (options: string): string => `  if (me.type === 'teacher') {
    const { data } = await roster.get(\`/v1.1/teachers/\${me.data.id}\`, ${options});
    console.log(data.data.email);
  }
`;

const byTypeAndId = (
  options: string,
): string => `  const path = \`https://api.clever.com/v1.1/\${me.type}s/\${me.data.id}\`;
  const { data } = await axios.get(path, ${options});
  console.log(data.data.email);
`;

const compared = (options: string): string => `  const { data } = await roster.get('/v1.1/teachers', ${options});
  console.log(data.data.some((each) => each.data.id === me.data.id));
`;

/** The suggestions for a program, each once, in words. */
function suggestionsFor(code: string, files: Record<string, string> = {}): readonly string[] {
  const { findings } = audit({
    cwd: temporaryFolder({ 'package.json': '{ "private": true }', 'main.js': code, ...files }),
  });
  expect(findings.map(({ fix }) => fix)).toEqual(findings.map(() => null));
  return [...new Set(findings.flatMap(({ suggestions }) => suggestions.map(describeChange)))];
}

describe('a change of /me that moves another request says what must be checked about that request', () => {
  test.each([
    [
      'a hook of a request by id',
      hook,
      byId(bearer),
      'Check the request hook in main.js: it may change the URL of `/v1.1/teachers/{id}`, or behave differently for the new one.',
    ],
    [
      'a key for a request by id',
      '',
      byId(key),
      'Replace the API key: v3.0 accepts only tokens, so `/v3.0/users/{id}` needs a district token.',
    ],
    [
      'a key for a request by type and id',
      '',
      byTypeAndId(key),
      'Replace the API key: v3.0 accepts only tokens, so the new URL needs a district token.',
    ],
    [
      'a hook of a request whose ids are compared',
      hook,
      compared(bearer),
      'Check the request hook in main.js: it may change the URL of `/v1.1/teachers`, or behave differently for the new one.',
    ],
    [
      'a large page of a request whose ids are compared',
      '',
      compared(`{ params: { limit: 20000 }, ${bearer.slice(2)}`),
      'Lower `limit`: v3.0 refuses more than 10000 records per page.',
    ],
  ])('%s', (_name, setUp, then, caution) => {
    const suggestions = suggestionsFor(program(setUp, then));
    expect(suggestions).toEqual([expect.stringContaining(caution)]);
    // Once, however many calls of the change it is true of.
    expect(suggestions[0]?.split(caution)).toHaveLength(2);
  });

  test('a stand-in for the client of a request by id', () => {
    const stub = `import { vi } from 'vitest';
import axios from 'axios';
import { main } from '../main.js';

vi.spyOn(axios, 'get').mockResolvedValue({ data: { data: { email: 'a@b.c' } } });
await main('token');
`;
    const code = program('', byId(bearer).replace('roster.get(`', 'axios.get(`https://api.clever.com'));
    expect(suggestionsFor(code, { 'test/main.test.js': stub })).toEqual([
      expect.stringContaining('Change the mock of the client in test/main.test.js too.'),
    ]);
  });
});

describe('a parameter that v3 does not take goes along to the record only if that is said', () => {
  const headers = 'headers: { Authorization: `Bearer ${process.env.TOKEN}` }';
  const name = 'console.log(me.data.data.name.first);\n';
  const client = "import axios from 'axios';\n";
  const options = (params: string): string =>
    `${client}const me = await axios.get('https://api.clever.com/me', { params: ${params}, ${headers} });\n${name}`;
  const instance = (params: string): string =>
    `${client}const api = axios.create({ baseURL: 'https://api.clever.com', params: ${params} });\nconst me = await api.get('/me', { ${headers} });\n${name}`;
  const fetched = `const { data } = await response.json();\nconsole.log(data.name.first);\n`;
  const query = (text: string): string =>
    `const response = await fetch('https://api.clever.com/me?${text}', { ${headers} });\n${fetched}`;

  /** Whether the only call of a program is fixed, and what its suggestions say. */
  function offerFor(code: string): { isFixed: boolean; said: string } {
    const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'main.js': code });
    const { findings } = audit({ cwd });
    const said = findings.flatMap(({ suggestions }) => suggestions.map(describeChange)).join(' ');
    return { isFixed: findings.some(({ fix }) => fix !== null), said };
  }

  test.each([
    ['params of axios', options("{ include: 'school' }"), 'include'],
    ['params that a name holds', `const params = { where: '{}' };\n${options('params')}`, 'where'],
    ['params of the instance', instance("{ show_links: 'true' }"), 'show_links'],
    ['the query of the address', query('include=schools'), 'include'],
    ['one of several in the query', query('access_token=x&show_links=true'), 'show_links'],
    [
      'searchParams of got',
      `import got from 'got';\nconst me = await got('https://api.clever.com/me', { searchParams: { include: 'school' }, ${headers} }).json();\nconsole.log(me.data.name.first);\n`,
      'include',
    ],
  ])('%s', (_name, code, parameter) => {
    const { isFixed, said } = offerFor(code);
    expect(isFixed).toBe(false);
    expect(said).toContain(`\`${parameter}\``);
  });

  test.each([
    ['a token as a parameter', options('{ access_token: process.env.TOKEN }')],
    ['a token that the instance sends', instance('{ access_token: process.env.TOKEN }')],
    ['no parameter', options('{}')],
  ])('%s does not hold the fix back', (_name, code) => {
    expect(offerFor(code).isFixed).toBe(true);
  });
});
