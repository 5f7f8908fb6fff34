import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { applyEdits } from '../../src/model/apply-edits.js';
import { describeChange } from '../../src/model/finding.js';
import { temporaryFolder } from '../support/folders.js';

/** What the suggestion for the `/me` call of a program says, and the program once it is written. */
function suggested(body: string, path = 'me', file = 'main.js') {
  const code = `import axios from 'axios';
export async function main(headers, request) {
  const { data: me } = await axios.get('https://api.clever.com/${path}', { headers });
  ${body}
}
`;
  const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', [file]: code });
  const calls = audit({ cwd }).findings.filter(({ topic }) => topic === 'call' || topic === 'field');
  expect(calls.flatMap(({ fix }) => fix ?? [])).toEqual([]);
  const [change] = calls.flatMap(({ suggestions }) => suggestions);
  const text = applyEdits(code, change?.edits ?? []);
  return { says: change ? describeChange(change) : '', text };
}

describe('an id that the code only compares is the old id in the new code too', () => {
  test.each([
    ['a setting', 'return me.data.id === process.env.ADMIN_ID;', 'return storedId === process.env.ADMIN_ID;'],
    [
      'a setting, turned round',
      'if (process.env.OWNER !== me.data.id) throw new Error();',
      'process.env.OWNER !== storedId',
    ],
    ['a part of the request', 'return { isOwn: request.params.id == me.data.id };', 'request.params.id == storedId'],
    [
      'two things',
      'return me.data.id === process.env.ADMIN_ID || me.data.id === request.query.owner;',
      'storedId === process.env.ADMIN_ID || storedId === request.query.owner',
    ],
    [
      'a setting, by a variable',
      'const { id } = me.data;\n  return id === process.env.ADMIN_ID;',
      'id === process.env.ADMIN_ID',
    ],
  ])('compared with %s', (_with, body, compared) => {
    const { says, text } = suggested(body);
    expect(text).toContain(compared);
    expect(text).toContain('.legacy_id ??');
    expect(says).toContain('keeps comparing the old id');
    expect(says).toContain('This needs Secure Sync.');
    expect(says).toContain('compare the new id instead of the old one');
  });

  test('so it is where the code also stores it', () => {
    const { says, text } = suggested('request.session.user = me.data.id; return me.data.id === process.env.ADMIN_ID;');
    expect(text).toContain('request.session.user = storedId; return storedId === process.env.ADMIN_ID;');
    expect(says).toContain('keeps using the old id');
    expect(says).not.toContain('keeps comparing');
  });
});

describe('an id that the code compares stays the new one', () => {
  test.each([
    [
      'where the code looks accounts up, by the new id first',
      "const { accounts } = await import('./accounts.js'); const found = await accounts.findOne({ where: { cleverId: me.data.id } }); return found ?? me.data.id === process.env.ADMIN_ID;",
      'me',
    ],
    ['where the call is one of v3 already', 'return [me.data.name, me.data.id === process.env.ADMIN_ID];', 'v3.0/me'],
    [
      'where Clever needs the same value',
      'const { id } = me.data; if (id === process.env.ADMIN_ID) return axios.get(`https://api.clever.com/v3.0/users/${id}`, { headers });',
      'me',
    ],
  ])('%s', (_where, body, path) => {
    const { says, text } = suggested(body, path);
    expect(text).not.toContain('storedId');
    expect(says).not.toContain('keeps comparing');
    expect(says).toContain('may be a stored id');
  });
});
