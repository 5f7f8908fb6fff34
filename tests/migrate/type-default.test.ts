import { describe, expect, test } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const asks = (name: string, body: string, check = 'if (!response.ok) return null;'): Record<string, string> => ({
  [name]: `export async function signIn(token, accounts) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
  ${check}
  ${body}
}
`,
});

const spellings: readonly (readonly [name: string, files: Record<string, string>, has: string])[] = [
  [
    'of the only member',
    asks('a.js', "const { type: role = 'student' } = await response.json();\n  return { role };"),
    "const role = roles?.district_admin ? 'district_admin' :",
  ],
  [
    'of one of several',
    asks(
      'a.js',
      "const { type = 'guest', data } = await response.json();\n  return { role: type, email: data.email };",
    ),
    "const type = data.roles.district_admin ? 'district_admin' :",
  ],
  [
    'of a member of the data, in a variable that is set again',
    asks('a.js', "let { data: { type = '' } } = await response.json();\n  type ||= 'x';\n  return { role: type };"),
    "let type = roles.district_admin ? 'district_admin' :",
  ],
  [
    'of a parameter',
    {
      'a.js': `${asks('a.js', 'return show(await response.json());')['a.js']}function show({ type = 'student', data }) {\n  return { role: type, email: data.email };\n}\n`,
    },
    "const type = data.roles.district_admin ? 'district_admin' :",
  ],
  [
    'where a failure may be read, which has no type',
    asks('a.js', "const { type: role = 'guest' } = await response.json();\n  return { role };", ''),
    "roles ? 'user' : 'guest';",
  ],
];

const nearMisses: readonly (readonly [name: string, body: string])[] = [
  ['that is computed', 'const { type: role = process.env.ROLE } = await response.json();\n  return { role };'],
  [
    'of an id',
    "const { data: { id = 'none' } } = await response.json();\n  return accounts.findOne({ cleverId: id });",
  ],
];

describe('a default beside the type that a pattern takes', () => {
  test.each(spellings)('goes with the type: %s', (_, files, has) => {
    const [change] = fixFolder(temporaryFolder({ 'package.json': '{ "private": true }', ...files })).changes;
    expect(change?.after.replaceAll(/\s+/g, ' ')).toContain(has);
    expect(change?.after).not.toContain('/v1.1/');
  });

  test.each(nearMisses)('stays: one %s', (_, body) => {
    const folder = temporaryFolder({ 'package.json': '{ "private": true }', ...asks('a.js', body) });
    expect(fixFolder(folder, { suggestions: true }).changes).toEqual([]);
  });
});
