import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** What a program with a `/me` call leaves open. */
function reasonsOf(second: string): readonly string[] {
  const code = `import axios from 'axios';
export async function main(headers, kind) {
  const { data: me } = await axios.get('https://api.clever.com/me', { headers });
  const { data: user } = await axios.get(${second}, { headers });
  return user.data.email;
}
`;
  const cwd = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'main.js': code });
  return audit({ cwd }).unresolved.map(({ reason }) => reason);
}

test.each([
  '`https://api.clever.com/v1.1/${me.type}s/${me.data.id}`',
  "'https://api.clever.com/v1.1/' + me.type + 's/' + me.data.id",
])('a call by the type of the same answer that a fix moves is not open: %s', (second) => {
  expect(reasonsOf(second)).toEqual([]);
});

test('one that no fix moves is open', () => {
  expect(reasonsOf("['https://api.clever.com/v1.1', `${me.type}s`, me.data.id].join('/')")).toEqual([
    'the value of `me.type`',
  ]);
});

test('a call by a kind that comes from elsewhere is open, and is told by what is missing', () => {
  expect(reasonsOf('`https://api.clever.com/v1.1/${kind}s/${me.data.id}`')).toEqual([
    'the value that callers pass for `kind`',
  ]);
});

test('a member of an answer is no setting with the name of an address', () => {
  expect(reasonsOf('`https://api.clever.com/v1.1/${me.data.kind}/x`')).toEqual(['the value of `me.data.kind`']);
});
