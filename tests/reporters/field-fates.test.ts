import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** What the audit of a program says of its fields: `name moved`. */
function fatesIn(program: string): readonly string[] {
  const cwd = temporaryFolder({ 'package.json': '{ "name": "sample", "private": true }\n', 'app.js': program });
  const fields = audit({ cwd }).findings.filter(({ topic }) => topic === 'field');
  return fields.map(({ brief }) => `${brief?.subject} ${brief?.fate}: ${brief?.instead}`);
}

const requestOf = (path: string) => `const { data } = await (await fetch('https://api.clever.com${path}')).json();\n`;

test.each([
  ['/me', 'show(data.email)', ['email moved: null']],
  ['/v3.0/me', 'show(data.name.first)', ['name moved: null']],
  ['/v3.0/me', 'show(data.roles)', ['roles never there: data.roles of /v3.0/users/{id}']],
  ['/v3.0/me', 'show(data.sections)', ['sections never there: /v3.0/users/{id}/sections']],
  ['/v1.1/students/s1', 'show(data.sis_id)', ['sis_id moved: data.roles.student.sis_id']],
  ['/v1.1/sections/s1', 'show(data.course_name)', ['course_name moved: data.name of /v3.0/courses/{course}']],
  ['/v1.1/sections/s1', 'show(data.section_group)', ['section_group missing: null']],
])('what became of a field of %s: %s', (path, reading, expected) => {
  expect(fatesIn(`${requestOf(path)}${reading};\n`)).toEqual(expected);
});
