import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { PREVENTS_CHANGE } from '../../src/model/finding.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const program = (columns: string, read: string): string => `import axios from 'axios';
const COLUMNS = ${columns};
export async function csv(headers) {
  const { data } = await axios.get('https://api.clever.com/v1.1/students?limit=100', { headers });
  return data.data.map(({ data: student }) => ${read});
}
`;

/** Why each finding of a program is not fixed, with the code that prevents it. */
function refusalsOf(code: string): readonly string[] {
  const folder = temporaryFolder({ 'package.json': '{ "private": true }', 'a.js': code });
  const { findings } = audit({ cwd: folder, paths: ['.'], rules });
  return findings.map(({ refusal, related }) => {
    const at = related.filter(({ message }) => message === PREVENTS_CHANGE);
    return [refusal, ...at.map(({ span }) => code.slice(span.start, span.end))].join(': ');
  });
}

const SEVERAL = 'the code reads several fields in one place, and they move to different places';

describe('a read of several fields of a record in one place', () => {
  test.each([
    ["['sis_id', 'grade', 'gender']", "COLUMNS.map((column) => student[column]).join(';')"],
    ["['grade', 'name', 'sis_id']", 'COLUMNS.map((column) => String(student[column]))'],
    ["['sis_id', 'grade']", 'COLUMNS.forEach((each) => console.log(student[each]))'],
    ["['id', 'grade', 'gender']", 'COLUMNS.filter((each) => student[each] !== undefined)'],
    ["process.env.SHORT ? 'grade' : 'gender'", 'student[COLUMNS]'],
  ])('is refused with the place: %s, %s', (columns, read) => {
    expect(refusalsOf(program(columns, read))[0]).toMatch(new RegExp(`^${SEVERAL}(: (column|each|COLUMNS))?$`));
  });

  test.each([
    ["['grade']", "COLUMNS.map((column) => student[column]).join(';')"],
    ['[]', 'student.grade + student.sis_id'],
  ])('near miss: one field in each place, %s, %s', (columns, read) => {
    expect(refusalsOf(program(columns, read)).join()).not.toContain(SEVERAL);
  });
});
