import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** The fields that are reported of a program that asks for `/me` and for the record. */
function reported(body: string): readonly string[] {
  const code = `export async function profile(headers, load) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  const user = await (await fetch(\`https://api.clever.com/v3.0/users/\${me.data.id}\`, { headers })).json();
  ${body}
}
`;
  const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'main.js': code });
  return audit({ cwd }).findings.map(({ rule, span }) => `${rule} ${code.slice(span.start, span.end)}`);
}

describe('a member that an object has from the record of the user is none of /me', () => {
  test.each([
    ['spreads', 'const all = { ...me.data, ...user.data }; return all.name.first;'],
    ['the other way round', 'const all = { ...user.data, ...me.data }; return all.email;'],
    ['assigned to a new object', 'const all = Object.assign({}, me.data, user.data); return all.name.first;'],
    ['a pattern', 'const { name, email } = { ...me.data, ...user.data }; return [name, email];'],
    ['with more beside it', 'const all = { ...me.data, role: 1, ...user.data, at: 2 }; return all.email;'],
    [
      'a role of the record',
      'const all = { ...user.data, ...user.data.roles.student }; return [all.grade, all.sis_id];',
    ],
  ])('%s', (_name, body) => {
    expect(reported(body)).toEqual([]);
  });

  test.each([
    ['no record beside it', 'const all = { ...me.data, at: 1 }; return all.email;', 'no-removed-me-field email'],
    [
      'something else beside it',
      'const all = { ...me.data, ...load() }; return all.email;',
      'no-removed-me-field email',
    ],
    ['the record by itself', 'const all = { ...user.data, ...load() }; return all.grade;', 'no-pre-v3-field grade'],
    [
      'two objects for one function',
      'const mail = (person) => person.email; return [mail(user.data), mail(me.data)];',
      'no-removed-me-field email',
    ],
    [
      'a record that may not be there',
      'const all = { ...me.data, ...(load ? user.data : {}) }; return all.email;',
      'no-removed-me-field email',
    ],
  ])('but not where there is %s', (_name, body, finding) => {
    expect(reported(body)).toEqual([`clever/${finding}`]);
  });
});
