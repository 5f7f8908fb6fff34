import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { PREVENTS_CHANGE } from '../../src/model/finding.js';
import { lineAt } from '../../src/model/lines.js';
import { temporaryFolder } from '../support/folders.js';

/** The call of a program with why it is not fixed, and the line that holds it back. */
function judge(program: string) {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true }\n', 'app.ts': program });
  const result = audit({ cwd });
  const call = result.findings.find(({ topic }) => topic === 'call');
  const step = call?.related.find(({ message }) => message === PREVENTS_CHANGE);
  return { refusal: call?.refusal, line: step ? lineAt(result.textOf('app.ts'), step.span.start) : null };
}

test('what holds a change back is where the code reads it, not the type that has it', () => {
  const program = [
    'interface Section { course_name: string }',
    'export async function names(headers: HeadersInit) {',
    "  const answer = await fetch('https://api.clever.com/v1.1/sections', { headers });",
    '  const body: { data: { data: Section }[] } = await answer.json();',
    '  return body.data.map((each) => each.data.course_name);',
    '}',
  ].join('\n');
  expect(judge(program)).toEqual({
    refusal: 'the code reads `course_name`, which v3.0 returns only with another request',
    line: 5,
  });
});

test.each([
  [
    "'https://api.clever.com/v1.1/students?page=2&where={}'",
    'the call sends `page` and `where`, which v3.0 does not accept',
  ],
  [
    '`https://api.clever.com/v1.1/students?${new URLSearchParams(rest)}`',
    'this tool cannot see whether the call sends `where`, which v3.0 does not accept',
  ],
])('a parameter that v3 does not take is named: %s', (url, refusal) => {
  const program = `export async function load(rest: Record<string, string>) {\n  return (await fetch(${url})).json();\n}\n`;
  expect(judge(program).refusal).toBe(refusal);
});

test('an answer that is a list on v3 is named as one', () => {
  const program = [
    'export async function name(id: string) {',
    '  const answer = await fetch(`https://api.clever.com/v1.1/students/${id}/school`);',
    '  const { data, ...rest } = await answer.json();',
    '  return [data.name, data[id], rest];',
    '}',
  ].join('\n');
  expect(judge(program).refusal).toMatch(/^v3\.0 returns a list instead of one record, and /);
});

const students = 'https://api.clever.com/v1.1/students';

test.each([
  [
    'options that replace the query',
    `import got from 'got';\nexport const load = () => got('${students}', { searchParams: { limit: 1 } }).json();`,
    /`\?role=student`, and the code sets the query elsewhere$/,
  ],
  [
    'a query that is set later',
    `const url = new URL('${students}');\nurl.search = 'limit=1';\nexport const load = async () => (await fetch(url)).json();`,
    /sets the query elsewhere$/,
  ],
  [
    'a query behind a path',
    `const load = async (path: string) => (await fetch(\`https://api.clever.com\${path}?limit=1\`)).json();\nexport const all = () => load('/v1.1/students');`,
    /sets the query elsewhere$/,
  ],
  [
    'the path alone',
    `import https from 'node:https';\nconst url = new URL('${students}');\nhttps.get({ hostname: url.hostname, path: url.pathname }, (answer) => answer.on('data', (data) => console.log(JSON.parse(data).data.length)));`,
    /and a query is not possible in `pathname`$/,
  ],
  [
    'another host',
    "import https from 'node:https';\nhttps.get({ hostname: 'api.getclever.com', path: '/v1.1/districts' }, (answer) => answer.on('data', (data) => console.log(JSON.parse(data).data.length)));",
    /^the host `api\.getclever\.com` must change too/,
  ],
])('what holds the URL is named: %s', (_name, program, refusal) => {
  expect(judge(program).refusal).toMatch(refusal);
});

test('a URL whose path a request asks for is one finding', () => {
  const program = `import https from 'node:https';
const url = new URL('https://api.clever.com/v1.1/districts');
https.get({ hostname: url.hostname, path: url.pathname }, (answer) => {
  answer.on('data', (data) => console.log(JSON.parse(data).data[0].data.name));
});
`;
  const cwd = temporaryFolder({ 'package.json': '{ "private": true }\n', 'app.ts': program });
  const { findings } = audit({ cwd });
  expect(findings.map(({ refusal }) => refusal ?? null)).toEqual([null]);
  expect(findings[0]?.fix?.edits).toHaveLength(1);
});

test('a decorator that says where a member comes from is named', () => {
  const program = `import { plainToInstance, Expose } from 'class-transformer';
class Student {
  @Expose() email!: string;
  @Expose() grade!: string;
}
export async function load(headers: HeadersInit): Promise<Student[]> {
  const { data } = await (await fetch('${students}', { headers })).json();
  return data.map((row: { data: object }) => plainToInstance(Student, row.data));
}
`;
  expect(judge(program)).toEqual({
    refusal: 'a decorator says where `grade` comes from, and this tool does not change decorators',
    line: 4,
  });
});

test('a test for a member that moves is named, where no edit can change it', () => {
  const program = [
    'export async function complete(): Promise<number> {',
    "  const answer = await fetch('https://api.clever.com/v1.1/students');",
    '  const body = await answer.json();',
    '  return body.data.filter(({ data }: any) => {',
    "    return 'sis_id' in data;",
    '  }).length;',
    '}',
  ].join('\n');
  expect(judge(program)).toEqual({
    refusal: 'the code asks for `sis_id` in a way that this tool cannot change',
    line: 5,
  });
});
