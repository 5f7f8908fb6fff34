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
